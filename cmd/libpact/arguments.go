package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// arguments is what the user asks for.
type arguments struct {
	dir   string // absolute; empty means the platform's own
	other string // another machine, as builds names it; empty means this one
	check bool
}

func parse(words []string, getenv func(string) string) (arguments, error) {
	var asked arguments
	flags := flag.NewFlagSet("libpact", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&asked.dir, "dir", getenv(directoryVariable), "")
	flags.StringVar(&asked.other, "for", "", "")
	flags.BoolVar(&asked.check, "check", false, "")
	if err := flags.Parse(words); err != nil {
		return asked, err
	}
	if flags.NArg() > 0 {
		return asked, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if err := noneIsEmpty(flags); err != nil {
		return asked, err
	}
	if asked.other != "" {
		if asked.dir == "" {
			return asked, errors.New("--for needs --dir: a library for another machine is not for this one's own places")
		}
		asked.other = strings.ReplaceAll(asked.other, "/", " ")
		if builds()[asked.other].file == "" {
			return asked, fmt.Errorf("--for %q is none of %s", strings.ReplaceAll(asked.other, " ", "/"), others())
		}
	}
	if asked.dir == "" {
		return asked, nil
	}
	var err error
	asked.dir, err = filepath.Abs(asked.dir)
	return asked, err
}

// noneIsEmpty refuses an empty value of a flag that was given: a variable of a script that is not set.
func noneIsEmpty(flags *flag.FlagSet) error {
	var err error
	flags.Visit(func(f *flag.Flag) {
		if f.Value.String() == "" {
			err = fmt.Errorf("--%s is empty: give it a value, or leave the flag out", f.Name)
		}
	})
	return err
}

// others names the machines that there are libraries for.
func others() string {
	names := slices.Sorted(maps.Keys(builds()))
	for i, name := range names {
		names[i] = strings.ReplaceAll(name, " ", "/")
	}
	return strings.Join(names, ", ")
}
