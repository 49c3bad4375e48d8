//go:build unix

package outfile

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// movable reports whether a new file in its place would be the same to everybody: another name of
// it would stay with the old content, and another owner would lose it.
func movable(info fs.FileInfo) bool {
	system, ok := info.Sys().(*syscall.Stat_t)
	return !ok || system.Nlink == 1 && int(system.Uid) == os.Geteuid()
}

// keepsNames reports whether an error says that a directory takes no new file, or keeps the one it
// has, as a mount point does.
func keepsNames(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) ||
		errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV)
}

func duplicate(descriptor int) (int, error) { return syscall.Dup(descriptor) }
