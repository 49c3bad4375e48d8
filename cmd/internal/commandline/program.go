package commandline

import (
	"errors"
	"fmt"
	"strings"

	"casemock/contracts/printable"
	"casemock/contracts/redact"
	"casemock/contracts/wording"
)

// Program is a program and its commands, in the order of the overview.
type Program struct {
	Name     string
	Summary  string // a sentence for the overview
	Exits    string // what the exit codes say
	Commands Commands
	Topics   []Topic // what the help explains besides
}

// Commands are all that a program does, or the part that shares a first word.
type Commands []Command

// Run is the whole program: it returns the exit code.
func (p Program) Run(process Process) int {
	screen := &screen{redactor: &redact.Redactor{}}
	process.Stdout = printable.NewWriter(process.Stdout, screen.text)
	process.Stderr = printable.NewWriter(process.Stderr, screen.text)
	err := p.perform(process, screen)
	for _, line := range Lines(p.Name, err) {
		fmt.Fprintln(process.Stderr, line)
	}
	var misuse *MisuseError
	if errors.As(err, &misuse) && misuse.Help != "" {
		fmt.Fprintf(process.Stderr, "'%s %s' says how it is used.\n", p.Name, misuse.Help)
	}
	return exitCode(err)
}

// overview is the help that tells which commands there are.
const overview = "help"

// perform runs the command that the arguments name.
func (p Program) perform(process Process, screen *screen) error {
	if len(process.Arguments) == 0 {
		names := strings.Join(p.Commands.names(), ", ")
		return &MisuseError{errors.New("name a command: " + names), overview}
	}
	switch first := process.Arguments[0]; {
	case first == overview || isHelp(first):
		return p.help(process, process.Arguments[1:])
	case first == "--version" || first == "-version":
		process.Arguments = []string{"version"}
	}
	chosen, rest, err := p.Commands.find(process.Arguments)
	if err != nil {
		return err
	}
	if chosen == nil { // a group alone, such as scenarios --help
		return p.help(process, process.Arguments[:1])
	}
	return p.command(chosen, process, screen, rest)
}

// find finds the command that the arguments begin with, and what follows its name. It is nil where
// the help of a group of commands is asked for.
func (c Commands) find(arguments []string) (*Command, []string, error) {
	for i, known := range c {
		words := strings.Fields(known.Name)
		if len(arguments) >= len(words) && strings.Join(arguments[:len(words)], " ") == known.Name {
			return &c[i], arguments[len(words):], nil
		}
	}
	group := c.group(arguments[0])
	switch {
	case len(group) == 0:
		return nil, nil, unknown("command", arguments[0], c.names())
	case len(arguments) == 1:
		return nil, nil, &MisuseError{fmt.Errorf("%s needs one of its commands: %s", arguments[0],
			strings.Join(group.names(), ", ")), overview}
	case isHelp(arguments[1]):
		return nil, nil, nil
	}
	return nil, nil, unknown("command", strings.Join(arguments[:2], " "), group.names())
}

// group is the commands that share a first word, as scenarios list and scenarios lint do.
func (c Commands) group(word string) Commands {
	var group Commands
	for _, known := range c {
		if strings.HasPrefix(known.Name, word+" ") {
			group = append(group, known)
		}
	}
	return group
}

func (c Commands) names() []string {
	names := make([]string, len(c))
	for i, known := range c {
		names[i] = known.Name
	}
	return names
}

func isHelp(argument string) bool {
	return argument == "-h" || argument == "-help" || argument == "--help"
}

// unknown says that there is no such thing, and which one may be meant.
func unknown(kind, name string, known []string) error {
	return &MisuseError{fmt.Errorf("there is no %s %q%s", kind, name,
		wording.Suggest(name, known)), overview}
}
