package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// addressFile tells other programs where the server listens, a URL a line. The zero addressFile is
// none.
type addressFile struct{ path, content string }

// writeAddressFile writes the file as a whole: who sees it, sees all of it. What is no ordinary file,
// such as a named pipe, is written to.
func writeAddressFile(path string, urls []string) (addressFile, error) {
	if path == "" {
		return addressFile{}, nil
	}
	file := addressFile{path, strings.Join(urls, "\n") + "\n"}
	write := file.replace
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		write = func() error { return os.WriteFile(path, []byte(file.content), 0) }
	}
	if err := write(); err != nil {
		return addressFile{}, fmt.Errorf("--addr-file %q cannot be written: %w", path, err)
	}
	return file, nil
}

func (f addressFile) replace() error {
	draft, err := os.CreateTemp(filepath.Dir(f.path), "."+filepath.Base(f.path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name()) // fails once it has its name
	if _, err := draft.WriteString(f.content); err != nil {
		_ = draft.Close()
		return err
	}
	if err := draft.Chmod(0o644); err != nil { // others may read where the server is
		_ = draft.Close()
		return err
	}
	if err := draft.Close(); err != nil {
		return err
	}
	return os.Rename(draft.Name(), f.path)
}

// remove takes the file away when the server ends, so that nobody waits at an address where it is no
// longer; a file that another server has written since stays.
func (f addressFile) remove() {
	if found, err := os.ReadFile(f.path); f.path != "" && err == nil && string(found) == f.content {
		_ = os.Remove(f.path)
	}
}
