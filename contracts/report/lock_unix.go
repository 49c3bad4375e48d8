//go:build linux || darwin

package report

import (
	"os"
	"syscall"
)

// lock keeps other runs from writing reports into a directory. It needs no file of its own that
// could be left behind: the directory itself is locked, as long as it is open.
func lock(directory string) (unlock func(), err error) {
	opened, err := os.Open(directory)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(opened.Fd()), syscall.LOCK_EX); err != nil {
		// A file system without locks: runs at the same time are rare, and a report is worth more.
		return func() { _ = opened.Close() }, nil
	}
	return func() { _ = opened.Close() }, nil
}
