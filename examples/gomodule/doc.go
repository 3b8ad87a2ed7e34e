// Package gomodule shows a Go package that is partly written in the cypclass dialect: counter_cyp.go is made from counter.pyx by
// go generate.
package gomodule

//go:generate go run github.com/cyp-lang/cyp/cmd/cyp gen counter.pyx
