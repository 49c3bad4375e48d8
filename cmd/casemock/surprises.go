package main

import (
	"fmt"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/fixtures"
	"casemock/mockserver/surprises"
)

func surprisesCommand() commandline.Command {
	var asJSON bool
	return commandline.Command{
		Name:    "surprises",
		Summary: "list the legal answers that serve --profile hostile has in store for clients",
		Details: `A sandbox with surprises answers as no document forbids and as clients do not expect.
--profile hostile has all of them in store, --profile hostile:dates,unknown-properties
those of these groups and names, --profile hostile:-ids all but these. Each answer names
those that it carries in the header X-Mock-Surprises; 'casemock coverage --surprises'
says which ones a client has met.
`,
		Table: settings.Table{Settings: []settings.Setting{
			{Name: "json", Kind: settings.Switch, Usage: "write JSON, for programs",
				Accept: settings.As(&asJSON, settings.Truth)},
		}},
		Run: func(p commandline.Process, _ []string) error {
			if asJSON {
				return writeJSON(p.Stdout, map[string]any{"surprises": surprises.All()})
			}
			group := ""
			for _, surprise := range surprises.All() {
				if surprise.Group != group {
					group = surprise.Group
					fmt.Fprintf(p.Stdout, "%s:\n", group)
				}
				fmt.Fprintf(p.Stdout, "  %s\n      %s\n      Legal by: %s\n      It shows: %s\n",
					surprise.Name, surprise.Summary, surprise.Sentence, surprise.Mistake)
			}
			return nil
		},
	}
}

// profileNaming takes what a profile says of ids and case numbers.
func profileNaming(text string) (fixtures.Naming, error) {
	profile, err := surprises.Parse(text)
	return profile.Naming(), err
}

// profileName takes the name of a profile.
func profileName(text string) (string, error) {
	_, err := surprises.Parse(text)
	return text, err
}
