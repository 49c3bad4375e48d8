package main

import (
	"bytes"
	"crypto/sha256"
	"debug/macho"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
)

// loadCommandID is LC_ID_DYLIB of mach-o/loader.h: a library's install name.
const loadCommandID = 0xd

// installName returns the name by which programs linked with the library will look for it.
func installName(file *macho.File) (string, error) {
	for _, load := range file.Loads {
		raw := load.Raw()
		if file.ByteOrder.Uint32(raw) != loadCommandID || len(raw) < 12 {
			continue
		}
		offset := file.ByteOrder.Uint32(raw[8:])
		if offset < 12 || int64(offset) > int64(len(raw)) {
			break
		}
		name, _, _ := bytes.Cut(raw[offset:], []byte{0})
		return string(name), nil
	}
	return "", errors.New("it has no install name")
}

// checkInstallName wants a library to be called by its path, or left to the directories that a
// program knows. Otherwise a program links, but finds the library nowhere when it starts.
func checkInstallName(file *macho.File, path string) error {
	name, err := installName(file)
	if err != nil {
		return err
	}
	if name != path && name != "@rpath/"+filepath.Base(path) {
		return fmt.Errorf("it has the install name %s, not its path", name)
	}
	return nil
}

// sectionsDigest is the SHA-256 of the library's sections, in hexadecimal. Rewriting the install
// name changes the load commands and the signature, but no section, so this tells a build however
// it was named and signed. The size of the whole file is compared with what its segments claim,
// for a truncated one could still have all its sections.
func sectionsDigest(file *macho.File, size int64) (string, error) {
	for _, load := range file.Loads {
		if s, ok := load.(*macho.Segment); ok && s.Offset+s.Filesz > uint64(size) {
			return "", fmt.Errorf("it ends within segment %s", s.Name)
		}
	}
	sum := sha256.New()
	for _, section := range file.Sections {
		if holdsZeros(section) {
			continue
		}
		fmt.Fprintf(sum, "%s,%s %d\n", section.Seg, section.Name, section.Size)
		if _, err := io.Copy(sum, section.Open()); err != nil {
			return "", fmt.Errorf("section %s: %w", section.Name, err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// holdsZeros tells whether a section takes no room in the file: S_ZEROFILL, S_GB_ZEROFILL and
// S_THREAD_LOCAL_ZEROFILL of mach-o/loader.h.
func holdsZeros(section *macho.Section) bool {
	kind := section.Flags & 0xff
	return kind == 0x1 || kind == 0xc || kind == 0x12
}
