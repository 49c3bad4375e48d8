package main

import (
	"errors"
	"fmt"

	"casemock/cmd/internal/settings"
	"casemock/fixtures"
	"casemock/mockserver"
	"casemock/mockserver/surprises"
)

const (
	prefix         = "CASEMOCK_" // of environment variables
	defaultAddress = "127.0.0.1:8080"

	// mostKept bounds what the server is told to remember; it is memory that fills as requests come.
	mostKept = 10_000_000
)

// configuration is what the user of serve has chosen.
type configuration struct {
	file string

	address      string
	addressFile  string
	publicURL    string // empty: as it listens
	adminAddress string // empty: the admin API is served at address
	adminToken   string
	adminOpen    bool
	trustProxy   bool

	population population
	keys       []string
	keyOrigin  string // where they come from; empty for the default
	scenarios  []string

	latency   mockserver.Latency
	failRates []mockserver.FailRate
	bugs      []string
	profile   string // empty: no surprises
	clock     mockserver.ClockSetting
	journal   int
	maxBody   int64
	maxData   int64
	maxWorlds int

	store      string
	storeReset bool

	corsOrigins []string
	certificate string
	privateKey  string
	selfSigned  bool

	logFormat string
	logLevel  string

	proxied *proxying // nil: the sandbox answers
}

// table describes every setting of serve: flags, environment, configuration file and help follow it.
func (c *configuration) table() settings.Table {
	all := c.reachSettings()
	all = append(all, c.population.settings()...)
	all = append(all, c.scenarioSettings()...)
	all = append(all, c.storeSettings()...)
	all = append(all, c.behaviourSettings()...)
	all = append(all, c.operationSettings()...)
	for i := range all {
		all[i].Variable = settings.VariableOf(prefix, all[i].Name)
	}
	return settings.Table{Settings: all, File: "config"}
}

// check says what is wrong with the settings together; each of them alone is right.
func (c *configuration) check() error {
	var problems []error
	refuse := func(wrong bool, message string) {
		if wrong {
			problems = append(problems, errors.New(message))
		}
	}
	refuse((c.certificate == "") != (c.privateKey == ""), "--tls-cert and --tls-key need each other")
	if err := mockserver.CheckStore(c.store); err != nil {
		refuse(true, "--store "+err.Error())
	}
	refuse(c.selfSigned && c.certificate != "",
		"--tls-self-signed makes a certificate of its own: give it, or --tls-cert and --tls-key")
	if flag, address := c.adminReach(); c.adminToken == "" && !c.adminOpen {
		refuse(!isLocal(address), fmt.Sprintf("--%s %q would open the admin API to other machines: "+
			"ask for a token with --admin-token, serve it at --admin-addr 127.0.0.1:0, or mean it "+
			"with --admin-open", flag, address))
	}
	return errors.Join(problems...)
}

// adminReach is where the admin API is served, and the flag that says so.
func (c *configuration) adminReach() (flag, address string) {
	if c.adminAddress != "" {
		return "admin-addr", c.adminAddress
	}
	return "addr", c.address
}

// hasFiles reports whether the server reads files that may change.
func (c *configuration) hasFiles() bool {
	return len(c.scenarios) > 0 || c.population.meta != "" || c.population.fixtures != ""
}

// firstCase is the id of the first seeded case.
func (c *configuration) firstCase() string {
	profile, _ := surprises.Parse(c.profile) // nil for none
	return fixtures.New(fixtures.Options{Seed: c.population.seed, Naming: profile.Naming()}).CaseID(0)
}

// options are the server's, which is reached at that URL.
func (c *configuration) options(url string) []mockserver.Option {
	if c.publicURL != "" {
		url = c.publicURL
	}
	options := []mockserver.Option{
		mockserver.WithSeed(c.population.seed), mockserver.WithCases(c.population.cases),
		mockserver.WithCustomers(c.population.customers), mockserver.WithLocale(c.population.locale),
		mockserver.WithKeys(c.keys...), mockserver.WithCORSOrigins(c.corsOrigins...),
		mockserver.WithScenarios(c.scenarios...), mockserver.WithPublicURL(url),
		mockserver.WithLatency(c.latency), mockserver.WithFailRates(c.failRates...),
		mockserver.WithJournalSize(c.journal), mockserver.WithMaxBody(c.maxBody),
		mockserver.WithMaxData(c.maxData), mockserver.WithMaxWorlds(c.maxWorlds),
		mockserver.WithAdminToken(c.adminToken), mockserver.WithBugs(c.bugs...),
		mockserver.WithProfile(c.profile), mockserver.WithStore(c.store),
		mockserver.WithClock(c.clock),
	}
	if c.population.meta != "" {
		options = append(options, mockserver.WithMeta(c.population.meta))
	}
	if c.population.fixtures != "" {
		options = append(options, mockserver.WithFixtures(c.population.fixtures))
	}
	if c.adminAddress != "" {
		options = append(options, mockserver.WithAdminElsewhere())
	}
	if c.adminOpen {
		options = append(options, mockserver.WithAdminOpen())
	}
	if c.trustProxy {
		options = append(options, mockserver.WithTrustedProxy())
	}
	if c.proxied != nil {
		options = append(options, mockserver.WithUpstream(c.proxied.options()))
		if c.proxied.drift {
			options = append(options, mockserver.WithDrift())
		}
	}
	if c.storeReset {
		options = append(options, mockserver.WithStoreReset())
	}
	return options
}
