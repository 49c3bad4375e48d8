//go:build unix

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// trusted says why a file must not be loaded even if its content is right, nil if it may: in a
// directory where everybody may write, somebody else could have put it there and could change it
// after it was checked. Anywhere else, whoever wrote it was given the right to. The error matches
// fs.ErrNotExist if there is no such file.
func trusted(path string, user int) error {
	dir, err := os.Stat(filepath.Dir(path))
	if err != nil || !dir.IsDir() {
		return fmt.Errorf("%s: %w", filepath.Dir(path), fs.ErrNotExist)
	}
	if !everybodyWrites(dir) {
		return nil
	}
	file, err := os.Lstat(path)
	if err != nil {
		return err
	}
	switch owner := ownerOf(file); {
	case !sticky(dir):
		return fmt.Errorf("everybody may replace files in %s: chmod +t it", filepath.Dir(path))
	case !file.Mode().IsRegular():
		return fmt.Errorf("%s is not a regular file but %s, in a directory where everybody may "+
			"write", path, file.Mode().Type())
	case owner != user && owner != 0:
		return fmt.Errorf("%s belongs to user %d, who could change it at any time", path, owner)
	case file.Mode().Perm()&0o022 != 0:
		return fmt.Errorf("%s can be changed by others: its mode is %s", path, file.Mode().Perm())
	}
	return nil
}

// replaceable says why that user could not put a file there, or not keep it there, as far as the
// directory's mode can tell.
func replaceable(path string, user int) error {
	dir, err := os.Stat(filepath.Dir(path))
	if err != nil || !everybodyWrites(dir) {
		return nil // the attempt will show
	}
	if !sticky(dir) {
		return errors.New("everybody may replace files in it: chmod +t it")
	}
	file, err := os.Lstat(path)
	if err != nil || user == 0 || ownerOf(file) == user || ownerOf(dir) == user {
		return nil
	}
	return fmt.Errorf("%s belongs to user %d: only that user or root can remove it",
		path, ownerOf(file))
}

func everybodyWrites(dir fs.FileInfo) bool { return dir.Mode().Perm()&0o002 != 0 }

// sticky tells whether files in a directory can only be replaced by their owners.
func sticky(dir fs.FileInfo) bool { return dir.Mode()&fs.ModeSticky != 0 }

func ownerOf(file fs.FileInfo) int {
	if stat, ok := file.Sys().(*syscall.Stat_t); ok {
		return int(stat.Uid)
	}
	return -1
}
