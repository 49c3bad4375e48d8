package main

import (
	"fmt"
	"io"

	"casemock/contracts/outfile"
)

// draft is a file in the making, which another run of this command does not disturb.
type draft struct {
	*outfile.Draft
	final string
}

func newDraft(final string) (*draft, error) {
	made, err := outfile.NewDraft(final)
	if err != nil {
		return nil, err
	}
	return &draft{made, final}, nil
}

// restart empties the draft for another attempt.
func (d *draft) restart() error {
	if err := d.Truncate(0); err != nil {
		return fmt.Errorf("empty %s: %w", d.Name(), err)
	}
	_, err := d.Seek(0, io.SeekStart)
	return err
}
