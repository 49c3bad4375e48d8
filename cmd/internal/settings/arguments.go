package settings

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
)

// choice is a value that somebody has chosen, and where.
type choice struct {
	value string
	name  string             // how messages call the setting: --cases, CASEMOCK_CASES, cases
	place strictyaml.Problem // in the configuration file; the zero Problem elsewhere

	isDefault bool
}

// origin is where the value comes from; empty for a default.
func (c choice) origin() string {
	switch {
	case c.isDefault:
		return ""
	case c.place.File != "":
		name, _, _ := strings.Cut(c.name, "[") // all elements of a list come from one place
		return name + " in " + c.place.File
	}
	return c.name
}

// problem says what is wrong with the value, in words that follow the name of the setting.
func (c choice) problem(message string) error {
	if c.place.File == "" {
		return errors.New(c.name + " " + message)
	}
	c.place.Message = c.name + " " + message
	return c.place
}

// choices are the values of each setting, by its name.
type choices map[string][]choice

// line is a command line that is being read.
type line struct {
	table    Table
	rest     []string
	given    choices
	operands []string
}

// parse separates flags and operands, in whatever order they come; everything after -- is an operand.
// [flag.ErrHelp] means that the user asks for help. Unlike package flag it goes on after an operand,
// and it does not take a flag for the value of the flag before.
func (t Table) parse(arguments []string) (given choices, operands []string, err error) {
	l := line{table: t, rest: arguments, given: choices{}}
	for len(l.rest) > 0 {
		argument := l.rest[0]
		l.rest = l.rest[1:]
		switch {
		case argument == "--":
			return l.given, append(l.operands, l.rest...), nil
		case len(argument) < 2 || argument[0] != '-':
			l.operands = append(l.operands, argument)
		default:
			if err := l.flag(argument); err != nil {
				return nil, nil, err
			}
		}
	}
	return l.given, l.operands, nil
}

// flag reads one flag, with the argument after it where that is its value.
func (l *line) flag(argument string) error {
	name, value, attached := strings.Cut(strings.TrimLeft(argument, "-"), "=")
	if slices.Contains([]string{"h", "help"}, name) {
		return flag.ErrHelp
	}
	setting, known := l.table.find(name)
	switch {
	case !known:
		dashes := "--"
		if len(name) == 1 {
			dashes = "-"
		}
		return fmt.Errorf("there is no flag %s%s%s", dashes, name,
			wording.DidYouMeanAs("--%s", name, l.table.names()))
	case attached:
	case setting.Kind == Switch:
		value = "true"
	case len(l.rest) == 0:
		return fmt.Errorf("--%s needs a value: --%[1]s %[2]s", name, setting.Argument)
	case l.isFlag(l.rest[0]):
		return fmt.Errorf("--%s needs a value before %s: --%[1]s %[3]s", name, l.rest[0], setting.Argument)
	default:
		value, l.rest = l.rest[0], l.rest[1:]
	}
	l.given.add(setting, choice{value: value, name: "--" + name})
	return nil
}

// isFlag reports whether an argument is one of the flags; -1 is a number, and -- a value like any other.
func (l *line) isFlag(argument string) bool {
	name, dashed := strings.CutPrefix(argument, "--")
	name, _, _ = strings.Cut(name, "=")
	_, known := l.table.find(name)
	return dashed && known
}

// add notes a value. Of a setting that is not repeatable, the last one counts.
func (c choices) add(setting Setting, value choice) {
	if !setting.Repeatable {
		c[setting.Name] = nil
	}
	c[setting.Name] = append(c[setting.Name], value)
}

// Splits reports whether an argument stands after the value of a secret flag, as the rest of a value
// does whose quotes were forgotten: --api-key Bearer 123.
func (t Table) Splits(arguments []string, argument string) bool {
	at := slices.Index(arguments, argument)
	if at < 2 {
		return false
	}
	setting, _ := t.find(strings.TrimLeft(arguments[at-2], "-"))
	return setting.Secret
}

func (t Table) names() []string {
	names := make([]string, len(t.Settings))
	for i, setting := range t.Settings {
		names[i] = setting.Name
	}
	return names
}
