package main

import (
	"casemock/cmd/internal/commandline"
	"casemock/scenarios/story"
)

func schemaCommand() commandline.Command {
	return commandline.Command{
		Name:    "scenarios schema",
		Summary: "JSON Schema of the format, for editors",
		Details: `Write it to a file, and name that file in the first line of a file of scenarios or stories:
# yaml-language-server: $schema=scenarios.schema.json
`,
		Run: func(p commandline.Process, _ []string) error {
			_, err := p.Stdout.Write(story.Schema())
			return err
		},
	}
}
