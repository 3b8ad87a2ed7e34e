//go:build !unix

package driver

import "errors"

// lock does nothing here: files are put in place whole, so that two builds at once only do the work twice.
func lock(dir string) (unlock func()) { return func() {} }

// CanExec tells that Exec replaces this process.
const CanExec = false

// Exec runs a program in the place of this process, where the system can.
func Exec(path string, argv []string) error { return errors.ErrUnsupported }
