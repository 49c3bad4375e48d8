package outfile

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Write writes a file as the package's documentation says. The mode is that of a new file, whatever
// the umask. The context bounds the waiting for the reader of a pipe.
func Write(ctx context.Context, path string, content []byte, mode fs.FileMode) error {
	found, err := find(path)
	switch {
	case err != nil:
		return err
	case found.isStream():
		return found.pour(ctx, content)
	case found.info == nil:
		return replace(found.path, content, mode)
	}
	if err := found.writable(); err != nil {
		return err
	}
	if !movable(found.info) {
		return found.overwrite(content)
	}
	err = replace(found.path, content, found.info.Mode().Perm())
	if keepsNames(err) {
		return found.overwrite(content)
	}
	return err
}

// Read is what the file holds, so that it can be added to: nil when there is none, and for what is
// only written to.
func Read(path string) ([]byte, error) {
	found, err := find(path)
	if err != nil || found.info == nil || found.isStream() {
		return nil, err
	}
	return os.ReadFile(found.path)
}

// Check reports what would keep a file from being written, without a trace in it.
func Check(path string) error {
	found, err := find(path)
	if err != nil || found.isStream() {
		return err
	}
	if found.info != nil {
		if err := found.writable(); err != nil || !movable(found.info) {
			return err
		}
	}
	draft, err := NewDraft(found.path)
	if err == nil {
		draft.Discard()
	}
	if found.info != nil && keepsNames(err) {
		return nil
	}
	return err
}

// writable is the error of a regular file that may not be written, although its directory may.
func (t target) writable() error {
	file, err := os.OpenFile(t.path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return file.Close()
}

// Remove takes a file away if it still holds that content: what somebody else has written since
// stays, and so does what is only written to. A link stays, without what it led to.
func Remove(path string, content []byte) error {
	held, err := Read(path)
	if err != nil || held == nil || !bytes.Equal(held, content) {
		return err
	}
	found, err := find(path)
	if err != nil {
		return err
	}
	return os.Remove(found.path)
}

// Directory is where the file stands that a path leads to; false for what stands in none, such as a
// pipe.
func Directory(path string) (string, bool) {
	found, err := find(path)
	return filepath.Dir(found.path), err == nil && !found.isStream()
}

// Waits reports whether writing may wait for somebody to open the other end: a named pipe.
func Waits(path string) bool {
	found, err := find(path)
	return err == nil && found.info != nil && found.info.Mode()&fs.ModeNamedPipe != 0
}

// Same reports whether two paths lead to one file.
func Same(one, other string) bool {
	first, err := find(one)
	if err != nil {
		return one == other
	}
	second, err := find(other)
	switch {
	case err != nil:
		return one == other
	case first.descriptor != "" || second.descriptor != "":
		return first.descriptor == second.descriptor
	case first.info != nil && second.info != nil:
		return os.SameFile(first.info, second.info)
	}
	return first.path == second.path
}

// overwrite writes a regular file where it stands. What it held is put back when that fails, for
// which a full disk has room.
func (t target) overwrite(content []byte) error {
	file, err := os.OpenFile(t.path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrPermission) {
		file, err = os.OpenFile(t.path, os.O_WRONLY, 0) // it may be written and not be read
	}
	if err != nil {
		return err
	}
	former, unknown := os.ReadFile(t.path)
	err = fill(file, content)
	if err != nil && unknown == nil {
		err = errors.Join(err, fill(file, former))
	}
	return errors.Join(err, file.Close())
}

// fill gives a file its content and no more.
func fill(file *os.File, content []byte) error {
	if _, err := file.WriteAt(content, 0); err != nil {
		return err
	}
	return errors.Join(file.Truncate(int64(len(content))), file.Sync())
}
