// Command casepact holds a real server against the contract of the Case API: it writes the contract
// from the scenarios, verifies a server against it, and speaks with a Pact broker. It is thin: what
// a command does is in contracts/pact and contracts/report.
//
// # The native library
//
// Pact's matching is done by libpact_ffi, which 'go run ./cmd/libpact' installs. Where it is
// missing, no line of ours gets to run: the linker says "cannot find -lpact_ffi" when the command
// is built, and the loader, when it starts, "error while loading shared libraries: libpact_ffi.so",
// with exit code
// 127. A casepact that was built with CGO_ENABLED=0 needs no library for anything but verify, which
// then says so and ends with exit code 2.
//
// The loader looks for it in /tmp, too, where anybody can put a file of that name. Each command
// therefore ends with exit code 2, before anything else, where another user could have put the
// library that was loaded.
//
// # To add a command
//
// Write a function that returns a commandline.Command, with its flags as a settings.Table, in a
// file of its name, and add it to the program. Its script goes into testdata/script.
package main

import (
	"fmt"
	"os"

	"casemock/cmd/internal/commandline"
	"casemock/contracts/pact/native"
)

func main() {
	if err := native.CheckLibrary(); err != nil {
		fmt.Fprintln(os.Stderr, "casepact:", err)
		os.Exit(2)
	}
	silenceNativeLibrary()
	os.Exit(program().Run(commandline.ThisProcess()))
}

// prefix is that of environment variables.
const prefix = "CASEPACT_"

func program() commandline.Program {
	return commandline.Program{
		Name:    "casepact",
		Summary: "casepact holds a real server against the contract of the Case API.",
		Exits: "0 all that was exercised is verified, 1 something is broken or stale,\n" +
			"2 it could not be run: wrong usage, server not reachable, library missing",
		Commands: commandline.Commands{
			generateCommand(), verifyCommand(), statesInitCommand(), rulesCommand(), waiveInitCommand(), waiveLintCommand(),
			publishCommand(), commandline.VersionCommand("casepact"),
		},
		Topics: topics(),
	}
}

// silenceNativeLibrary keeps what Pact prints out of our own report. Without it, the report is less
// tidy and as right.
func silenceNativeLibrary() {
	nowhere, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err == nil {
		_ = native.DivertOutput(nowhere)
	}
}
