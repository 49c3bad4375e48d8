package commandline

import (
	"errors"
	"flag"
	"fmt"

	"casemock/cmd/internal/settings"
)

// Command is one of the things that a program does.
type Command struct {
	Name     string // as it is typed: scenarios lint
	Operands string // as the usage line shows them; empty for a command that takes none
	Summary  string // a line for the overview
	Details  string // what else the help says; empty, or paragraphs that end in a line break
	Table    settings.Table
	Run      func(process Process, operands []string) error
}

// command reads the command's arguments and runs it.
func (p Program) command(c *Command, process Process, screen *screen, arguments []string) error {
	table := c.Table
	table.Hide = screen.hide
	operands, err := table.Read(arguments, process.LookupEnv)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(process.Stdout, p.commandHelp(c))
		return nil
	case err != nil:
		return Misused(c.Name, err)
	case c.Operands == "" && len(operands) > 0:
		if table.Splits(arguments, operands[0]) {
			screen.hide(operands[0])
		}
		return Misused(c.Name, fmt.Errorf("unexpected argument %q: %s takes none", operands[0], c.Name))
	}
	return c.Run(process, operands)
}
