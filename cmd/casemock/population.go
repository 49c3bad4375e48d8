package main

import (
	"casemock/cmd/internal/settings"
	"casemock/contracts/strictyaml"
	"casemock/fixtures"
)

// population is which seeded data is meant. It is the same for the server and for what is exported.
type population struct {
	seed      uint64
	cases     int
	customers int             // 0: as many as fit the cases
	locale    fixtures.Locale // empty: a mixture
	meta      string          // the file that defines the custom fields; empty: the built-in ones
	naming    fixtures.Naming
	fixtures  string // the file or directory with cases and customers of the user's own
}

func (d *population) settings() []settings.Setting {
	all := []settings.Setting{
		{Name: "seed", Kind: settings.Quantity, Argument: "N", Default: "1",
			Accept: settings.As(&d.seed, seed), Usage: "same seed, same data, on every machine"},
		{Name: "cases", Kind: settings.Quantity, Argument: "N", Default: "100",
			Accept: settings.Whole(&d.cases, 0, fixtures.MostCases),
			Usage:  "seeded cases; their ids are 1001, 1002, ..."},
		{Name: "customers", Kind: settings.Quantity, Argument: "N",
			Implied: "a quarter of --cases, at least 1",
			Accept:  settings.Whole(&d.customers, 1, fixtures.MostCases),
			Usage:   "seeded customers; their ids are C-1001, C-1002, ..."},
		{Name: "locale", Argument: "LOCALE", Implied: "a mixture",
			Accept: settings.As(&d.locale, fixtures.ParseLocale),
			Usage:  "where the customers live: a language or a region, as in de or pt-BR"},
		{Name: "meta", Kind: settings.Path, Argument: "FILE", Implied: "built in",
			Accept: settings.As(&d.meta, settings.Word),
			Usage:  "YAML file that defines the custom fields of cases and customers"},
		{Name: "fixtures", Kind: settings.Path, Argument: "PATH", Accept: settings.As(&d.fixtures, settings.Word),
			Usage: "YAML or JSON file with cases and customers of your own, or directory of such files; " +
				"with --cases 0 there are no others"},
	}
	for i := range all {
		all[i].Variable = settings.VariableOf(prefix, all[i].Name)
	}
	return all
}

// load describes the population that a server at that URL has.
func (d *population) load(publicURL string) (*fixtures.Population, []strictyaml.Problem) {
	structures, problems := fixtures.ReadStructures(d.meta)
	if len(problems) > 0 {
		return nil, problems
	}
	return fixtures.Load(fixtures.Options{Seed: d.seed, Cases: d.cases, Customers: d.customers,
		Locale: d.locale, Structures: structures, PublicURL: publicURL, Naming: d.naming}, d.fixtures)
}
