package main

import (
	"debug/elf"
	"io"
	"strings"
)

// clibraryOf says whether a Linux system's programs run on "glibc" or "musl", by the loader that
// one of its own programs asks for. Empty on other systems.
func clibraryOf(system, program string) string {
	if system != "linux" {
		return ""
	}
	if strings.Contains(interpreter(program), "ld-musl") {
		return "musl"
	}
	return "glibc"
}

// interpreter returns the loader that an ELF program asks for, empty if it asks for none.
func interpreter(program string) string {
	file, err := elf.Open(program)
	if err != nil {
		return ""
	}
	defer file.Close()
	for _, segment := range file.Progs {
		if segment.Type == elf.PT_INTERP {
			name, _ := io.ReadAll(io.LimitReader(segment.Open(), 4096))
			return string(name)
		}
	}
	return ""
}
