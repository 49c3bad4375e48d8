//go:build unix

package main

import (
	"io/fs"
	"os"
	"path/filepath"
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

func TestWhereEverybodyMayWrite(t *testing.T) {
	t.Parallel()
	const chmod = "everybody may replace files"
	tests := map[string]struct {
		directory fs.FileMode
		file      fs.FileMode
		link      bool
		fails     string // empty if the library is accepted
	}{
		"own file":            {fs.ModeSticky, 0o755, false, ""},
		"others may write it": {fs.ModeSticky, 0o757, false, "can be changed by others"},
		"group may write it":  {fs.ModeSticky, 0o775, false, "can be changed by others"},
		"symbolic link":       {fs.ModeSticky, 0o755, true, "not a regular file"},
		"anybody may rename":  {0, 0o755, false, chmod},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newComputer(t)
			world(t, c.tmp, test.directory)
			path := c.library(c.tmp)
			if test.link {
				elsewhere := filepath.Join(t.TempDir(), "lib")
				write(t, elsewhere, right)
				if err := os.Symlink(elsewhere, path); err != nil {
					t.Fatal(err)
				}
			} else {
				c.put(t, c.tmp, right)
				if err := os.Chmod(path, test.file); err != nil {
					t.Fatal(err)
				}
			}
			code, _, stderr := c.typed("--check")
			if code != min(len(test.fails), 1) {
				t.Errorf("exit code %d: %s", code, stderr)
			}
			contains(t, stderr, test.fails)
			if test.fails == chmod {
				return
			}
			// Ours to replace, so put right.
			if code, _, stderr = c.typed(); code != 0 {
				t.Errorf("exit code %d: %s", code, stderr)
			}
			c.holds(t, c.tmp, right)
		})
	}
}

// In /usr/local/lib a symbolic link is how package managers install.
func TestLinkWhereNotEverybodyMayWrite(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	elsewhere := filepath.Join(t.TempDir(), "lib")
	write(t, elsewhere, right)
	if err := os.Mkdir(c.usr, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, c.library(c.usr)); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := c.typed("--check"); code != 0 {
		t.Errorf("exit code %d: %s", code, stderr)
	}
}

// Somebody else's file is not loaded though its content is right, and only root replaces it.
func TestFileOfAStranger(t *testing.T) {
	t.Parallel()
	c := newComputer(t)
	world(t, c.tmp, fs.ModeSticky)
	c.put(t, c.tmp, right)
	c.belongs(t, c.tmp)
	code, _, stderr := c.typed()
	if code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	contains(t, stderr, c.library(c.tmp)+" belongs to user", "come first", "only that user or root")
	c.holds(t, c.usr, "")

	if os.Getuid() != 0 {
		t.Skip("the rest takes root")
	}
	c.user = 0
	if code, _, stderr = c.typed(); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	c.user = stranger
	if code, _, stderr = c.typed("--check"); code != 0 {
		t.Errorf("what root installed is not trusted: exit code %d: %s", code, stderr)
	}
}

// belongs makes the library in dir, and dir itself, belong to another user than the one who
// asks. Only root can give a file away; anybody else becomes another user instead.
func (c *computer) belongs(t *testing.T, dir string) {
	t.Helper()
	c.user = stranger
	if os.Getuid() != 0 {
		return
	}
	if err := os.Chown(c.library(dir), stranger+1, -1); err != nil {
		t.Fatal(err)
	}
}
