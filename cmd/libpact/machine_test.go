package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	right = "pretend that this is libpact_ffi 0.5.8"
	wrong = "pretend that this is libpact_ffi 0.4.22"
)

// computer is a machine with three directories of its own in place of those that pact-go names,
// and one source, which delivers the right library.
type computer struct {
	machine
	usr, opt, tmp string // in the order of installing
}

func newComputer(t *testing.T) *computer {
	t.Helper()
	root := t.TempDir()
	c := &computer{
		usr: filepath.Join(root, "usr"),
		opt: filepath.Join(root, "opt"),
		tmp: filepath.Join(root, "tmp"),
	}
	c.machine = machine{
		name:   "linux/amd64",
		user:   os.Getuid(),
		getenv: func(string) string { return "" },
		run:    refuseToRun,
		source: delivering("npm", right),
	}
	c.platform = platform{
		file:    "libpact_ffi.so",
		library: build{sha256: sha256Of(right)},
		search: search{
			install: []string{c.usr, c.opt, c.tmp},
			link:    []string{c.tmp, c.opt, c.usr},
			load:    []string{c.opt, c.tmp, c.usr},
		},
	}
	return c
}

// typed runs the command and returns what it printed on both writers.
func (c *computer) typed(arguments ...string) (code int, stdout, stderr string) {
	var out, errs strings.Builder
	code = run(arguments, c.machine, &out, &errs)
	return code, out.String(), errs.String()
}

func (c *computer) library(dir string) string { return filepath.Join(dir, c.platform.file) }

// put writes a file in the library's place in dir.
func (c *computer) put(t *testing.T, dir, content string) {
	t.Helper()
	write(t, c.library(dir), content)
}

// holds checks the only file in dir, "" for none: drafts must not stay behind.
func (c *computer) holds(t *testing.T, dir, want string) {
	t.Helper()
	entries, _ := os.ReadDir(dir)
	if want == "" && len(entries) == 0 {
		return
	}
	if len(entries) != 1 {
		t.Fatalf("%s holds %v, want the library alone", dir, entries)
	}
	got, err := os.ReadFile(c.library(dir))
	if err != nil || string(got) != want {
		t.Errorf("%s holds %q (%v), want %q", dir, got, err, want)
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func delivering(name, content string) source {
	return source{name: name, fetch: func(_ context.Context, to io.Writer) error {
		_, err := io.WriteString(to, content)
		return err
	}}
}

// failing is a source that breaks off after some bytes.
func failing(name, after string) source {
	return source{name: name, fetch: func(_ context.Context, to io.Writer) error {
		_, _ = io.WriteString(to, after)
		return errors.New(name + " broke off")
	}}
}

func refuseToRun(context.Context, string, string, ...string) error {
	return errors.New("this test runs no program")
}

func sha256Of(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q\nis not in\n%s", part, text)
		}
	}
}
