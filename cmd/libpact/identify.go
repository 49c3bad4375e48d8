package main

import (
	"crypto/sha256"
	"debug/macho"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
)

// identify returns the version of the library in a file, or an error if it is not one that
// pact-go can be linked with.
func (m machine) identify(path string) (version string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	if m.platform.machO() {
		return m.identifyMachO(file)
	}
	sum, err := digest(file, sha256.New())
	if err != nil {
		return "", err
	}
	if sum == m.platform.library.sha256 {
		return libraryVersion, nil
	}
	return "", otherLibrary(file)
}

// identifyMachO goes by the sections, for the rest was rewritten after unpacking.
func (m machine) identifyMachO(file *os.File) (string, error) {
	library, err := macho.NewFile(file)
	if err != nil {
		return "", fmt.Errorf("%s is not a library: %w", file.Name(), err)
	}
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	if err := checkInstallName(library, file.Name()); err != nil {
		return "", fmt.Errorf("%s: %w", file.Name(), err)
	}
	sum, err := sectionsDigest(library, info.Size())
	if err != nil {
		return "", fmt.Errorf("%s: %w", file.Name(), err)
	}
	if sum == m.platform.library.sections {
		return libraryVersion, nil
	}
	return "", otherLibrary(file)
}

func otherLibrary(file *os.File) error {
	return fmt.Errorf("%s is another version than %s, or incomplete", file.Name(), libraryVersion)
}

// digest reads a file from its start.
func digest(file *os.File, sum hash.Hash) (string, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	if _, err := io.Copy(sum, file); err != nil {
		return "", fmt.Errorf("read %s: %w", file.Name(), err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
