package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
)

// A library is put where linker and loader meet it first, or not at all.
func TestInstallPutsItWhereItIsUsed(t *testing.T) {
	t.Parallel()
	type content = map[string]string // by directory
	tests := map[string]struct {
		before, after content
		fails         []string
	}{
		"nothing there": {nil, content{"usr": right}, nil},
		"right in the first directory": {
			content{"usr": right}, content{"usr": right}, nil},
		"right in another": {
			content{"tmp": right}, content{"tmp": right}, nil},
		"right one comes before a wrong one": {
			content{"tmp": right, "usr": wrong}, content{"tmp": right, "usr": wrong}, nil},
		"wrong version": {
			content{"usr": wrong}, content{"usr": right}, nil},
		"truncated": {
			content{"usr": right[:20]}, content{"usr": right}, nil},
		"empty": {
			content{"usr": ""}, content{"usr": right}, nil},
		"wrong one that is linked first": {
			content{"tmp": wrong, "usr": right}, content{"tmp": right, "usr": right}, nil},
		"wrong one that is loaded first": {
			content{"opt": wrong, "usr": right}, content{"opt": right, "usr": right}, nil},
		"wrong one loaded, right one linked": {
			content{"opt": wrong, "tmp": right}, content{"opt": right, "tmp": right}, nil},
		"one wrong for each": {
			content{"opt": wrong, "tmp": wrong}, content{"opt": wrong, "tmp": wrong},
			[]string{"opt", "tmp", "remove what is in the way"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newComputer(t)
			dirs := map[string]string{"usr": c.usr, "opt": c.opt, "tmp": c.tmp}
			for dir, text := range test.before {
				c.put(t, dirs[dir], text)
			}
			code, _, stderr := c.typed()
			if want := min(len(test.fails), 1); code != want {
				t.Fatalf("exit code %d, want %d: %s", code, want, stderr)
			}
			contains(t, stderr, test.fails...)
			for name, dir := range dirs {
				c.holds(t, dir, test.after[name])
			}
			if again, _, _ := c.typed("--check"); again != code {
				t.Errorf("afterwards --check has exit code %d", again)
			}
		})
	}
}

func TestInstalledIsLeftAlone(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	c.put(t, c.usr, right)
	c.source = failing("a source that must not be asked", "")
	before, _ := os.Stat(c.library(c.usr))
	code, stdout, stderr := c.typed()
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	if want := "libpact_ffi 0.5.8 is installed: " + c.library(c.usr) + "\n"; stdout != want {
		t.Errorf("said %q, want %q", stdout, want)
	}
	if after, _ := os.Stat(c.library(c.usr)); !os.SameFile(before, after) {
		t.Error("the file was replaced")
	}
}

func TestReplacingIsSaid(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	c.put(t, c.usr, wrong)
	_, stdout, _ := c.typed()
	want := "libpact_ffi 0.5.8 installed in place of one that could not be used: " +
		c.library(c.usr) + ", from npm\n"
	if stdout != want {
		t.Errorf("said %q, want %q", stdout, want)
	}
}

func TestEverybodyMayLoadIt(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	c.typed()
	info, err := os.Stat(c.library(c.usr))
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm()&0o755 != 0o755 && os.PathSeparator == '/' {
		t.Errorf("mode %s, want %o", info.Mode(), libraryMode)
	}
}

func TestUnwritableDirectories(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	// A file where a directory should be stops root as well.
	write(t, c.usr, "")
	code, _, stderr := c.typed()
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	c.holds(t, c.opt, right)

	c = newComputer(t)
	for _, dir := range c.platform.search.install {
		write(t, dir, "")
	}
	asked := false
	c.source = source{name: "npm", fetch: func(context.Context, io.Writer) error {
		asked = true
		return nil
	}}
	code, _, stderr = c.typed()
	if code != 1 || asked {
		t.Errorf("exit code %d, fetched: %t; want 1 and nothing fetched", code, asked)
	}
	contains(t, stderr, c.usr, c.opt, c.tmp, "--dir")
}

func TestFailureLeavesWhatWasThere(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]string{"a wrong one": wrong, "nothing": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newComputer(t)
			if before != "" {
				c.put(t, c.usr, before)
			}
			c.source = failing("npm", right[:9])
			code, stdout, stderr := c.typed()
			if code != 1 || stdout != "" {
				t.Errorf("exit code %d, said %q", code, stdout)
			}
			contains(t, stderr, "npm broke off", c.library(c.usr))
			c.holds(t, c.usr, before)
		})
	}
}

func TestInterruptedInstallation(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	ctx, cancel := context.WithCancel(t.Context())
	c.source = source{name: "npm", fetch: func(_ context.Context, to io.Writer) error {
		_, _ = io.WriteString(to, right)
		cancel()
		return nil
	}}
	_, err := c.perform(ctx, options{})
	if err == nil {
		t.Fatal("no error")
	}
	contains(t, err.Error(), "interrupted")
	c.holds(t, c.usr, "")
}

func TestNamedDirectory(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	c.put(t, c.usr, right)
	code, stdout, _ := c.typed("--dir", c.opt)
	if code != 0 || strings.Contains(stdout, "CGO_LDFLAGS") {
		t.Errorf("exit code %d, said %q: pact-go knows that directory", code, stdout)
	}
	c.holds(t, c.opt, right)

	c.put(t, c.tmp, wrong)
	code, _, stderr := c.typed("--dir", c.opt)
	if code != 1 {
		t.Errorf("exit code %d, want 1: another one is linked first", code)
	}
	contains(t, stderr, c.library(c.tmp), "come first")
	code, _, stderr = c.typed("--dir", c.opt, "--check")
	if code != 1 {
		t.Errorf("exit code %d, want 1: another one is linked first", code)
	}
	contains(t, stderr, "go run ./cmd/libpact --dir "+c.opt)
}

func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	var halfWay, done sync.WaitGroup
	halfWay.Add(2)
	c.source = source{name: "npm", fetch: func(_ context.Context, to io.Writer) error {
		_, first := io.WriteString(to, right[:9])
		halfWay.Done()
		halfWay.Wait()
		_, second := io.WriteString(to, right[9:])
		return errors.Join(first, second)
	}}
	for range 2 {
		done.Go(func() {
			if code, _, stderr := c.typed(); code != 0 {
				t.Errorf("exit code %d: %s", code, stderr)
			}
		})
	}
	done.Wait()
	c.holds(t, c.usr, right)
}
