package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/printable"
	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
	"casemock/mockserver/adminclient"
)

func exportWorldCommand() commandline.Command {
	var server remote
	return commandline.Command{
		Name:    "world export",
		Summary: "print what a world of a running server holds, to hand it on",
		Details: `It is YAML: changed cases and customers as in fixture files, what is forced, how far
sequences have come, states, the clock, and the scenarios that were put for the world.
'casemock world import' puts it into a server with the same seed and settings.
`,
		Table: settings.Table{Settings: server.settings()},
		Run: func(p commandline.Process, _ []string) error {
			ctx := context.Background()
			client, err := server.connect(ctx)
			if err != nil {
				return err
			}
			text, err := client.ExportWorld(ctx)
			if err != nil {
				return advise(err)
			}
			output := p.Stdout
			if !commandline.IsTerminal(output) {
				output = printable.Raw(output) // data as it is, unless somebody looks at it
			}
			_, err = output.Write(text)
			return err
		},
	}
}

func importWorldCommand() commandline.Command {
	var server remote
	var anyway bool
	return commandline.Command{
		Name: "world import", Operands: "FILE",
		Summary: "put what was exported in the place of all that a world holds",
		Details: `FILE is what 'casemock world export' has printed, - is the standard input. The world is
reset first. What is wrong with the file is said with its place, and then nothing is
changed.
`,
		Table: settings.Table{Settings: append([]settings.Setting{
			{Name: "anyway", Kind: settings.Switch, Accept: settings.As(&anyway, settings.Truth),
				Usage: "also into a server with another seed, population, meta or fixtures"},
		}, server.settings()...)},
		Run: func(p commandline.Process, operands []string) error {
			if len(operands) != 1 {
				return commandline.Misused("world import", errors.New("name one file, or - for the standard input"))
			}
			return importWorld(p, &server, operands[0], anyway)
		},
	}
}

func importWorld(p commandline.Process, server *remote, file string, anyway bool) error {
	text, err := readInput(file)
	if err != nil {
		return commandline.Unusable(err)
	}
	ctx := context.Background()
	client, err := server.connect(ctx)
	if err != nil {
		return err
	}
	done, err := client.ImportWorld(ctx, text, anyway)
	var refused *adminclient.RefusedError
	switch {
	case errors.As(err, &refused) && len(refused.Problems) > 0:
		for i := range refused.Problems {
			refused.Problems[i].File = file
		}
		return commandline.Unusable(strictyaml.Problems(refused.Problems))
	case errors.As(err, &refused) && refused.Status == 409:
		return fmt.Errorf("%w (--anyway)", err)
	case err != nil:
		return advise(err)
	}
	if server.json {
		return writeJSON(p.Stdout, done)
	}
	fmt.Fprintf(p.Stdout, "world %s holds %s of %s\n", printable.Line(done.World),
		wording.Count(done.Records, "record"), printable.Line(file))
	return nil
}

// readInput reads a file, or the standard input.
func readInput(file string) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(os.Stdin)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		_, problem := strictyaml.Contents(file)
		return nil, strictyaml.Problem{File: file, Line: 1, Column: 1, Message: cmp.Or(problem, err.Error())}
	}
	return text, nil
}
