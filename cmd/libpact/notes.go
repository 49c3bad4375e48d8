package main

import (
	"context"
	"crypto/md5"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pact-foundation/pact-go/v2/installer"
	"gopkg.in/yaml.v3"

	"casemock/contracts/outfile"
)

// notes is the file in which pact-go's installer writes down what it installed,
// ~/.pact/pact-go.yml.
type notes struct {
	Libraries map[string]note
}

// note is what it says about one library.
type note struct {
	LibName string
	Version string
	Hash    string // the file's MD5, in hexadecimal
}

// library returns the note about libpact_ffi, zero if there is none.
func (n notes) library() note { return n.Libraries[installer.FFIPackage] }

func notesPath(home string) string { return filepath.Join(home, ".pact", "pact-go.yml") }

// readNotes returns no notes where there are none to be read: then the file has to speak for
// itself.
func readNotes(home string) notes {
	var read notes
	text, err := os.ReadFile(notesPath(home))
	if home == "" || err != nil || yaml.Unmarshal(text, &read) != nil {
		return notes{}
	}
	return read
}

// takeNote writes down that the file is the library that pact-go's installer delivers, as that
// installer does itself: its own note was made under another path, and on macOS before the
// install name was rewritten.
func takeNote(home, path string) error {
	if home == "" {
		return errors.New("the user has no home directory to take a note in")
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	sum, err := digest(file, md5.New())
	if err != nil {
		return err
	}
	updated := readNotes(home)
	if updated.Libraries == nil {
		updated.Libraries = map[string]note{}
	}
	updated.Libraries[installer.FFIPackage] = note{installer.FFIPackage, libraryVersion, sum}
	return updated.write(notesPath(home))
}

func (n notes) write(path string) error {
	text, err := yaml.Marshal(n)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("make the directory of pact-go's notes: %w", err)
	}
	return outfile.Write(context.Background(), path, text, 0o644)
}

// fits tells whether pact-go v2.8.0 can be linked with that version: >= 0.5.8, < 0.6.0.
func fits(version string) bool {
	patch, ok := strings.CutPrefix(version, "0.5.")
	number, err := strconv.Atoi(patch)
	return ok && err == nil && number >= 8
}
