package main

import (
	"context"
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
		says          string
	}{
		"nothing there":                 {nil, content{"opt": right}, "from npm"},
		"right where it is found first": {content{"opt": right}, content{"opt": right}, "is installed"},
		"right in the last": {
			content{"usr": right}, content{"opt": right, "usr": right}, "from "},
		"right where anybody writes": {
			content{"tmp": right}, content{"opt": right, "tmp": right}, "from "},
		"right one comes before a wrong one": {
			content{"opt": right, "usr": wrong}, content{"opt": right, "usr": wrong}, "is installed"},
		"wrong version": {content{"opt": wrong}, content{"opt": right}, "in place of one"},
		"truncated":     {content{"opt": right[:20]}, content{"opt": right}, "in place of one"},
		"empty":         {content{"opt": ""}, content{"opt": right}, "in place of one"},
		"wrong one in the last": {
			content{"usr": wrong}, content{"opt": right, "usr": wrong}, "installed: "},
		"wrong one that is linked first": {
			content{"tmp": wrong, "opt": right}, content{"tmp": right, "opt": right}, "in place of one"},
		"wrong one loaded, right one linked": {
			content{"opt": wrong, "tmp": right}, content{"opt": right, "tmp": right}, "in place of one"},
		"one wrong for each": {
			content{"opt": wrong, "tmp": wrong}, content{"opt": right, "tmp": right}, "in place of one"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newComputer(t)
			dirs := map[string]string{"usr": c.usr, "opt": c.opt, "tmp": c.tmp}
			for dir, text := range test.before {
				c.put(t, dirs[dir], text)
			}
			code, stdout, stderr := c.typed()
			if code != 0 {
				t.Fatalf("exit code %d: %s", code, stderr)
			}
			contains(t, stdout, test.says, c.path(c.opt))
			for name, dir := range dirs {
				c.holds(t, dir, test.after[name])
			}
			c.run = failing(errMustNotRun)
			if again, stdout, _ := c.typed(); again != 0 || !strings.Contains(stdout, "is installed") {
				t.Errorf("afterwards exit code %d, said %q", again, stdout)
			}
		})
	}
}

// What is right already in another directory needs no npm.
func TestCopiedFromAnotherDirectory(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	c.put(t, c.usr, right)
	c.run = failing(errMustNotRun)
	code, stdout, stderr := c.typed()
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	want := "libpact_ffi 0.5.8 installed: " + c.path(c.opt) + ", from " + c.path(c.usr) + "\n"
	if stdout != want {
		t.Errorf("said %q, want %q", stdout, want)
	}
}

func TestInstalledIsLeftAlone(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	c.put(t, c.opt, right)
	c.run = failing(errMustNotRun)
	before, _ := os.Stat(c.path(c.opt))
	_, stdout, _ := c.typed()
	if want := "libpact_ffi 0.5.8 is installed: " + c.path(c.opt) + "\n"; stdout != want {
		t.Errorf("said %q, want %q", stdout, want)
	}
	if after, _ := os.Stat(c.path(c.opt)); !os.SameFile(before, after) {
		t.Error("the file was replaced")
	}
}

func TestUnwritableDirectories(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	// A file where a directory should be stops root as well.
	write(t, c.opt, "")
	if code, _, stderr := c.typed(); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	c.holds(t, c.usr, right)
	c.run = failing(errMustNotRun)
	_, stdout, _ := c.typed()
	contains(t, stdout, "is installed: "+c.path(c.usr))

	c = newComputer(t)
	for _, dir := range c.search.install {
		write(t, dir, "")
	}
	c.run = failing(errMustNotRun)
	code, _, stderr := c.typed()
	if code != 1 || strings.Contains(stderr, errMustNotRun.Error()) {
		t.Errorf("exit code %d, want 1 and nothing fetched: %s", code, stderr)
	}
	contains(t, stderr, c.usr, c.opt, c.tmp, "--dir")
}

func TestNamedDirectory(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	c.put(t, c.opt, right)
	code, stdout, _ := c.typed("--dir", c.usr)
	if code != 0 || strings.Contains(stdout, "CGO_LDFLAGS") {
		t.Errorf("exit code %d, said %q: pact-go knows that directory", code, stdout)
	}
	c.holds(t, c.usr, right)

	c.put(t, c.tmp, wrong)
	code, _, stderr := c.typed("--dir", c.usr, "--check")
	if code != 1 {
		t.Errorf("exit code %d, want 1: another one is linked first", code)
	}
	contains(t, stderr, c.path(c.tmp), "go run ./cmd/libpact --dir "+c.usr)
}

func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	var both, done sync.WaitGroup
	both.Add(2)
	npm := c.run
	c.run = func(ctx context.Context, dir, program string, arguments ...string) error {
		both.Done()
		both.Wait()
		return npm(ctx, dir, program, arguments...)
	}
	for range 2 {
		done.Go(func() {
			if code, _, stderr := c.typed(); code != 0 {
				t.Errorf("exit code %d: %s", code, stderr)
			}
		})
	}
	done.Wait()
	c.holds(t, c.opt, right)
}
