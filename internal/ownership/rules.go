package ownership

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// escape checks that a method called through a qualifier keeps its receiver to itself.
func (a *analysis) escape(x *typed.MethodCall, s *summary) {}

// dealloc checks that `__dealloc__` does not store or return its receiver.
func (a *analysis) dealloc(x typed.Expr, at source.Span) {}

// globals warns of globals that several threads use.
func (c *checker) globals() {}
