package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// draft is a file in the making, under another name in the directory where it will be: the final
// name stands for the old file or for the whole new one, never for half of it, whoever else runs
// this command at the same time.
type draft struct {
	file  *os.File
	final string
}

func newDraft(final string) (*draft, error) {
	dir, name := filepath.Split(final)
	file, err := os.CreateTemp(dir, "."+name+".*.part")
	if err != nil {
		return nil, err
	}
	return &draft{file: file, final: final}, nil
}

// finish ends the writing: what it says is on the disk then, with that mode whatever the umask.
func (d *draft) finish(mode os.FileMode) error {
	if err := d.file.Chmod(mode); err != nil {
		return err
	}
	if err := d.file.Sync(); err != nil {
		return fmt.Errorf("write %s: %w", d.file.Name(), err)
	}
	return d.file.Close()
}

// publish gives a finished draft its final name, in place of what had it.
func (d *draft) publish() error { return os.Rename(d.file.Name(), d.final) }

// discard removes what has not been published. Its errors are those of a file that is gone.
func (d *draft) discard() {
	_ = d.file.Close()
	_ = os.Remove(d.file.Name())
}
