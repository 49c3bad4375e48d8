//go:build unix

package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// stranger is a user whom no test runs as.
const stranger = 54321

// world makes dir one in which everybody may write.
func world(t *testing.T, dir string, mode fs.FileMode) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, mode|0o777); err != nil {
		t.Fatal(err)
	}
}

// Right content is not enough where everybody may write; ours to replace is put right.
func TestWhereEverybodyMayWrite(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	world(t, c.tmp, fs.ModeSticky)
	c.put(t, c.tmp, right)
	if err := os.Chmod(c.path(c.tmp), 0o775); err != nil {
		t.Fatal(err)
	}
	code, _, stderr := c.typed("--check")
	if code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	contains(t, stderr, "can be changed by others")
	if code, _, stderr = c.typed(); code != 0 {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	c.holds(t, c.tmp, right)
	c.holds(t, c.opt, right)
	wantMode(t, c.path(c.tmp), libraryMode)
}

func TestWhereFilesCannotBeKept(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	world(t, c.tmp, 0)
	c.run = failing(errMustNotRun)
	code, _, stderr := c.typed("--dir", c.tmp)
	if code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	contains(t, stderr, "everybody may replace files in "+c.tmp)
	c.holds(t, c.tmp, "")
}

// Somebody else's file is not loaded though its content is right. Only root can give a file away;
// anybody else asks as another user instead.
func TestFileOfAStranger(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	world(t, c.tmp, fs.ModeSticky)
	c.put(t, c.tmp, right)
	if os.Getuid() == 0 {
		if err := os.Chown(c.path(c.tmp), stranger, -1); err != nil {
			t.Fatal(err)
		}
	} else {
		c.user = stranger
	}
	code, _, stderr := c.typed("--check")
	if code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	contains(t, stderr, c.path(c.tmp)+" belongs to user")
	if os.Getuid() != 0 {
		return
	}
	if code, _, stderr = c.typed(); code != 0 {
		t.Fatalf("root may replace it: exit code %d: %s", code, stderr)
	}
	c.user = stranger
	if code, _, stderr = c.typed("--check"); code != 0 {
		t.Errorf("what root installed is not trusted: exit code %d: %s", code, stderr)
	}
}

// TestEverybodyMayLoadIt has no t.Parallel: the umask is the whole process's.
func TestEverybodyMayLoadIt(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o077))
	c := newComputer(t)
	dir := filepath.Join(c.opt, "pact", "lib")
	if code, _, stderr := c.typed("--dir", dir); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	for _, path := range []string{c.opt, filepath.Dir(dir), dir, c.path(dir)} {
		wantMode(t, path, 0o755)
	}
}

func wantMode(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got != want {
		t.Errorf("%s has mode %s, want %s", path, got, want)
	}
}
