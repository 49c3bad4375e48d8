package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"casemock/contracts/pact/trust"
)

// survey says for each directory why the file there under the library's name cannot be used: nil if
// it can, an error that matches fs.ErrNotExist if there is none.
type survey map[string]error

func (m machine) survey(where search) survey {
	found := survey{}
	for _, dir := range slices.Concat(where.install, where.link, where.load) {
		found[dir] = m.inspect(m.path(dir))
	}
	return found
}

func (m machine) path(dir string) string { return filepath.Join(dir, m.library.file) }

// inspect says why the file at that path cannot be used as the library.
func (m machine) inspect(path string) error {
	if err := trust.File(path, m.user); err != nil {
		return err
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	right := digest(content) == m.library.sha256
	if m.library.sections != "" {
		right, err = isMacLibrary(bytes.NewReader(content), m.library.sections, path)
	}
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", path, err)
	case !right:
		return fmt.Errorf("%s is another version than %s, or incomplete", path, libraryVersion)
	}
	return nil
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// first returns the directory of the file that linker or loader finds in that order, right or wrong;
// none if there is no file.
func (s survey) first(order []string) (dir string, ok bool) {
	i := slices.IndexFunc(order, func(dir string) bool { return !errors.Is(s[dir], fs.ErrNotExist) })
	if i < 0 {
		return "", false
	}
	return order[i], true
}

// used returns the directory of the library that programs will use, or why there is none.
func (s survey) used(where search) (dir string, missing error) {
	for _, order := range [][]string{where.link, where.load} {
		first, ok := s.first(order)
		switch {
		case !ok:
			return "", fmt.Errorf("libpact_ffi is not installed: looked in %s", strings.Join(order, ", "))
		case s[first] != nil:
			return "", fmt.Errorf("libpact_ffi cannot be used: %w", s[first])
		}
		dir = first
	}
	if len(where.install) > 1 {
		return dir, nil
	}
	named := where.install[0] // by the user, who may want it there besides
	if s[named] != nil {
		return "", fmt.Errorf("libpact_ffi is not installed: %w", s[named])
	}
	return named, nil
}

// inTheWay returns the directories whose wrong files linker or loader would take before one in dir.
func (s survey) inTheWay(where search, dir string) []string {
	var wrong []string
	for _, order := range [][]string{where.link, where.load} {
		first, ok := s.first(order[:slices.Index(order, dir)])
		if ok && s[first] != nil && !slices.Contains(wrong, first) {
			wrong = append(wrong, first)
		}
	}
	return wrong
}
