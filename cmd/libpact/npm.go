package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const (
	// maxUnpacked bounds a package, in bytes. They unpack to about 18 MB.
	maxUnpacked = 64 << 20
	// fetchTimeout bounds the download of about 7 MB.
	fetchTimeout = 5 * time.Minute
)

// fetch has npm fetch the package that carries the library, with whatever registry, proxy and
// certificates the user's npm is set up for, and takes the pinned file out of it.
func (m machine) fetch(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	dir, err := os.MkdirTemp("", "libpact-npm-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	packed, err := m.pack(ctx, dir)
	if err != nil {
		return nil, err
	}
	library, err := extract(packed, "package/prebuilds/"+m.library.member, maxUnpacked)
	if err != nil {
		return nil, fmt.Errorf("read the package %s: %w", m.library.npm, err)
	}
	if got := digest(library); got != m.library.sha256 {
		return nil, fmt.Errorf("%s in the package %s has SHA-256 %s, expected %s: ask whoever runs "+
			"your registry what it serves", m.library.member, m.library.npm, got, m.library.sha256)
	}
	return library, nil
}

// pack has npm put the package's archive into dir and returns its path.
func (m machine) pack(ctx context.Context, dir string) (string, error) {
	specifier := "@pact-foundation/" + m.library.npm + "@" + packageVersion
	// A cache of its own: the user's may belong to root after an earlier sudo, or have no home.
	err := m.run(ctx, dir, "npm", "pack", "--ignore-scripts", "--loglevel=error", "--logs-max=0",
		"--cache", filepath.Join(dir, "cache"), "--pack-destination", dir, specifier)
	if errors.Is(err, exec.ErrNotFound) {
		return "", errors.New("npm is not in PATH: install Node.js (Debian: apt-get install npm)")
	}
	if err != nil {
		return "", fmt.Errorf("fetch %s: %w", specifier, err)
	}
	packed, err := filepath.Glob(filepath.Join(dir, "*.tgz"))
	if err != nil || len(packed) != 1 {
		return "", fmt.Errorf("npm said that it packed %s but left %d archives", specifier, len(packed))
	}
	return packed[0], nil
}

// extract returns one regular file of a gzipped tar archive. It unpacks no more than so many
// bytes, for the archive may be anything.
func extract(path, member string, most int64) ([]byte, error) {
	archive, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	unzipped, err := gzip.NewReader(archive)
	if err != nil {
		return nil, fmt.Errorf("it is not gzipped: %w", err)
	}
	files := tar.NewReader(io.LimitReader(unzipped, most))
	for {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("it holds no file %s", member)
		}
		if err != nil {
			return nil, err
		}
		if header.Name == member && header.Typeflag == tar.TypeReg {
			return io.ReadAll(files)
		}
	}
}

// runner runs a program in a directory and waits for it. The error of one that fails holds the start
// of what it printed.
type runner func(ctx context.Context, dir, program string, arguments ...string) error

// runProgram is the runner that really does.
func runProgram(ctx context.Context, dir, program string, arguments ...string) error {
	command := exec.CommandContext(ctx, program, arguments...)
	command.Dir = dir
	// A grandchild may hold the output open after its parent was killed.
	command.WaitDelay = 2 * time.Second
	output, err := command.CombinedOutput()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return err
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", program, ctx.Err())
	case err != nil:
		return fmt.Errorf("%s: %w: %s", program, err, summary(output))
	}
	return nil
}

// summary is the first few lines of what a failing program printed, as one: the cause comes first.
func summary(output []byte) string {
	lines := strings.Split(string(bytes.TrimSpace(output)), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(strings.TrimPrefix(line, "npm error"))
	}
	return strings.Join(lines[:min(4, len(lines))], " / ")
}
