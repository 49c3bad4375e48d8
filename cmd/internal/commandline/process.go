package commandline

import (
	"io"
	"os"
	"strings"

	"casemock/contracts/printable"
)

// Process is what a command may use of the process that it runs in.
type Process struct {
	Arguments   []string // without the program's name
	Environment []string // as in NAME=value
	// Stdout and Stderr are safe to write any text to, once the program runs; what is drawn, such as
	// colours, goes to what is behind them, by printable.Raw.
	Stdout, Stderr io.Writer
}

// ThisProcess is the one that runs.
func ThisProcess() Process {
	return Process{os.Args[1:], os.Environ(), os.Stdout, os.Stderr}
}

// Getenv is a variable of the environment, empty when it is not set.
func (p Process) Getenv(name string) string {
	value, _ := p.LookupEnv(name)
	return value
}

// LookupEnv is a variable of the environment, and reports whether it is set.
func (p Process) LookupEnv(name string) (value string, set bool) {
	for _, entry := range p.Environment {
		if value, set = strings.CutPrefix(entry, name+"="); set {
			return value, true
		}
	}
	return "", false
}

// IsTerminal takes every character device for one: in /dev/null, a progress bar does no harm.
func IsTerminal(w io.Writer) bool {
	file, ok := printable.Raw(w).(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
