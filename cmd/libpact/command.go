package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// directoryVariable names a directory for the library, for pact-go's installer and for us.
const directoryVariable = "PACT_GO_LIB_DOWNLOAD_PATH"

const usage = `libpact installs libpact_ffi ` + libraryVersion + `, which casepact links with.

usage: libpact [--dir DIR] [--check]

  --dir DIR   put it there (default $` + directoryVariable + `, else the first
              directory that pact-go looks in and that this user may write to)
  --check     only say whether it is installed

exit codes: 0 installed, 1 not installed, 2 wrong usage
`

// options is what the user asked for.
type options struct {
	dir   string // absolute; empty means the platform's own directories
	check bool
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

func parse(arguments []string, getenv func(string) string) (options, error) {
	var asked options
	flags := flag.NewFlagSet("libpact", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&asked.dir, "dir", getenv(directoryVariable), "")
	flags.BoolVar(&asked.check, "check", false, "")
	if err := flags.Parse(arguments); err != nil {
		return asked, err
	}
	if flags.NArg() > 0 {
		return asked, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	given := false
	flags.Visit(func(f *flag.Flag) { given = given || f.Name == "dir" })
	if asked.dir == "" {
		if given {
			return asked, errors.New("--dir is empty: name a directory, or leave the flag out")
		}
		return asked, nil
	}
	var err error
	asked.dir, err = filepath.Abs(asked.dir)
	return asked, err
}
