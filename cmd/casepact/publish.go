package main

import (
	"errors"
	"fmt"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/cmd/internal/undertest"
	"casemock/contracts/pact"
	"casemock/contracts/pact/contract"
)

// publishing is what the user of publish has chosen.
type publishing struct {
	broker    brokerSettings
	trust     undertest.Trust
	file      string
	scenarios []string
}

func publishCommand() commandline.Command {
	var chosen publishing
	return commandline.Command{
		Name:    "publish",
		Summary: "publish the contract to a Pact broker",
		Table:   settings.Table{Settings: chosen.settings()},
		Run: func(p commandline.Process, _ []string) error {
			if err := chosen.check(); err != nil {
				return commandline.Misused("publish", err)
			}
			return chosen.publish(p)
		},
	}
}

func (c *publishing) settings() []settings.Setting {
	return append(append(c.broker.accessSettings(), c.trust.Settings(prefix, "the broker's")...),
		settings.Setting{Name: "consumer-version", Argument: "VERSION",
			Variable: settings.VariableOf(prefix, "consumer-version"),
			Accept:   settings.As(&c.broker.version.Number, settings.Line),
			Usage:    "the consumer's version, best the hash of its commit"},
		settings.Setting{Name: "branch", Argument: "BRANCH",
			Variable: settings.VariableOf(prefix, "branch"), Usage: "the branch of that version",
			Accept: settings.As(&c.broker.version.Branch, settings.Line)},
		settings.Setting{Name: "tag", Argument: "TAG", Repeatable: true,
			Variable: settings.VariableOf(prefix, "tag"),
			Accept:   settings.Each(&c.broker.version.Tags, settings.Line), Usage: "a tag of that version"},
		buildURLSetting(&c.broker.version),
		settings.Setting{Name: "pact", Kind: settings.Path, Argument: "FILE",
			Accept: settings.As(&c.file, settings.Word), Implied: "the contract of the scenarios",
			Usage: "the pact file to publish"},
		scenariosSetting(&c.scenarios),
	)
}

func (c *publishing) check() error {
	var problems []error
	if c.broker.url == "" {
		problems = append(problems, errors.New("the broker is missing: give --broker-url"))
	}
	if c.broker.version.Number == "" {
		problems = append(problems,
			errors.New("the version of the consumer is missing: give --consumer-version"))
	}
	if c.file != "" && len(c.scenarios) > 0 {
		problems = append(problems,
			errors.New("--pact and --scenarios are different contracts: give one"))
	}
	return errors.Join(problems...)
}

func (c *publishing) publish(p commandline.Process) error {
	contract, err := c.contract()
	if err != nil {
		return unusable(err)
	}
	if err := c.trust.Load(); err != nil {
		return commandline.Unusable(err)
	}
	ctx, stop := interruptible(p.Stderr)
	defer stop()
	client := c.broker.client(p, pact.DefaultTimeout, &c.trust, "")
	notices, err := client.Publish(ctx, contract, c.broker.version)
	for _, notice := range notices {
		fmt.Fprintln(p.Stderr, notice)
	}
	if err != nil {
		return interrupted(ctx, commandline.Unusable(err))
	}
	fmt.Fprintf(p.Stdout, "published the contract of %s and %s, version %s\n", contract.Consumer,
		contract.Provider, c.broker.version.Number)
	return nil
}

func (c *publishing) contract() (*contract.Contract, error) {
	if c.file != "" {
		return contract.ReadContract(c.file)
	}
	return contract.FromScenarios(c.scenarios...)
}
