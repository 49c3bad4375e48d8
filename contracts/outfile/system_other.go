//go:build !unix

package outfile

import (
	"errors"
	"io/fs"
)

func movable(fs.FileInfo) bool { return true }

func keepsNames(err error) bool { return errors.Is(err, fs.ErrPermission) }

func duplicate(int) (int, error) { return 0, errors.ErrUnsupported }
