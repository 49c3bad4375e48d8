package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"casemock/contracts/pact/trust"
)

// finding is what a directory holds under the library's name.
type finding struct {
	path    string
	version string
	wrong   error // why it cannot be used; matches fs.ErrNotExist if there is nothing
}

func (f finding) absent() bool { return errors.Is(f.wrong, fs.ErrNotExist) }

// said makes a sentence of a library that can be used.
func (f finding) said(what string) string {
	return fmt.Sprintf("libpact_ffi %s %s: %s", f.version, what, f.path)
}

// survey is a finding for each directory.
type survey map[string]finding

func (m machine) survey(where search) survey {
	found := survey{}
	for _, dir := range slices.Concat(where.install, where.link, where.load) {
		if _, done := found[dir]; !done {
			found[dir] = m.inspect(filepath.Join(dir, m.platform.file))
		}
	}
	return found
}

func (m machine) inspect(path string) finding {
	if err := trust.File(path, m.user); err != nil {
		return finding{path: path, wrong: err}
	}
	version, err := m.identify(path)
	return finding{path: path, version: version, wrong: err}
}

// first returns what somebody finds who looks through the directories in that order: the first
// file of that name, right or wrong. Linker and loader do so.
func (s survey) first(dirs []string) (finding, bool) {
	for _, dir := range dirs {
		if !s[dir].absent() {
			return s[dir], true
		}
	}
	return finding{}, false
}

// installed returns the library that programs will use, or why there is none.
func (s survey) installed(where search) (finding, error) {
	var loaded finding
	for _, order := range [][]string{where.link, where.load} {
		found, ok := s.first(order)
		if !ok {
			return found, fmt.Errorf("libpact_ffi is not installed: looked in %s",
				strings.Join(order, ", "))
		}
		if found.wrong != nil {
			return found, fmt.Errorf("libpact_ffi cannot be used: %w", found.wrong)
		}
		loaded = found
	}
	if where.only == "" {
		return loaded, nil
	}
	if named := s[where.only]; named.wrong != nil {
		return named, fmt.Errorf("libpact_ffi is not installed: %w", named.wrong)
	}
	return s[where.only], nil
}

// obstacle says why a library in dir would not be the one that programs use, nil if it would.
func (s survey) obstacle(where search, dir string) error {
	for _, order := range [][]string{where.link, where.load} {
		before, ok := s.first(order[:slices.Index(order, dir)])
		if ok && before.wrong != nil {
			return fmt.Errorf("%w, and it would come first", before.wrong)
		}
	}
	return nil
}
