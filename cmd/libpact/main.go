// Command libpact installs libpact_ffi, the native library that casepact links with through pact-go.
// It is pure Go and itself links nothing.
//
// # What counts as installed
//
// The linker and the loader take the first file of the library's name in the directories that
// pact-go wrote into its cgo directives, whatever that file is. So the first file in either order
// must be right: of the pinned SHA-256, and where nobody but this user and root can change it. One of
// those directories is /tmp, where anybody may put a file; package trust has the rules.
//
// # Where it is put
//
// Where the loader looks first, if this user may write there: then no file in /tmp comes before it.
// A wrong file that linker or loader would meet before it is replaced.
//
// # Where it comes from
//
// From another of those directories that has it, else from the npm package that carries it. A file
// of another digest ends the installation. For another release, unpack the packages and write their
// digests into builds.go.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"casemock/contracts/printable"
)

// directoryVariable names a directory for the library, for pact-go's installer and for us.
const directoryVariable = "PACT_GO_LIB_DOWNLOAD_PATH"

const usage = `libpact installs libpact_ffi ` + libraryVersion + `, which casepact links with.

usage: libpact [--dir DIR [--for MACHINE]] [--check]

  --dir DIR      put it there (default $` + directoryVariable + `, else the first
                 directory that the loader looks in and that this user may write to)
  --for MACHINE  the library of another machine, to build for it or to hand it on,
                 such as linux/arm64/glibc
  --check        only say whether it is installed

exit codes: 0 installed, 1 not installed, 2 wrong usage
`

func main() {
	stdout, stderr := printable.NewWriter(os.Stdout, nil), printable.NewWriter(os.Stderr, nil)
	os.Exit(run(os.Args[1:], thisMachine(), stdout, stderr))
}

// run is the whole command: it returns the exit code.
func run(arguments []string, m machine, stdout, stderr io.Writer) int {
	asked, err := parse(arguments, m.getenv)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "libpact: %v\n\n%s", err, usage)
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	done, err := m.perform(ctx, asked)
	if err != nil {
		fmt.Fprintln(stderr, "libpact:", err)
		return 1
	}
	fmt.Fprintln(stdout, done)
	return 0
}
