package main

import (
	"crypto/md5"
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
	return m.identifyNoted(file)
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
	return m.identifyNoted(file)
}

// identifyNoted goes by pact-go's notes about the libraries that it installed.
func (m machine) identifyNoted(file *os.File) (string, error) {
	// The notes hold an MD5: good enough to see that it is the file that they speak of.
	sum, err := digest(file, md5.New())
	if err != nil {
		return "", err
	}
	if note := readNotes(m.home).library(); note.Hash == sum {
		if fits(note.Version) {
			return note.Version, nil
		}
		return "", fmt.Errorf("%s is version %s, not >= %s and < 0.6",
			file.Name(), note.Version, libraryVersion)
	}
	return "", fmt.Errorf("%s is another version than %s, or incomplete", file.Name(), libraryVersion)
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
