package main

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
)

func writeTo(t *testing.T, path string, urls ...string) (addressFile, error) {
	t.Helper()
	return writeAddressFile(t.Context(), slog.New(slog.DiscardHandler), path, urls)
}

func TestAddressFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "address")
	file, err := writeTo(t, path, "http://127.0.0.1:1", "http://127.0.0.1:2")
	if err != nil {
		t.Fatal(err)
	}
	const want = "http://127.0.0.1:1\nhttp://127.0.0.1:2\n"
	if content, err := os.ReadFile(path); err != nil || string(content) != want {
		t.Errorf("got %q, %v", content, err)
	}
	if beside, err := os.ReadDir(filepath.Dir(path)); err != nil || len(beside) != 1 {
		t.Errorf("left behind %v, %v", beside, err)
	}
	file.remove()
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("it is still there: %v", err)
	}
}

// A server that ends takes away its own address only, not that of its successor.
func TestAddressFileOfASuccessor(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "address")
	first, err := writeTo(t, path, "http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := writeTo(t, path, "http://127.0.0.1:2"); err != nil {
		t.Fatal(err)
	}
	first.remove()
	if content, err := os.ReadFile(path); err != nil || string(content) != "http://127.0.0.1:2\n" {
		t.Errorf("got %q, %v", content, err)
	}
}

func TestNoAddressFile(t *testing.T) {
	t.Parallel()
	file, err := writeTo(t, "", "http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	file.remove()
}

func TestAddressFileThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, err := writeTo(t, filepath.Join(dir, "missing", "address"), "x")
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if _, err := writeTo(t, dir, "x"); err == nil {
		t.Error("it was written to a directory")
	}
}
