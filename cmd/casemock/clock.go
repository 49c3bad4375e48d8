package main

import (
	"context"
	"errors"
	"fmt"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/caseapi"
	"casemock/mockserver/adminclient"
)

// clockCommands set the clock of a world: the time that its cases show.
func clockCommands() commandline.Commands {
	commands := commandline.Commands{
		{Name: "clock show", Summary: "say what time a world's data shows"},
		{Name: "clock set", Operands: "TIME", Summary: "let the clock of a world stand at a time",
			Details: `TIME is a date-time, as in 2031-05-01T12:00:00Z. With --run, the clock runs on from there.
It is the time that cases show, created and lastUpdated: no delay and no
deadline goes by it. A reset of the world sets it back.
`},
		{Name: "clock advance", Operands: "DURATION", Summary: "move the clock of a world on",
			Details: "DURATION is 2h, 90m or 36h30m; with a - before it, behind --, the clock is moved back.\n"},
		{Name: "clock freeze", Summary: "let the clock of a world stand where it is"},
		{Name: "clock real", Summary: "let a world's data show the real time again"},
	}
	for i := range commands {
		commands[i] = runnable(commands[i])
	}
	return commands
}

// clockChange is what the user of a clock command has chosen.
type clockChange struct {
	server remote
	step   string
	run    bool
}

func (c *clockChange) settings(command string) []settings.Setting {
	var own []settings.Setting
	if command == "clock set" {
		own = append(own, settings.Setting{Name: "run", Kind: settings.Switch, Usage: "let it run on from there",
			Accept: settings.As(&c.run, settings.Truth)})
	}
	if command == "clock set" || command == "clock freeze" {
		own = append(own, settings.Setting{Name: "step", Kind: settings.Quantity, Argument: "DURATION", Implied: "none",
			Usage: "each request that creates or updates something moves it on by it", Accept: settings.As(&c.step,
				settings.Word)})
	}
	return append(own, c.server.settings()...)
}

// change is what the command means.
func (c *clockChange) change(command string, operands []string) adminclient.ClockChange {
	change := adminclient.ClockChange{Run: c.run, Step: c.step}
	switch command {
	case "clock set":
		change.Time = operands[0]
	case "clock advance":
		change.Advance = operands[0]
	case "clock freeze":
		change.Freeze = true
	case "clock real":
		change.Real = true
	}
	return change
}

// runnable gives a clock command its settings, and what it does.
func runnable(command commandline.Command) commandline.Command {
	chosen := &clockChange{}
	command.Table = settings.Table{Settings: chosen.settings(command.Name)}
	command.Run = func(p commandline.Process, operands []string) error {
		if command.Operands != "" && len(operands) != 1 {
			return commandline.Misused(command.Name, errors.New("name one "+command.Operands))
		}
		return chosen.perform(p, command.Name, operands)
	}
	return command
}

func (c *clockChange) perform(p commandline.Process, command string, operands []string) error {
	ctx := context.Background()
	client, err := c.server.connect(ctx)
	if err != nil {
		return err
	}
	var shown adminclient.Clock
	if command == "clock show" {
		shown, err = client.Clock(ctx)
	} else {
		shown, err = client.SetClock(ctx, c.change(command, operands))
	}
	if err != nil {
		return advise(err)
	}
	if c.server.json {
		return writeJSON(p.Stdout, shown)
	}
	fmt.Fprintln(p.Stdout, describeClock(shown))
	return nil
}

// describeClock says in words what a clock shows.
func describeClock(shown adminclient.Clock) string {
	text := caseapi.FormatTime(shown.Time)
	switch shown.State {
	case adminclient.RealClock:
		return text + ", the real time"
	case adminclient.RunningClock:
		return text + ", and it runs"
	}
	if shown.Step == "" {
		return text + ", and it stands"
	}
	return text + ", and each change moves it on by " + shown.Step
}
