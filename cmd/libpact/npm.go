package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// maxUnpacked bounds a package, in bytes. They unpack to about 18 MB.
const maxUnpacked = 64 << 20

// npmSource has npm fetch the package that carries the library, with whatever registry, proxy and
// certificates the user's npm is set up for, and takes the pinned file out of it.
func npmSource(library build, run runner) source {
	return source{name: "npm", fetch: func(ctx context.Context, to io.Writer) error {
		ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
		defer cancel()
		dir, err := os.MkdirTemp("", "libpact-npm-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		packed, err := pack(ctx, run, library.npm, dir)
		if err != nil {
			return err
		}
		return unpack(packed, library, to)
	}}
}

// pack has npm put the package's archive into dir and returns its path.
func pack(ctx context.Context, run runner, name, dir string) (string, error) {
	specifier := "@pact-foundation/" + name + "@" + packageVersion
	// A cache of its own: the user's may belong to root after an earlier sudo, or have no home.
	err := run(ctx, dir, "npm", "pack", "--ignore-scripts", "--loglevel=error", "--logs-max=0",
		"--cache", filepath.Join(dir, "cache"), "--pack-destination", dir, specifier)
	if errors.Is(err, exec.ErrNotFound) {
		return "", errors.New("it is not in PATH: install Node.js (Debian: apt-get install npm)")
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

// unpack writes the library in the archive, and fails afterwards if it was not the pinned one.
func unpack(path string, library build, to io.Writer) error {
	archive, err := os.Open(path)
	if err != nil {
		return err
	}
	defer archive.Close()
	sum := sha256.New()
	member := "package/prebuilds/" + library.member
	if err := extract(archive, member, maxUnpacked, io.MultiWriter(to, sum)); err != nil {
		return fmt.Errorf("read the package %s: %w", library.npm, err)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != library.sha256 {
		return fmt.Errorf("%s in the package %s has SHA-256 %s, expected %s: ask whoever runs "+
			"your registry what it serves", library.member, library.npm, got, library.sha256)
	}
	return nil
}
