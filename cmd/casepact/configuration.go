package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"casemock/cmd/internal/settings"
	"casemock/contracts/outfile"
	"casemock/contracts/pact"
	"casemock/contracts/report"
)

// configuration is what the user of verify has chosen.
type configuration struct {
	options  pact.Options
	trust    trust
	reports  []report.Target
	require  bool // --require-all
	noColour bool
	source   string // --pact
	broker   brokerSettings
}

func (c *configuration) table() settings.Table {
	all := c.serverSettings()
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
	refuse(c.options.ProviderURL == "",
		"the server is missing: give --provider-url URL, as in http://127.0.0.1:8080")
	refuse(c.source != "" && len(c.options.Scenarios) > 0,
		"--pact and --scenarios are different sources of expectations: give one of them")
	problems = append(problems, c.broker.check(c))
	for i, target := range c.reports {
		for _, other := range c.reports[:i] {
			refuse(outfile.Same(other.Path, target.Path), fmt.Sprintf(
				"--report %s and %s are the same file: give each a path of its own", other, target))
		}
	}
	return errors.Join(problems...)
}

// prepare reads and tries what would otherwise be found out after the verification.
func (c *configuration) prepare() error {
	if err := c.trust.load(); err != nil {
		return err
	}
	c.options.RootCAs, c.options.Insecure = c.trust.pool, c.trust.insecure
	for _, target := range c.reports {
		if err := target.Check(); err != nil {
			return err
		}
	}
	return nil
}

// duration reads a time that must be more than nothing.
func duration(text string) (time.Duration, error) {
	value, err := time.ParseDuration(text)
	if err != nil || value <= 0 {
		return 0, errors.New("must be a time, as in 30s or 500ms")
	}
	return value, nil
}

// patience reads a time; 0 asks once.
func patience(text string) (time.Duration, error) {
	value, err := time.ParseDuration(text)
	switch {
	case err != nil || value < 0:
		return 0, errors.New("must be a time, as in 5s, or 0")
	case value == 0:
		return -1, nil
	}
	return value, nil
}

// rate reads a number of requests and the time for them, and gives that for a second.
func rate(text string) (float64, error) {
	count, unit, _ := strings.Cut(text, "/")
	seconds, known := map[string]float64{"s": 1, "m": 60, "h": 3600}[unit]
	number, err := strconv.ParseFloat(count, 64)
	perSecond := number / seconds
	if err != nil || !known || !(perSecond*3600 >= 1) || math.IsInf(number, 0) {
		return 0, errors.New("must be a number of requests in a second, minute or hour, as in 5/s, " +
			"0.5/s or 90/m, and one in an hour at least")
	}
	return perSecond, nil
}
