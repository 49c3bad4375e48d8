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
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	right = "pretend that this is libpact_ffi 0.5.8"
	wrong = "pretend that this is libpact_ffi 0.4.22"
)

// computer is a machine with three directories of its own in place of those that pact-go names, and
// an npm that has the right library.
type computer struct {
	machine
	opt, usr, tmp string // in the order of installing
}

const member = "linux-x64/libpact_ffi.so"

func newComputer(t *testing.T) *computer {
	t.Helper()
	root := t.TempDir()
	c := &computer{
		opt: filepath.Join(root, "opt"), usr: filepath.Join(root, "usr"), tmp: filepath.Join(root, "tmp"),
	}
	c.machine = machine{
		name:    "linux amd64 glibc",
		library: build{"libpact_ffi.so", "pact-core-test", member, digest([]byte(right)), ""},
		search: search{
			install: []string{c.opt, c.usr, c.tmp},
			link:    []string{c.tmp, c.opt, c.usr},
			load:    []string{c.opt, c.tmp, c.usr},
		},
		user:   os.Getuid(),
		getenv: func(string) string { return "" },
		run:    leaving(packed(t, carrying(right))),
	}
	return c
}

// typed runs the command and returns what it printed on both writers.
func (c *computer) typed(arguments ...string) (code int, stdout, stderr string) {
	var out, errs strings.Builder
	code = run(arguments, c.machine, &out, &errs)
	return code, out.String(), errs.String()
}

// put writes a file in the library's place in dir.
func (c *computer) put(t *testing.T, dir, content string) {
	t.Helper()
	write(t, c.path(dir), content)
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
	got, err := os.ReadFile(c.path(dir))
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

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q\nis not in\n%s", part, text)
		}
	}
}

// entry is a file in a package.
type entry struct {
	name, content string
	kind          byte  // 0: a regular file
	size          int64 // what the header claims; 0: the truth
}

func carrying(content string) entry {
	return entry{name: "package/prebuilds/" + member, content: content}
}

func packed(t *testing.T, entries ...entry) []byte {
	t.Helper()
	var buffer bytes.Buffer
	archive := tar.NewWriter(&buffer)
	for _, e := range entries {
		header := &tar.Header{Name: e.name, Typeflag: e.kind, Mode: 0o644,
			Size: max(e.size, int64(len(e.content)))}
		if e.kind == tar.TypeSymlink {
			header.Linkname, header.Size = "/etc/passwd", 0
		}
		if err := archive.WriteHeader(header); err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(archive, e.content)
	}
	_ = archive.Close() // fails on purpose where an entry claims more than it has
	return zipped(t, buffer.String())
}

func zipped(t *testing.T, content string) []byte {
	t.Helper()
	var buffer bytes.Buffer
	writer := gzip.NewWriter(&buffer)
	_, _ = io.WriteString(writer, content)
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// leaving is an npm that leaves these archives where it was told to.
func leaving(archives ...[]byte) runner {
	return func(_ context.Context, _, program string, arguments ...string) error {
		at := slices.Index(arguments, "--pack-destination")
		if program != "npm" || at < 0 || arguments[0] != "pack" ||
			arguments[len(arguments)-1] != "@pact-foundation/pact-core-test@"+packageVersion {
			return fmt.Errorf("called as %s %v", program, arguments)
		}
		for i, archive := range archives {
			path := filepath.Join(arguments[at+1], fmt.Sprintf("%d.tgz", i))
			if err := os.WriteFile(path, archive, 0o600); err != nil {
				return err
			}
		}
		return nil
	}
}

// failing is a program that does not work.
func failing(err error) runner {
	return func(context.Context, string, string, ...string) error { return err }
}

var errMustNotRun = errors.New("this test runs no program")
