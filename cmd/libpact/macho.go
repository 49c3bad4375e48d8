package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"debug/macho"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"
)

// isMacLibrary reports whether a macOS library has sections of that SHA-256. Rewriting the install
// name changes the load commands and the signature, but no section. The error says why a program
// that is linked with it would not find it, or that it is cut off.
func isMacLibrary(content *bytes.Reader, sections, path string) (bool, error) {
	file, err := macho.NewFile(content)
	if err != nil {
		return false, fmt.Errorf("it is not a library: %w", err)
	}
	name := installName(file)
	if name != path && name != "@rpath/"+filepath.Base(path) {
		return false, fmt.Errorf("it has the install name %q, not its path", name)
	}
	sum, err := sectionsDigest(file, uint64(content.Size()))
	return sum == sections, err
}

// installName returns the name by which programs linked with the library look for it; empty if it
// has none.
func installName(file *macho.File) string {
	const loadCommandID = 0xd // LC_ID_DYLIB of mach-o/loader.h
	for _, load := range file.Loads {
		raw := load.Raw()
		if len(raw) < 12 || file.ByteOrder.Uint32(raw) != loadCommandID {
			continue
		}
		offset := file.ByteOrder.Uint32(raw[8:])
		if uint64(offset) <= uint64(len(raw)) {
			name, _, _ := bytes.Cut(raw[offset:], []byte{0})
			return string(name)
		}
	}
	return ""
}

// sectionsDigest is the SHA-256 of the sections. The size of the file is compared with what its
// segments claim, for a truncated one could still have all its sections.
func sectionsDigest(file *macho.File, size uint64) (string, error) {
	for _, load := range file.Loads {
		if s, ok := load.(*macho.Segment); ok && s.Offset+s.Filesz > size {
			return "", fmt.Errorf("it ends within segment %s", s.Name)
		}
	}
	sum := sha256.New()
	for _, section := range file.Sections {
		switch section.Flags & 0xff {
		case 0x1, 0xc, 0x12: // S_ZEROFILL and its like of mach-o/loader.h take no room in the file
			continue
		}
		fmt.Fprintf(sum, "%s,%s %d\n", section.Seg, section.Name, section.Size)
		if _, err := io.Copy(sum, section.Open()); err != nil {
			return "", fmt.Errorf("section %s: %w", section.Name, err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// setInstallName makes a macOS library answer to the path at which programs will load it.
func (m machine) setInstallName(ctx context.Context, draft, path string) error {
	if m.library.sections == "" {
		return nil
	}
	err := m.run(ctx, filepath.Dir(path), "install_name_tool", "-id", path, draft)
	if err != nil {
		return fmt.Errorf("set the library's install name: %w\n"+
			"install_name_tool comes with Xcode's command line tools: xcode-select --install", err)
	}
	return nil
}
