package main

import (
	"debug/elf"
	"path/filepath"
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
	tests := map[string]struct{ system, program, want string }{
		"musl":       {"linux", program(elf.PT_INTERP, "/lib/ld-musl-x86_64.so.1\x00"), "musl"},
		"glibc":      {"linux", program(elf.PT_INTERP, "/lib64/ld-linux-x86-64.so.2\x00"), "glibc"},
		"static":     {"linux", program(elf.PT_LOAD, "ld-musl"), "glibc"},
		"no program": {"linux", "#!/bin/ld-musl", "glibc"},
		"elsewhere":  {"darwin", program(elf.PT_INTERP, "ld-musl"), ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "sh")
			write(t, path, test.program)
			if got := clibraryOf(test.system, path); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
	if got := clibraryOf("linux", filepath.Join(t.TempDir(), "none")); got != "glibc" {
		t.Errorf("without a program %q, want glibc", got)
	}
}
