package main

import (
	"errors"
	"flag"
	"fmt"
	"strings"

	"casemock/cmd/casemock/internal/settings"
	"casemock/contracts"
)

// command is one of the things that casemock does.
type command struct {
	name     string // as it is typed: scenarios lint
	operands string // as the usage line shows them; empty for a command that takes none
	summary  string // a line for the overview
	details  string // what else the help says; empty, or paragraphs that end in a line break
	table    settings.Table
	run      func(p process, operands []string) error
}

// suite is all commands, in the order of the overview.
type suite []command

func commands() suite {
	return suite{
		serveCommand(),
		listCommand(), lintCommand(), schemaCommand(),
		forceCommand(), coverageCommand(), resetCommand(),
		exportCommand(),
		versionCommand(),
	}
}

// perform runs the command that the arguments name.
func (s suite) perform(p process) error {
	if len(p.arguments) == 0 {
		return &misuseError{errors.New("name a command: " + strings.Join(s.names(), ", ")), "casemock help"}
	}
	switch p.arguments[0] {
	case "-h", "-help", "--help", "help":
		return s.help(p, p.arguments[1:])
	case "--version", "-version":
		return s.perform(process{[]string{"version"}, p.environment, p.stdout, p.stderr})
	}
	chosen, rest, err := s.find(p.arguments)
	if err != nil {
		return err
	}
	if chosen == nil { // a group alone, such as scenarios --help
		return s.help(p, p.arguments[:1])
	}
	return chosen.perform(p, rest)
}

// find finds the command that the arguments begin with, and what follows its name. It is nil where the
// help of a group of commands is asked for.
func (s suite) find(arguments []string) (*command, []string, error) {
	for i, known := range s {
		words := strings.Fields(known.name)
		if len(arguments) >= len(words) && strings.Join(arguments[:len(words)], " ") == known.name {
			return &s[i], arguments[len(words):], nil
		}
	}
	group := s.group(arguments[0])
	switch {
	case len(group) == 0:
		return nil, nil, unknown("command", arguments[0], s.names())
	case len(arguments) == 1:
		return nil, nil, &misuseError{fmt.Errorf("%s needs one of its commands: %s", arguments[0],
			strings.Join(group.names(), ", ")), "casemock help"}
	case isHelp(arguments[1]):
		return nil, nil, nil
	}
	return nil, nil, unknown("command", strings.Join(arguments[:2], " "), group.names())
}

// group is the commands that share a first word, as scenarios list and scenarios lint do.
func (s suite) group(word string) suite {
	var group suite
	for _, known := range s {
		if strings.HasPrefix(known.name, word+" ") {
			group = append(group, known)
		}
	}
	return group
}

func (s suite) names() []string {
	names := make([]string, len(s))
	for i, known := range s {
		names[i] = known.name
	}
	return names
}

func isHelp(argument string) bool {
	return argument == "-h" || argument == "-help" || argument == "--help"
}

// unknown says that there is no such thing, and which one may be meant.
func unknown(kind, name string, known []string) error {
	message := fmt.Sprintf("there is no %s %q", kind, name)
	if near := contracts.Nearest(name, known); near != "" {
		message += fmt.Sprintf("; did you mean %s?", near)
	} else {
		message += "; there are " + strings.Join(known, ", ")
	}
	return &misuseError{errors.New(message), "casemock help"}
}

// perform reads the command's arguments and runs it.
func (c *command) perform(p process, arguments []string) error {
	operands, err := c.table.Read(arguments, p.getenv)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(p.stdout, c.help())
		return nil
	case err != nil:
		return c.misuse(err)
	case c.operands == "" && len(operands) > 0:
		return c.misuse(fmt.Errorf("unexpected argument %q: %s takes none", operands[0], c.name))
	}
	return c.run(p, operands)
}

// misuse is an error with a pointer to the command's help.
func (c *command) misuse(err error) error {
	return misuse(c.name, err)
}

func misuse(command string, err error) error {
	return &misuseError{err, "casemock " + command + " --help"}
}
