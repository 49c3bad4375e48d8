package main

import (
	"fmt"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/mockserver/bugs"
)

func bugsCommand() commandline.Command {
	var asJSON bool
	return commandline.Command{
		Name:    "bugs",
		Summary: "list what serve --bug can do wrong, to see whether your tests notice",
		Details: `A sandbox with bugs answers as a CRM that breaks the documents. Each answer in which
one was at work names it in the header X-Mock-Bugs.
`,
		Table: settings.Table{Settings: []settings.Setting{
			{Name: "json", Kind: settings.Switch, Usage: "write JSON, for programs",
				Accept: settings.As(&asJSON, settings.Truth)},
		}},
		Run: func(p commandline.Process, _ []string) error {
			if asJSON {
				return writeJSON(p.Stdout, map[string]any{"bugs": bugs.All()})
			}
			for _, bug := range bugs.All() {
				fmt.Fprintf(p.Stdout, "%s\n    %s\n    It breaks: %s\n", bug.Name, bug.Summary, bug.Sentence)
			}
			return nil
		},
	}
}

// bugName takes the name of a bug.
func bugName(text string) (string, error) {
	bug, err := bugs.Find(text)
	return bug.Name, err
}
