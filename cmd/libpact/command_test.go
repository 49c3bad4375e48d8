package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestExitCodes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		arguments []string
		code      int
		says      string
	}{
		"help":            {[]string{"-h"}, 0, "usage: libpact"},
		"long help":       {[]string{"--help"}, 0, "usage: libpact"},
		"unknown flag":    {[]string{"--directory", "x"}, 2, "not defined: -directory"},
		"argument":        {[]string{"install"}, 2, `unexpected argument "install"`},
		"empty directory": {[]string{"--dir", ""}, 2, "--dir is empty"},
		"empty machine":   {[]string{"--dir", "x", "--for", ""}, 2, "--for is empty"},
		"machine alone":   {[]string{"--for", "linux/arm64/glibc"}, 2, "--for needs --dir"},
		"unknown machine": {[]string{"--dir", "x", "--for", "linux/arm"}, 2,
			`--for "linux/arm" is none of darwin/amd64, darwin/arm64, linux/amd64/glibc`},
		"another machine": {[]string{"--dir", "x", "--check", "--for", "linux/arm64/musl"}, 1,
			"--for linux/arm64/musl"},
		"flag value":       {[]string{"--check=perhaps"}, 2, `invalid boolean value "perhaps"`},
		"check and absent": {[]string{"--check"}, 1, "go run ./cmd/libpact"},
		"install":          {nil, 0, "from npm"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newComputer(t)
			code, stdout, stderr := c.typed(test.arguments...)
			if code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			contains(t, stdout+stderr, test.says)
			if (code == 0) != (stderr == "") || (code == 0) == (stdout == "") {
				t.Errorf("exit code %d with stdout %q and stderr %q", code, stdout, stderr)
			}
		})
	}
}

func TestWrongUsageShowsTheUsage(t *testing.T) {
	t.Parallel()
	_, _, stderr := newComputer(t).typed("--directory")
	contains(t, stderr, usage)
}

func TestCheckChangesNothing(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	c.put(t, c.tmp, wrong)
	code, _, stderr := c.typed("--check")
	if code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	contains(t, stderr, c.path(c.tmp), "another version")
	c.holds(t, c.usr, "")
	c.holds(t, c.tmp, wrong)
}

func TestDirectoryFromTheEnvironment(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	elsewhere := filepath.Join(t.TempDir(), "made", "for it")
	c.getenv = func(name string) string {
		return map[string]string{directoryVariable: elsewhere}[name]
	}
	code, stdout, stderr := c.typed()
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	contains(t, stdout, elsewhere, "CGO_LDFLAGS='-L"+elsewhere)
	c.holds(t, elsewhere, right)
	c.holds(t, c.opt, "")
	if _, stdout, _ = c.typed("--dir", c.usr); !strings.Contains(stdout, c.path(c.usr)) {
		t.Errorf("the flag does not come before the environment: %s", stdout)
	}
}

func TestRelativeDirectory(t *testing.T) {
	c := newComputer(t)
	t.Chdir(t.TempDir())
	code, _, stderr := c.typed("--dir", "lib")
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	dir, _ := filepath.Abs("lib")
	c.holds(t, dir, right)
}

func TestSystemsThatCannotBeServed(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	c.library, c.name = build{}, "plan9 386"
	code, _, stderr := c.typed()
	if code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	contains(t, stderr, "plan9 386", "linux")
}

// On Windows pact-go names no directory, and the loader goes by PATH.
func TestSystemWithoutDirectories(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	c.search = search{}
	if code, _, stderr := c.typed(); code != 1 || !strings.Contains(stderr, "--dir") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	code, stdout, _ := c.typed("--dir", c.opt)
	if code != 0 {
		t.Errorf("exit code %d, want 0", code)
	}
	contains(t, stdout, "CGO_LDFLAGS=-L"+c.opt, "PATH")
}
