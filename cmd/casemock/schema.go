package main

import (
	"casemock/cmd/internal/commandline"
	"casemock/scenarios"
)

func schemaCommand() commandline.Command {
	return commandline.Command{
		Name:    "scenarios schema",
		Summary: "JSON Schema of the format, for editors",
		Details: `Write it to a file, and name that file in the first line of a scenario file:
# yaml-language-server: $schema=scenarios.schema.json
`,
		Run: func(p commandline.Process, _ []string) error {
			_, err := p.Stdout.Write(scenarios.Schema())
			return err
		},
	}
}
