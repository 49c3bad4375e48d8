package main

import (
	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/printable"
	"casemock/contracts/strictyaml"
	"casemock/fixtures"
)

func exportCommand() commandline.Command {
	var chosen exporting
	return commandline.Command{
		Name:    "fixtures export",
		Summary: "print the seeded cases and customers, for other test suites",
		Details: `A server with the same --seed, --cases, --customers, --locale, --meta and
--fixtures has the same data, and with --profile the same ids. It reads json and yaml again as --fixtures.
`,
		Table: settings.Table{Settings: chosen.settings()},
		Run:   func(p commandline.Process, _ []string) error { return chosen.export(p) },
	}
}

// exporting is what the user of fixtures export has chosen.
type exporting struct {
	format     fixtures.Format
	publicURL  string // empty: that of a server with default settings
	population population
}

func (e *exporting) settings() []settings.Setting {
	return append([]settings.Setting{
		{Name: "format", Argument: "FORMAT", Default: string(fixtures.JSON),
			Accept: settings.As(&e.format, fixtures.ParseFormat), Usage: "json, yaml or csv"},
		{Name: "public-url", Argument: "URL", Implied: defaultServer,
			Variable: settings.VariableOf(prefix, "public-url"),
			Accept:   settings.As(&e.publicURL, publicURL), Usage: "links in the data begin with it"},
		{Name: "profile", Argument: "PROFILE", Variable: settings.VariableOf(prefix, "profile"),
			Accept: settings.As(&e.population.naming, profileNaming),
			Usage:  "ids and case numbers are as 'casemock serve --profile' has them"},
	}, e.population.settings()...)
}

// export prints the population.
func (e *exporting) export(p commandline.Process) error {
	population, problems := e.population.load(e.publicURL)
	if len(problems) > 0 {
		return commandline.Unusable(strictyaml.Problems(problems))
	}
	var told fixtures.Progress
	watched := commandline.IsTerminal(p.Stdout)
	customers, cases := population.Size()
	if customers+cases >= longExport && commandline.IsTerminal(p.Stderr) && !watched {
		bar := &progressBar{to: printable.Raw(p.Stderr)}
		defer bar.clear()
		told = bar.tell
	}
	output := p.Stdout
	if !watched {
		output = printable.Raw(p.Stdout) // data as it is, unless somebody looks at it
	}
	return fixtures.Export(output, population, e.format, told)
}

// longExport is how many entries take long enough to show a progress bar, where nobody sees the entries.
const longExport = 10_000
