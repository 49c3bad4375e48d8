package main

import (
	"io"
	"os"

	"casemock/cmd/casemock/internal/export"
	"casemock/cmd/casemock/internal/settings"
	"casemock/contracts"
	"casemock/fixtures"
)

func exportCommand() command {
	var chosen exporting
	return command{
		name:    "fixtures export",
		summary: "print the seeded cases and customers, for other test suites",
		details: `A server with the same --seed, --cases, --customers, --locale and --meta has the
same data. As csv there is one table: the cases, or with --object customer the
customers.
`,
		table: settings.Table{Settings: chosen.settings()},
		run:   func(p process, _ []string) error { return chosen.export(p) },
	}
}

// exporting is what the user of fixtures export has chosen.
type exporting struct {
	format     string
	object     string // empty: both types
	publicURL  string // empty: that of a server with default settings
	population population
}

func (e *exporting) settings() []settings.Setting {
	return append([]settings.Setting{
		{Name: "format", Argument: "FORMAT", Default: string(export.JSON),
			Accept: settings.OneOf(&e.format, export.Formats()...), Usage: "json, yaml or csv"},
		{Name: "object", Argument: "TYPE", Implied: "both",
			Accept: settings.OneOf(&e.object, string(contracts.CaseObject), string(contracts.CustomerObject)),
			Usage:  "print only objects of this type, case or customer"},
		{Name: "public-url", Argument: "URL", Implied: defaultServer,
			Variable: settings.VariableOf(prefix, "public-url"),
			Accept:   settings.As(&e.publicURL, publicURL), Usage: "links in the data begin with it"},
	}, e.population.settings()...)
}

// export prints the population.
func (e *exporting) export(p process) error {
	structures, problems := customFields(e.population.meta)
	if len(problems) > 0 {
		return &misuseError{err: joined(problems)}
	}
	population := fixtures.New(fixtures.Options{
		Seed: e.population.seed, Cases: e.population.cases, Customers: e.population.customers,
		Locale: e.population.locale, Structures: structures, PublicURL: e.publicURL,
	})
	what := export.Export{Format: export.Format(e.format), Objects: e.objects(), Structures: structures}
	if total := e.total(population); isLong(total, p) {
		progress := export.NewProgress(p.stderr, total)
		defer progress.Clear()
		what.Written = progress.Step
	}
	return what.Write(p.stdout, population)
}

// objects are the types to print.
func (e *exporting) objects() []contracts.ObjectType {
	switch {
	case e.object != "":
		return []contracts.ObjectType{contracts.ObjectType(e.object)}
	case e.format == string(export.CSV):
		return []contracts.ObjectType{contracts.CaseObject}
	}
	return []contracts.ObjectType{contracts.CustomerObject, contracts.CaseObject}
}

// total is how many objects are printed.
func (e *exporting) total(population *fixtures.Population) int {
	total := 0
	for _, object := range e.objects() {
		if object == contracts.CaseObject {
			total += population.CaseCount()
		} else {
			total += population.CustomerCount()
		}
	}
	return total
}

// longExport is how many objects take long enough to show a progress bar.
const longExport = 10_000

// isLong tells whether somebody waits at a terminal, and sees nothing of the output there.
func isLong(total int, p process) bool {
	return total >= longExport && isTerminal(p.stderr) && !isTerminal(p.stdout)
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && file.Name() != os.DevNull
}
