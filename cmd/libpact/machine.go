package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
)

// machine is what the command knows about the computer it runs on. A test has one of its own.
type machine struct {
	name     string   // for messages: "linux/amd64"
	platform platform // zero if pact-go cannot be linked here
	user     int      // the user's id; -1 on Windows
	getenv   func(string) string
	run      runner
	source   source
}

func thisMachine() machine {
	clibrary := clibraryOf(runtime.GOOS, "/bin/sh")
	m := machine{
		name:   runtime.GOOS + "/" + runtime.GOARCH,
		user:   os.Getuid(),
		getenv: os.Getenv,
		run:    runProgram,
	}
	m.platform, _ = platformOf(runtime.GOOS, runtime.GOARCH, clibrary)
	m.source = npmSource(m.platform.library, m.run)
	return m
}

// perform does what was asked and returns the line that says what came of it.
func (m machine) perform(ctx context.Context, asked options) (string, error) {
	where, err := m.search(asked.dir)
	if err != nil {
		return "", err
	}
	found := m.survey(where)
	present, missing := found.installed(where)
	switch {
	case missing == nil:
		return present.said("is installed") + m.advice(where), nil
	case asked.check:
		return "", fmt.Errorf("%w\ninstall it with: go run ./cmd/libpact%s", missing, where.flag())
	}
	done, err := m.install(ctx, where, found)
	if err != nil {
		return "", err
	}
	return done + m.advice(where), nil
}

// search returns where to look and where to put the library.
func (m machine) search(dir string) (search, error) {
	switch {
	case m.platform.file == "":
		return search{}, fmt.Errorf("pact-go cannot be linked on %s: "+
			"use linux or darwin on amd64 or arm64, or windows on amd64", m.name)
	case dir != "":
		return m.platform.search.in(dir), nil
	case len(m.platform.search.install) == 0:
		return search{}, errors.New("pact-go looks for the library in no directory of its own " +
			"on this system: name one with --dir")
	}
	return m.platform.search, nil
}

// advice is what a user has to tell the compiler about a directory that pact-go does not know.
func (m machine) advice(where search) string {
	known := m.platform.search.link
	if where.only == "" || slices.Contains(known, where.only) {
		return ""
	}
	if len(known) == 0 {
		return fmt.Sprintf("; build with CGO_LDFLAGS=-L%s and add it to PATH", where.only)
	}
	return fmt.Sprintf("; build with CGO_LDFLAGS='-L%[1]s -Wl,-rpath,%[1]s'", where.only)
}
