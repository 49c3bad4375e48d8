package main

import (
	"io"
	"os"

	"casemock/cmd/casemock/internal/settings"
	"casemock/fixtures"
)

func exportCommand() command {
	var chosen exporting
	return command{
		name:    "fixtures export",
		summary: "print the seeded cases and customers, for other test suites",
		details: `A server with the same --seed, --cases, --customers, --locale, --meta and
--fixtures has the same data. It reads json and yaml again as --fixtures.
`,
		table: settings.Table{Settings: chosen.settings()},
		run:   func(p process, _ []string) error { return chosen.export(p) },
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
	}, e.population.settings()...)
}

// export prints the population.
func (e *exporting) export(p process) error {
	population, problems := e.population.load(e.publicURL)
	if len(problems) > 0 {
		return &misuseError{err: joined(problems)}
	}
	var told fixtures.Progress
	if customers, cases := population.Size(); isLong(customers+cases, p) {
		bar := &progressBar{to: p.stderr}
		defer bar.clear()
		told = bar.tell
	}
	return fixtures.Export(p.stdout, population, e.format, told)
}

// longExport is how many entries take long enough to show a progress bar.
const longExport = 10_000

// isLong tells whether somebody waits at a terminal, and sees nothing of the output there.
func isLong(total int, p process) bool {
	return total >= longExport && isTerminal(p.stderr) && !isTerminal(p.stdout)
}

// isTerminal takes every character device for one: in /dev/null, a progress bar does no harm.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
