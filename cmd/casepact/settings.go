package main

import (
	"casemock/cmd/internal/settings"
)

// stateSettings say how provider states are brought about.
func (c *configuration) stateSettings() []settings.Setting {
	return []settings.Setting{
		{Name: "customer-id", Argument: "ID", Accept: settings.As(&c.options.CustomerID, settings.Line),
			Usage: "an existing customer to hang new cases on, where the server cannot create one"},
		{Name: "states", Kind: settings.Path, Argument: "FILE",
			Accept: settings.As(&c.options.StatesFile, settings.Word),
			Usage:  "YAML: for each state values, a command or an HTTP call, for setup and teardown"},
		{Name: "state-url", Argument: "URL", Accept: settings.As(&c.options.StateURL, settings.Line),
			Usage: "Pact provider-state change URL of the server under test"},
	}
}

// expectationSettings say what is expected.
func (c *configuration) expectationSettings() []settings.Setting {
	return []settings.Setting{
		{Name: "only", Argument: "WHAT", Repeatable: true,
			Accept: settings.Each(&c.options.Only, settings.Word),
			Usage:  "verify only these: updateCase, updateCase/422, stories, or the name of a scenario or story"},
		{Name: "skip", Argument: "WHAT", Repeatable: true,
			Accept: settings.Each(&c.options.Skip, settings.Word), Usage: "leave these out"},
		{Name: "long-lists", Kind: settings.Switch, Accept: settings.As(&c.options.LongLists, settings.Truth),
			Usage: "make a list of more than a hundred cases as well; they stay on the server"},
		scenariosSetting(&c.options.Scenarios),
		{Name: "pact", Argument: "FILE|URL", Accept: settings.As(&c.source, settings.Line),
			Usage: "verify this pact instead of the scenarios"},
	}
}

// verdictSettings say what becomes of the verdicts.
func (c *configuration) verdictSettings() []settings.Setting {
	return append([]settings.Setting{
		{Name: "require-all", Kind: settings.Switch, Accept: settings.As(&c.require, settings.Truth),
			Usage: "an expectation that could not be exercised fails the run"},
		{Name: "waive", Kind: settings.Path, Argument: "FILE",
			Accept: settings.As(&c.options.WaiverFile, settings.Word),
			Usage:  "YAML list of broken rules to excuse, each with rule, reason and expires"},
		{Name: "fail-fast", Kind: settings.Switch, Usage: "exercise nothing after the first failure",
			Accept: settings.As(&c.options.FailFast, settings.Truth)},
	}, c.reporting.Settings(prefix)...)
}
