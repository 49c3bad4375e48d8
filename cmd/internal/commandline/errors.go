package commandline

import (
	"errors"

	"casemock/contracts/strictyaml"
)

// The exit codes. Interrupted is how a shell reports it.
const (
	Success     = 0
	Failure     = 1
	Misuse      = 2
	Interrupted = 130
)

// MisuseError is a command line, an environment or a file that a command cannot start with.
type MisuseError struct {
	Err  error
	Help string // what shows the right usage, as in serve --help; empty where that would not help
}

// Error is that of what is wrong.
func (e *MisuseError) Error() string { return e.Err.Error() }

// Unwrap gives what is wrong.
func (e *MisuseError) Unwrap() error { return e.Err }

// Misused is a wrong usage of a command, whose help says how it is used.
func Misused(command string, err error) error { return &MisuseError{err, command + " --help"} }

// Unusable is something that a command cannot start with although it is used rightly.
func Unusable(err error) error { return &MisuseError{Err: err} }

// SaidError is an error that the command has told its user itself: only the exit code is left to say.
type SaidError struct{ Err error }

// Error is that of what is wrong.
func (e *SaidError) Error() string { return e.Err.Error() }

// Unwrap gives what is wrong.
func (e *SaidError) Unwrap() error { return e.Err }

// ErrInterrupted says that the user did not wait for the command to end.
var ErrInterrupted = errors.New("interrupted")

// exitCode is that of the error of a command.
func exitCode(err error) int {
	var misuse *MisuseError
	switch {
	case err == nil:
		return Success
	case errors.Is(err, ErrInterrupted):
		return Interrupted
	case errors.As(err, &misuse):
		return Misuse
	}
	return Failure
}

// Lines are what the user reads of an error, a line for each thing that is wrong. The place of a
// problem in a file starts its line, where editors look for it.
func Lines(program string, err error) []string {
	if err == nil {
		return nil
	}
	switch e := err.(type) { //nolint:errorlint // the tree of errors is walked here
	case strictyaml.Problem:
		return []string{e.String()}
	case interface{ Unwrap() []error }:
		var all []string
		for _, each := range e.Unwrap() {
			all = append(all, Lines(program, each)...)
		}
		return all
	case *MisuseError:
		return Lines(program, e.Err)
	case *SaidError:
		return nil
	}
	return []string{program + ": " + err.Error()}
}
