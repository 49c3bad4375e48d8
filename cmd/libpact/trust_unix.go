//go:build unix

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"casemock/contracts/pact/trust"
)

// replaceable says why that user could not put a file there, or not keep it there, as far as the
// directory's mode can tell.
func replaceable(path string, user int) error {
	dir, err := os.Stat(filepath.Dir(path))
	if err != nil || dir.Mode().Perm()&0o002 == 0 {
		return nil // the attempt will show
	}
	if dir.Mode()&fs.ModeSticky == 0 {
		return errors.New("everybody may replace files in it: chmod +t it")
	}
	file, err := os.Lstat(path)
	if err != nil || user == 0 || trust.Owner(file) == user || trust.Owner(dir) == user {
		return nil
	}
	return fmt.Errorf("%s belongs to user %d: only that user or root can remove it",
		path, trust.Owner(file))
}
