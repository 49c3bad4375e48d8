//go:build linux || darwin

package main

import "syscall"

// openFiles is how many files and connections a process may have open; Go has raised it to what the
// system allows.
func openFiles() (uint64, error) {
	var limit syscall.Rlimit
	err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit)
	return limit.Cur, err
}
