package main

import (
	"debug/elf"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// program is an ELF program of one segment: the name of the loader it asks for.
func program(kind elf.ProgType, loader string) string {
	const header, segment = 64, 56
	ident := [16]byte{0x7f, 'E', 'L', 'F', byte(elf.ELFCLASS64), byte(elf.ELFDATA2LSB), 1}
	size := uint64(len(loader))
	return string(encoded(
		ident, uint16(elf.ET_DYN), uint16(elf.EM_X86_64), uint32(1), uint64(0), uint64(header),
		uint64(0), uint32(0), uint16(header), uint16(segment), uint16(1), uint16(0), uint16(0),
		uint16(0),
		uint32(kind), uint32(4), uint64(header+segment), uint64(0), uint64(0), size, size, uint64(1),
		[]byte(loader),
	))
}

func TestClibrary(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ program, want string }{
		"musl":       {program(elf.PT_INTERP, "/lib/ld-musl-x86_64.so.1\x00"), "musl"},
		"glibc":      {program(elf.PT_INTERP, "/lib64/ld-linux-x86-64.so.2\x00"), "glibc"},
		"static":     {program(elf.PT_LOAD, "ld-musl"), "glibc"},
		"no program": {"#!/bin/ld-musl", "glibc"},
	} {
		path := filepath.Join(t.TempDir(), "sh")
		write(t, path, test.program)
		if got := clibraryOf(path); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestBuilds(t *testing.T) {
	t.Parallel()
	pattern := regexp.MustCompile(`^[0-9a-f]{64}$`)
	seen := map[string]string{}
	for name, b := range builds() {
		mac := strings.HasPrefix(name, "darwin")
		if !pattern.MatchString(b.sha256) || pattern.MatchString(b.sections) != mac {
			t.Errorf("%s: digests %q and %q", name, b.sha256, b.sections)
		}
		if twin := seen[b.sha256]; twin != "" {
			t.Errorf("%s has the digest of %s", name, twin)
		}
		seen[b.sha256] = name
		if path.Ext(b.file) != path.Ext(b.member) {
			t.Errorf("%s: %s is installed as %s", name, b.member, b.file)
		}
		where := searchOn(strings.Fields(name)[0])
		install := slices.Sorted(slices.Values(where.install))
		for _, order := range [][]string{where.link, where.load} {
			if order := slices.Sorted(slices.Values(order)); !slices.Equal(order, install) {
				t.Errorf("%s: looks in %v, installs in %v", name, order, install)
			}
		}
	}
}
