package main

import (
	"archive/tar"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// Whatever npm does but bring the pinned library ends the installation, leaves what was there and
// says why.
func TestWhatNPMBrings(t *testing.T) {
	t.Parallel()
	whole := packed(t, entry{name: "package/package.json", content: "{}"}, carrying(right))
	tests := map[string]struct {
		run   runner
		fails string
	}{
		"not installed": {failing(&exec.Error{Name: "npm", Err: exec.ErrNotFound}), "apt-get install npm"},
		"fails": {failing(errors.New("npm: exit status 1: code E404")),
			"fetch @pact-foundation/pact-core-test@20.2.0: npm: exit status 1: code E404"},
		"leaves nothing":  {leaving(), "left 0 archives"},
		"leaves too much": {leaving(whole, whole), "left 2 archives"},
		"another version": {leaving(packed(t, carrying(wrong))),
			"has SHA-256 " + digest([]byte(wrong)) + ", expected " + digest([]byte(right))},
		"more than it":   {leaving(packed(t, carrying(right+"."))), "has SHA-256"},
		"an empty file":  {leaving(packed(t, carrying(""))), "has SHA-256"},
		"other files":    {leaving(packed(t, entry{name: "package/package.json"})), "holds no file"},
		"an empty one":   {leaving(packed(t)), "holds no file"},
		"a page":         {leaving([]byte("<html>")), "not gzipped"},
		"no tar":         {leaving(zipped(t, strings.Repeat("not a tar ", 200))), "tar"},
		"half":           {leaving(whole[:len(whole)/2]), "unexpected EOF"},
		"half a library": {leaving(packed(t, entry{name: carrying("").name, content: right, size: 99})), "EOF"},
		"a link":         {leaving(packed(t, entry{name: carrying("").name, kind: tar.TypeSymlink})), "holds no file"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, before := range []string{wrong, ""} {
				c := newComputer(t)
				c.run = test.run
				if before != "" {
					c.put(t, c.opt, before)
				}
				code, stdout, stderr := c.typed()
				if code != 1 || stdout != "" {
					t.Errorf("exit code %d, said %q", code, stdout)
				}
				contains(t, stderr, "could not be fetched: ", test.fails, c.path(c.opt))
				c.holds(t, c.opt, before)
				c.holds(t, c.usr, "")
				c.holds(t, c.tmp, "")
			}
		})
	}
}

// Neither the file that is wanted nor one before it can be as large as it likes.
func TestUnpackingIsBounded(t *testing.T) {
	t.Parallel()
	const most = 1 << 20
	large := strings.Repeat("0", most)
	for name, entries := range map[string][]entry{
		"the file":   {{name: "wanted", content: large}},
		"one before": {{name: "other", content: large}, {name: "wanted"}},
	} {
		path := filepath.Join(t.TempDir(), "package.tgz")
		write(t, path, string(packed(t, entries...)))
		if content, err := extract(path, "wanted", most); err == nil {
			t.Errorf("%s: unpacked %d bytes", name, len(content))
		}
		if _, err := extract(path, "wanted", 2*most); err != nil {
			t.Errorf("%s: within the bound: %v", name, err)
		}
	}
}

func TestInterruptedInstallation(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	ctx, cancel := context.WithCancel(t.Context())
	npm := c.run
	c.run = func(ctx context.Context, dir, program string, arguments ...string) error {
		cancel()
		return npm(ctx, dir, program, arguments...)
	}
	_, err := c.perform(ctx, arguments{})
	if err == nil {
		t.Fatal("no error")
	}
	contains(t, err.Error(), "interrupted")
	c.holds(t, c.opt, "")
}

// script puts a shell script in a directory that becomes the whole PATH.
func script(t *testing.T, name, text string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, name), "#!/bin/sh\n"+text)
	if err := os.Chmod(filepath.Join(dir, name), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
}

// The whole way with a program in npm's place.
func TestInstallWithProgramFromPath(t *testing.T) {
	archive := filepath.Join(t.TempDir(), "ready.tgz")
	write(t, archive, string(packed(t, carrying(right))))
	script(t, "npm", `while [ "$1" != --pack-destination ]; do shift; done
echo "npm notice much to read"
/bin/cp '`+archive+`' "$2/pact-foundation-pact-core-test-20.2.0.tgz"`)
	c := newComputer(t)
	c.run = runProgram
	code, stdout, stderr := c.typed()
	if code != 0 || stderr != "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	if want := "libpact_ffi 0.5.8 installed: " + c.path(c.opt) + ", from npm\n"; stdout != want {
		t.Errorf("said %q, want %q", stdout, want)
	}
	c.holds(t, c.opt, right)
}

func TestFailingProgramSaysWhy(t *testing.T) {
	script(t, "npm", `printf 'npm error code E404\nnpm error 404 Not Found\n\n3\n4\n5\n' >&2; exit 7`)
	c := newComputer(t)
	c.run = runProgram
	_, _, stderr := c.typed()
	contains(t, stderr, "npm: exit status 7: code E404 / 404 Not Found /  / 3\n")
}

func TestMissingProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	c := newComputer(t)
	c.run = runProgram
	_, _, stderr := c.typed()
	contains(t, stderr, "npm is not in PATH")
}

func TestInterruptedProgram(t *testing.T) {
	script(t, "npm", "exit 7")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := runProgram(ctx, t.TempDir(), "npm"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}
