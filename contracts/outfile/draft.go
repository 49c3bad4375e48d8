package outfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Draft is a file in the making, under another name in the directory where it will be: the final
// name stands for the old file or for the whole new one, never for half of it.
type Draft struct {
	*os.File
	final string
}

// NewDraft opens a draft of the file at that path. It replaces whatever stands there, be it a link.
func NewDraft(final string) (*Draft, error) {
	file, err := os.CreateTemp(filepath.Dir(final), ".casemock-*.part")
	if err != nil {
		return nil, err
	}
	return &Draft{file, final}, nil
}

// Finish ends the writing: what it says is on the disk then, with that mode whatever the umask.
func (d *Draft) Finish(mode fs.FileMode) error {
	return errors.Join(d.Chmod(mode), d.Sync(), d.Close())
}

// Publish gives a finished draft its final name, in place of what had it.
func (d *Draft) Publish() error { return os.Rename(d.Name(), d.final) }

// Discard removes what has not been published. Its errors are those of a file that is gone.
func (d *Draft) Discard() {
	_ = d.Close()
	_ = os.Remove(d.Name())
}

// replace puts a new file into the place of what is there.
func replace(path string, content []byte, mode fs.FileMode) error {
	draft, err := NewDraft(path)
	if err != nil {
		return err
	}
	defer draft.Discard()
	if _, err := draft.Write(content); err != nil {
		return err
	}
	if err := draft.Finish(mode); err != nil {
		return err
	}
	return draft.Publish()
}
