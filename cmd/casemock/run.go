package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"casemock/fixtures/strictyaml"
	"casemock/mockserver"
)

// The exit codes. A second interrupt ends with 130, as a shell reports it.
const (
	exitSuccess     = 0
	exitFailure     = 1
	exitMisuse      = 2
	exitInterrupted = 130
)

// process is what a command may use of the process that it runs in.
type process struct {
	arguments      []string // without the program's name
	environment    []string // as in NAME=value
	stdout, stderr io.Writer
}

// getenv is a variable of the environment, empty when it is not set.
func (p process) getenv(name string) string {
	for _, entry := range p.environment {
		if value, found := strings.CutPrefix(entry, name+"="); found {
			return value
		}
	}
	return ""
}

// run is the whole command: it returns the exit code.
func run(p process) int {
	err := commands().perform(p)
	for _, line := range lines(err) {
		fmt.Fprintln(p.stderr, line)
	}
	var misuse *misuseError
	if errors.As(err, &misuse) && misuse.help != "" {
		fmt.Fprintf(p.stderr, "'%s' says how it is used.\n", misuse.help)
	}
	return exitCode(err)
}

// misuseError is a command line, an environment or a file that the command cannot start with.
type misuseError struct {
	err  error
	help string // the command that shows the right usage; empty where that would not help
}

func (e *misuseError) Error() string { return e.err.Error() }
func (e *misuseError) Unwrap() error { return e.err }

// interruptedError says that the user did not wait for the command to end.
type interruptedError struct{}

func (interruptedError) Error() string { return "interrupted again: not waiting any longer" }

func exitCode(err error) int {
	var misuse *misuseError
	switch {
	case err == nil:
		return exitSuccess
	case errors.As(err, &misuse):
		return exitMisuse
	case errors.Is(err, interruptedError{}):
		return exitInterrupted
	}
	return exitFailure
}

// lines are what the user reads of an error, a line for each thing that is wrong. The place of a
// problem in a file starts its line, where editors look for it.
func lines(err error) []string {
	if err == nil {
		return nil
	}
	switch e := err.(type) { //nolint:errorlint // the tree of errors is walked here
	case strictyaml.Problem:
		return []string{e.String()}
	case mockserver.FileProblems:
		return lines(joined(e))
	case interface{ Unwrap() []error }:
		var all []string
		for _, each := range e.Unwrap() {
			all = append(all, lines(each)...)
		}
		return all
	case *misuseError:
		return lines(e.err)
	}
	return []string{"casemock: " + err.Error()}
}
