//go:build !unix

package py

import "os"

func sysAccess(path string, mode int) bool {
	_, err := os.Stat(path)
	return err == nil
}

func osDescriptors(m *Module) {}

func osSystem(m *Module) {}
