package outfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"strconv"
)

// pour writes into what is no regular file. Opening a pipe waits for a reader, and writing for a
// reader who reads, so both are left alone when the context ends: then nothing else waits for them.
func (t target) pour(ctx context.Context, content []byte) error {
	done := make(chan error, 1)
	go func() { done <- t.write(content) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return fmt.Errorf("nobody has read it: %w", context.Cause(ctx))
	}
}

func (t target) write(content []byte) error {
	stream, err := t.open()
	if err != nil {
		return err
	}
	_, err = stream.Write(content)
	return errors.Join(err, stream.Close())
}

func (t target) open() (io.WriteCloser, error) {
	switch {
	case t.descriptor != "":
		return openDescriptor(t.descriptor)
	case t.info.Mode()&fs.ModeSocket != 0:
		return net.Dial("unix", t.path)
	}
	return os.OpenFile(t.path, os.O_WRONLY, 0)
}

// openDescriptor shares the position in a file with whoever else writes to the descriptor: opening
// its path again would begin at the start.
func openDescriptor(text string) (io.WriteCloser, error) {
	number, err := strconv.Atoi(text)
	if err != nil {
		return nil, err
	}
	switch number {
	case 1: // os.Stdout may have moved to another descriptor
		return unclosed{os.Stdout}, nil
	case 2:
		return unclosed{os.Stderr}, nil
	}
	copied, err := duplicate(number)
	if err != nil {
		return nil, fmt.Errorf("there is no descriptor %d: %w", number, err)
	}
	return os.NewFile(uintptr(copied), text), nil
}

// unclosed is written to by others, too.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
