//go:build unix

package trust

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// root may do anything, so nothing is to be feared from it.
const root = 0

// File says why that user must not load the file even if its content is right; nil if it may be
// loaded. On the way to it, links included, each name that stands in a directory where everybody may
// write has to be this user's or root's, and nobody else's to change or to replace. Anywhere else,
// whoever wrote there was given the right to. The error matches [fs.ErrNotExist] if there is no such
// file.
func File(path string, user int) error {
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return fmt.Errorf("%s: %w", path, fs.ErrNotExist)
	}
	if err != nil {
		return err
	}
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	return walk(path, user)
}

// walk goes to an absolute path as the loader does, a name at a time, and looks at each. That ends:
// the path was found to lead somewhere.
func walk(path string, user int) error {
	parent := filepath.Dir(path)
	if parent == path {
		return nil
	}
	if err := walk(parent, user); err != nil {
		return err
	}
	parent, err := filepath.EvalSymlinks(parent)
	if err != nil {
		return err
	}
	path = filepath.Join(parent, filepath.Base(path))
	if err := entry(parent, path, user); err != nil {
		return err
	}
	target, err := os.Readlink(path)
	if err != nil {
		return nil // no link
	}
	if !filepath.IsAbs(target) {
		target = filepath.Join(parent, target)
	}
	return walk(target, user)
}

// entry looks at one name in its directory.
func entry(parent, path string, user int) error {
	dir, err := os.Lstat(parent)
	if err != nil || !everybodyWrites(dir) {
		return err
	}
	file, err := os.Lstat(path)
	if err != nil {
		return err
	}
	switch mode := file.Mode(); {
	case dir.Mode()&fs.ModeSticky == 0:
		return fmt.Errorf("everybody may replace files in %s: chmod +t it", parent)
	case !mine(dir, user):
		return fmt.Errorf("%s belongs to user %d, who could replace any file in it", parent, Owner(dir))
	case !mine(file, user):
		return fmt.Errorf("%s belongs to user %d, who could change it at any time", path, Owner(file))
	case !mode.IsRegular() && !mode.IsDir():
		return fmt.Errorf("%s is not a regular file but %s, in a directory where everybody may "+
			"write", path, mode.Type())
	case othersWrite(mode):
		return fmt.Errorf("%s can be changed by others: its mode is %s", path, mode.Perm())
	}
	return nil
}

func everybodyWrites(dir fs.FileInfo) bool { return dir.Mode().Perm()&0o002 != 0 }

// othersWrite reports whether somebody besides the owner may write. Where everybody may write into
// a directory, what is in it is looked at by itself.
func othersWrite(mode fs.FileMode) bool {
	another := mode.IsDir() && mode.Perm()&0o002 != 0
	return mode.Perm()&0o022 != 0 && !another
}

func mine(file fs.FileInfo, user int) bool {
	owner := Owner(file)
	return owner == user || owner == root
}

// Owner is the id of the user to whom a file belongs, -1 where that cannot be told.
func Owner(file fs.FileInfo) int {
	if stat, ok := file.Sys().(*syscall.Stat_t); ok {
		return int(stat.Uid)
	}
	return -1
}
