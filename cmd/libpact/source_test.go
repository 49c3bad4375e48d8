package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

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
	library := entry{name: "package/prebuilds/" + member, content: right}
	write(t, archive, string(packed(t, library)))
	script(t, "npm", `while [ "$1" != --pack-destination ]; do shift; done
echo "npm notice much to read"
/bin/cp '`+archive+`' "$2/pact-foundation-pact-core-test-20.2.0.tgz"`)
	c := newComputer(t)
	c.source = npmSource(pinned, runProgram)
	code, stdout, stderr := c.typed()
	if code != 0 || stderr != "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	if want := "libpact_ffi 0.5.8 installed: " + c.library(c.usr) + ", from npm\n"; stdout != want {
		t.Errorf("said %q, want %q", stdout, want)
	}
	c.holds(t, c.usr, right)
}

func TestFailingProgramSaysWhy(t *testing.T) {
	script(t, "npm", `printf 'npm error code E404\nnpm error 404 Not Found\n\n3\n4\n5\n' >&2; exit 7`)
	err := runProgram(t.Context(), t.TempDir(), "npm", "pack")
	if err == nil {
		t.Fatal("no error")
	}
	contains(t, err.Error(), "npm: exit status 7: code E404 / 404 Not Found /  / 3")
}

func TestMissingProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	var got bytes.Buffer
	err := runProgram(t.Context(), t.TempDir(), "npm")
	if !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("error %v, want one of the kind %v", err, exec.ErrNotFound)
	}
	if err := npmSource(pinned, runProgram).fetch(t.Context(), &got); err == nil {
		t.Error("npm delivered without being there")
	}
}

func TestInterruptedProgram(t *testing.T) {
	script(t, "npm", "exit 7")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := runProgram(ctx, t.TempDir(), "npm"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}
