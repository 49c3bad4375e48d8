package main

import (
	"casemock/scenarios"
)

func schemaCommand() command {
	return command{
		name:    "scenarios schema",
		summary: "JSON Schema of the format, for editors",
		details: `Write it to a file, and name that file in the first line of a scenario file:
# yaml-language-server: $schema=scenarios.schema.json
`,
		run: func(p process, _ []string) error {
			_, err := p.stdout.Write(scenarios.Schema())
			return err
		},
	}
}
