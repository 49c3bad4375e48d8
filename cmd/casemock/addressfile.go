package main

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"casemock/contracts/outfile"
)

// addressFile tells other programs where the server listens, a URL a line. The zero addressFile is
// none.
type addressFile struct{ path, content string }

// writeAddressFile writes the file as a whole: who sees it, sees all of it. A named pipe is written
// to as soon as somebody reads it, which the server does not wait for: what goes wrong then is
// logged.
func writeAddressFile(
	ctx context.Context, logger *slog.Logger, path string, urls []string,
) (addressFile, error) {
	if path == "" {
		return addressFile{}, nil
	}
	file := addressFile{path, strings.Join(urls, "\n") + "\n"}
	if !outfile.Waits(path) {
		return file, file.write(ctx)
	}
	go func() {
		if err := file.write(ctx); err != nil && ctx.Err() == nil {
			logger.Error(err.Error())
		}
	}()
	return file, nil
}

// write lets others read where the server is.
func (f addressFile) write(ctx context.Context) error {
	if err := outfile.Write(ctx, f.path, []byte(f.content), 0o644); err != nil {
		return fmt.Errorf("--addr-file %q cannot be written: %w", f.path, err)
	}
	return nil
}

// remove takes the file away when the server ends, so that nobody waits at an address where it is no
// longer; a file that another server has written since stays.
func (f addressFile) remove() {
	if f.path != "" {
		_ = outfile.Remove(f.path, []byte(f.content))
	}
}
