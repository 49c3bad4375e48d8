package main

import (
	"context"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
)

// machine is what the command knows about the computer it runs on. A test has one of its own.
type machine struct {
	name    string // for messages: "linux amd64 glibc"
	library build  // zero if pact-go cannot be linked here
	search  search
	user    int // the user's id; -1 on Windows
	getenv  func(string) string
	run     runner
}

func thisMachine() machine {
	name := runtime.GOOS + " " + runtime.GOARCH
	if runtime.GOOS == "linux" {
		name += " " + clibraryOf("/bin/sh")
	}
	return machine{name: name, library: builds()[name], search: searchOn(runtime.GOOS),
		user: os.Getuid(), getenv: os.Getenv, run: runProgram}
}

// clibraryOf says whether a Linux system's programs run on "glibc" or "musl", by the loader that one
// of its own programs asks for.
func clibraryOf(program string) string {
	file, err := elf.Open(program)
	if err != nil {
		return "glibc"
	}
	defer file.Close()
	for _, segment := range file.Progs {
		if segment.Type == elf.PT_INTERP {
			loader, _ := io.ReadAll(io.LimitReader(segment.Open(), 4096))
			if strings.Contains(string(loader), "ld-musl") {
				return "musl"
			}
		}
	}
	return "glibc"
}

// perform does what was asked and returns the line that says what came of it.
func (m machine) perform(ctx context.Context, asked arguments) (string, error) {
	dir, check := asked.dir, asked.check
	if asked.other != "" {
		m.name, m.library = asked.other, builds()[asked.other]
	}
	where, err := m.where(dir)
	if err != nil {
		return "", err
	}
	found := m.survey(where)
	used, missing := found.used(where)
	switch {
	case check && missing != nil:
		command := "go run ./cmd/libpact"
		if dir != "" {
			command += " --dir " + dir
		}
		if asked.other != "" {
			command += " --for " + strings.ReplaceAll(asked.other, " ", "/")
		}
		return "", fmt.Errorf("%w\ninstall it with: %s", missing, command)
	case missing == nil && (check || used == where.load[0]):
		return m.said("is installed", used) + m.advice(dir), nil
	}
	done, err := m.install(ctx, where, found)
	if err != nil {
		return "", err
	}
	return done + m.advice(dir), nil
}

// where narrows the search down to a directory that the user named. One that pact-go knows keeps its
// place in the order: another file may still come before.
func (m machine) where(dir string) (search, error) {
	switch {
	case m.library.file == "":
		return search{}, fmt.Errorf("pact-go cannot be linked on %s: "+
			"use linux or darwin on amd64 or arm64, or windows on amd64", m.name)
	case dir == "" && m.search.install == nil:
		return search{}, errors.New("pact-go looks for the library in no directory of its own " +
			"on this system: name one with --dir")
	case dir == "":
		return m.search, nil
	case slices.Contains(m.search.link, dir):
		return search{[]string{dir}, m.search.link, m.search.load}, nil
	}
	return search{[]string{dir}, []string{dir}, []string{dir}}, nil
}

// said makes a sentence of the library in these directories.
func (m machine) said(what string, dirs ...string) string {
	paths := make([]string, len(dirs))
	for i, dir := range dirs {
		paths[i] = m.path(dir)
	}
	return fmt.Sprintf("libpact_ffi %s %s: %s", libraryVersion, what, strings.Join(paths, " and "))
}

// advice is what a user has to tell the compiler about a directory that pact-go does not know.
func (m machine) advice(dir string) string {
	switch {
	case dir == "" || slices.Contains(m.search.link, dir):
		return ""
	case m.search.link == nil:
		return fmt.Sprintf("; build with CGO_LDFLAGS=-L%s and add it to PATH", dir)
	}
	return fmt.Sprintf("; build with CGO_LDFLAGS='-L%[1]s -Wl,-rpath,%[1]s'", dir)
}
