package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestLibraryOfAnybodyIsRefused has the loader find the library where everybody may write, which is
// what it does where somebody puts one into /tmp, and starts each command.
func TestLibraryOfAnybodyIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Chmod(dir, os.ModeSticky|0o777); err != nil {
		t.Fatal(err)
	}
	planted := filepath.Join(dir, "libpact_ffi.so")
	if err := os.Symlink(installedLibrary(t), planted); err != nil {
		t.Fatal(err)
	}
	for _, arguments := range []string{"version", "help", "rules", "generate --out " + t.TempDir(),
		"verify --provider-url http://127.0.0.1:1", "publish"} {
		command := exec.CommandContext(t.Context(), "casepact", strings.Fields(arguments)...)
		command.Env = append(os.Environ(), "LD_LIBRARY_PATH="+dir)
		var stdout, stderr bytes.Buffer
		command.Stdout, command.Stderr = &stdout, &stderr
		err := command.Run()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 2 || stdout.Len() > 0 {
			t.Errorf("%s: got %v and %q, want exit code 2 and nothing", arguments, err, &stdout)
		}
		if want := planted + " is not a regular file"; !strings.Contains(stderr.String(), want) {
			t.Errorf("%s: stderr is %q, want %q in it", arguments, &stderr, want)
		}
	}
}

// installedLibrary finds the library that this test itself was loaded with.
func installedLibrary(t *testing.T) string {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(maps)) {
		if at := strings.IndexByte(line, '/'); at > 0 && strings.Contains(line[at:], "libpact_ffi") {
			return strings.TrimSpace(line[at:])
		}
	}
	t.Fatal("this test was loaded without the library")
	return ""
}
