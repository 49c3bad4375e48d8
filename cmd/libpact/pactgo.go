package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/pact-foundation/pact-go/v2/installer"
)

// pactGoSource lets pact-go's own installer fetch the library, from the project's releases. It
// works in a directory of its own: that installer writes straight to the final name.
//
// The download is downloadPactGo, but for tests.
func pactGoSource(file string, download func(ctx context.Context, dir string) error) source {
	return source{name: "pact-go's installer", fetch: func(ctx context.Context, to io.Writer) error {
		ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
		defer cancel()
		dir, err := os.MkdirTemp("", "libpact-pact-go-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		if err := download(ctx, dir); err != nil {
			return err
		}
		fetched, err := os.Open(filepath.Join(dir, file))
		if err != nil {
			return err
		}
		defer fetched.Close()
		_, err = io.Copy(to, fetched)
		return err
	}}
}

// downloadPactGo runs pact-go's installer, which knows neither deadlines nor interruption: when the
// context ends it is left behind, for the process to end with it.
func downloadPactGo(ctx context.Context, dir string) error {
	install, err := installer.NewInstaller()
	if err != nil {
		return err
	}
	install.SetLibDir(dir)
	install.Force(true)
	// It prints to the standard output, where our one line belongs.
	stdout := os.Stdout
	os.Stdout = os.Stderr
	defer func() { os.Stdout = stdout }()
	done := make(chan error, 1)
	go func() { done <- install.CheckInstallation() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return fmt.Errorf("download: %w", ctx.Err())
	}
}
