//go:build unix

package trust_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casemock/contracts/pact/trust"
)

// stranger is a user whom no test runs as.
const stranger = 54321

// makeDirectory makes one below dir with that mode, whatever the umask.
func makeDirectory(t *testing.T, mode fs.FileMode, names ...string) string {
	t.Helper()
	dir := filepath.Join(names...)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, mode); err != nil {
		t.Fatal(err)
	}
	return dir
}

func makeFile(t *testing.T, mode fs.FileMode, names ...string) string {
	t.Helper()
	path := filepath.Join(names...)
	if err := os.WriteFile(path, []byte("a library"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func makeLink(t *testing.T, target string, names ...string) string {
	t.Helper()
	path := filepath.Join(names...)
	if err := os.Symlink(target, path); err != nil {
		t.Fatal(err)
	}
	return path
}

const everybody = fs.ModeSticky | 0o777

func TestFile(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		make  func(t *testing.T, dir string) string
		fails string // empty if the file may be loaded
	}{
		"own file in an own directory": {func(t *testing.T, dir string) string {
			return makeFile(t, 0o777, dir, "lib")
		}, ""},
		"own file where everybody writes": {func(t *testing.T, dir string) string {
			return makeFile(t, 0o755, makeDirectory(t, everybody, dir, "tmp"), "lib")
		}, ""},
		"not sticky": {func(t *testing.T, dir string) string {
			return makeFile(t, 0o755, makeDirectory(t, 0o777, dir, "tmp"), "lib")
		}, "everybody may replace files in"},
		"others write it": {func(t *testing.T, dir string) string {
			return makeFile(t, 0o757, makeDirectory(t, everybody, dir, "tmp"), "lib")
		}, "can be changed by others"},
		"its group writes it": {func(t *testing.T, dir string) string {
			return makeFile(t, 0o775, makeDirectory(t, everybody, dir, "tmp"), "lib")
		}, "can be changed by others"},
		"a link where everybody writes": {func(t *testing.T, dir string) string {
			target := makeFile(t, 0o755, dir, "elsewhere")
			return makeLink(t, target, makeDirectory(t, everybody, dir, "tmp"), "lib")
		}, "not a regular file"},
		"a link to where everybody writes": {func(t *testing.T, dir string) string {
			makeFile(t, 0o777, makeDirectory(t, everybody, dir, "tmp"), "lib")
			return makeLink(t, "tmp/lib", dir, "link")
		}, "can be changed by others"},
		"a link among the directories": {func(t *testing.T, dir string) string {
			makeFile(t, 0o777, makeDirectory(t, everybody, dir, "tmp"), "lib")
			return filepath.Join(makeLink(t, "tmp", dir, "link"), "lib")
		}, "can be changed by others"},
		"a link to a link": {func(t *testing.T, dir string) string {
			target := makeFile(t, 0o755, dir, "elsewhere")
			between := makeLink(t, target, makeDirectory(t, everybody, dir, "tmp"), "between")
			return makeLink(t, between, dir, "link")
		}, "not a regular file"},
		"a link where not everybody writes": {func(t *testing.T, dir string) string {
			return makeLink(t, makeFile(t, 0o755, dir, "elsewhere"), dir, "link")
		}, ""},
		"own directory where everybody writes": {func(t *testing.T, dir string) string {
			tmp := makeDirectory(t, everybody, dir, "tmp")
			return makeFile(t, 0o777, makeDirectory(t, 0o755, tmp, "mine"), "lib")
		}, ""},
		"directory of a group where everybody writes": {func(t *testing.T, dir string) string {
			tmp := makeDirectory(t, everybody, dir, "tmp")
			return makeFile(t, 0o755, makeDirectory(t, 0o775, tmp, "ours"), "lib")
		}, "can be changed by others"},
		"a directory like it within": {func(t *testing.T, dir string) string {
			tmp := makeDirectory(t, everybody, dir, "tmp")
			return makeFile(t, 0o755, makeDirectory(t, everybody, tmp, "tmp"), "lib")
		}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantError(t, trust.File(test.make(t, t.TempDir()), os.Getuid()), test.fails)
		})
	}
}

func wantError(t *testing.T, err error, fails string) {
	t.Helper()
	switch {
	case fails == "" && err != nil:
		t.Errorf("refused: %v", err)
	case fails != "" && (err == nil || !strings.Contains(err.Error(), fails)):
		t.Errorf("error %v, want one that says %q", err, fails)
	}
}

// TestFileOfAnother asks for another user than the one to whom all of it belongs, or, as root, gives
// it away.
func TestFileOfAnother(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	tmp := makeDirectory(t, everybody, dir, "tmp")
	file := makeFile(t, 0o755, tmp, "lib")
	inside := makeFile(t, 0o755, makeDirectory(t, 0o755, tmp, "theirs"), "lib")
	if os.Getuid() != 0 {
		wantError(t, trust.File(file, stranger), "belongs to user")
		return
	}
	for _, given := range []string{file, filepath.Dir(inside)} {
		if err := os.Chown(given, stranger, -1); err != nil {
			t.Fatal(err)
		}
	}
	wantError(t, trust.File(file, stranger), "")
	wantError(t, trust.File(file, stranger+1), file+" belongs to user 54321")
	wantError(t, trust.File(file, 0), file+" belongs to user 54321")
	wantError(t, trust.File(inside, 0), filepath.Dir(inside)+" belongs to user 54321")
	own := makeFile(t, 0o755, tmp, "own")
	wantError(t, trust.File(own, stranger), "") // root's
	if err := os.Chown(tmp, stranger, -1); err != nil {
		t.Fatal(err)
	}
	wantError(t, trust.File(own, 0), tmp+" belongs to user 54321")
}

func TestNoFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	makeFile(t, 0o644, dir, "file")
	for _, path := range []string{
		filepath.Join(dir, "no directory", "lib"),
		filepath.Join(dir, "file", "lib"),
		makeLink(t, "nowhere", dir, "dangling"),
	} {
		if err := trust.File(path, os.Getuid()); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: error %v, want %v", path, err, fs.ErrNotExist)
		}
	}
	ring := makeLink(t, "ring", dir, "ring")
	if err := trust.File(ring, os.Getuid()); err == nil {
		t.Error("a link to itself may be loaded")
	}
}
