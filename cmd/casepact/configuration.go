package main

import (
	"errors"

	"casemock/cmd/internal/reporting"
	"casemock/cmd/internal/settings"
	"casemock/cmd/internal/undertest"
	"casemock/contracts/pact"
)

// configuration is what the user of verify has chosen.
type configuration struct {
	options   pact.Options
	server    undertest.Server
	reporting reporting.Reporting
	require   bool   // --require-all
	source    string // --pact
	broker    brokerSettings
}

func (c *configuration) table() settings.Table {
	all := c.server.Settings(prefix, "provider-url", "the server's and the broker's")
	all = append(all, c.stateSettings()...)
	all = append(all, c.expectationSettings()...)
	all = append(all, c.broker.verifySettings()...)
	all = append(all, c.verdictSettings()...)
	for i := range all {
		if all[i].Variable == "" {
			all[i].Variable = settings.VariableOf(prefix, all[i].Name)
		}
	}
	return settings.Table{Settings: all}
}

// check says what is wrong with the settings together; each of them alone is right.
func (c *configuration) check() error {
	var problems []error
	refuse := func(wrong bool, message string) {
		if wrong {
			problems = append(problems, errors.New(message))
		}
	}
	refuse(c.server.URL == "",
		"the server is missing: give --provider-url URL, as in http://127.0.0.1:8080")
	refuse(c.source != "" && len(c.options.Scenarios) > 0,
		"--pact and --scenarios are different sources of expectations: give one of them")
	problems = append(problems, c.broker.check(c), c.reporting.Conflicts())
	return errors.Join(problems...)
}

// prepare reads and tries what would otherwise be found out after the verification.
func (c *configuration) prepare() error {
	if err := c.server.Trust.Load(); err != nil {
		return err
	}
	c.options.ProviderURL, c.options.APIKey = c.server.URL, c.server.APIKey
	c.options.Timeout, c.options.Rate, c.options.Patience = c.server.Timeout, c.server.Rate, c.server.Patience
	c.options.RootCAs, c.options.Insecure = c.server.Trust.Pool, c.server.Trust.Insecure
	return c.reporting.Check()
}
