package main

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/cmd/internal/undertest"
	"casemock/contracts/pact/broker"
	"casemock/contracts/pact/contract"
)

// brokerSettings is what the user has chosen about a Pact broker. Its variables are those of Pact's own
// tools.
type brokerSettings struct {
	url                string
	token              string
	username, password string

	query   broker.Query
	publish bool
	version broker.Version // of the provider for verify, of the consumer for publish
}

// accessSettings say where the broker is, and who asks.
func (b *brokerSettings) accessSettings() []settings.Setting {
	return []settings.Setting{
		{Name: "broker-url", Argument: "URL", Variable: "PACT_BROKER_BASE_URL",
			Accept: settings.As(&b.url, webAddress), Usage: "base URL of a Pact broker"},
		{Name: "broker-token", Argument: "TOKEN", Variable: "PACT_BROKER_TOKEN", Secret: true,
			Accept: settings.As(&b.token, settings.Line), Usage: "the broker's bearer token"},
		{Name: "broker-username", Argument: "NAME", Variable: "PACT_BROKER_USERNAME",
			Accept: settings.As(&b.username, inBasic), Usage: "the broker's user, without a token"},
		{Name: "broker-password", Argument: "PASSWORD", Variable: "PACT_BROKER_PASSWORD", Secret: true,
			Accept: settings.As(&b.password, inBasic), Usage: "that user's password"},
	}
}

// verifySettings are those of verify.
func (b *brokerSettings) verifySettings() []settings.Setting {
	return append(b.accessSettings(),
		settings.Setting{Name: "provider", Argument: "NAME", Default: contract.Provider,
			Accept: settings.As(&b.query.Provider, settings.Line),
			Usage:  "the provider's name at the broker"},
		settings.Setting{Name: "consumer-version-selector", Argument: "SELECTOR", Repeatable: true,
			Accept: settings.Each(&b.query.Selectors, broker.ParseSelector),
			Usage: "which pacts the broker is asked for: mainBranch, deployedOrReleased, branch=NAME " +
				"or JSON"},
		settings.Setting{Name: "enable-pending", Kind: settings.Switch,
			Accept: settings.As(&b.query.Pending, settings.Truth),
			Usage:  "pacts that the broker calls pending do not fail the run"},
		settings.Setting{Name: "include-wip-pacts-since", Argument: "DATE",
			Accept: settings.As(&b.query.WIPSince, date),
			Usage:  "also verify work in progress since then, as in 2024-05-01"},
		settings.Setting{Name: "publish", Kind: settings.Switch,
			Accept: settings.As(&b.publish, settings.Truth),
			Usage:  "tell the broker the results, as those of --provider-version"},
		settings.Setting{Name: "provider-version", Argument: "VERSION",
			Accept: settings.As(&b.version.Number, settings.Line),
			Usage:  "the server's version, best the hash of its commit"},
		settings.Setting{Name: "provider-branch", Argument: "BRANCH",
			Accept: settings.As(&b.version.Branch, settings.Line), Usage: "the branch of that version"},
		settings.Setting{Name: "provider-tag", Argument: "TAG", Repeatable: true,
			Accept: settings.Each(&b.version.Tags, settings.Line), Usage: "a tag of that version"},
		buildURLSetting(&b.version),
	)
}

func buildURLSetting(version *broker.Version) settings.Setting {
	return settings.Setting{Name: "build-url", Argument: "URL",
		Variable: settings.VariableOf(prefix, "build-url"),
		Accept:   settings.As(&version.BuildURL, webAddress), Usage: "the CI run, for the broker's pages"}
}

// check says what is wrong with the broker's settings together.
func (b *brokerSettings) check(c *configuration) error {
	var problems []error
	refuse := func(wrong bool, message string) {
		if wrong {
			problems = append(problems, errors.New(message))
		}
	}
	fromBroker := b.url != "" && c.source == ""
	refuse(fromBroker && len(c.options.Scenarios) > 0,
		"--broker-url and --scenarios are different sources of expectations: give one of them")
	refuse(b.publish && b.version.Number == "", "--publish needs --provider-version")
	refuse(b.publish && !fromBroker && !isWebAddress(c.source),
		"--publish needs the pacts of a broker: give --broker-url, or --pact with an address there")
	refuse(b.publish && b.url == "" && (b.version.Branch != "" || len(b.version.Tags) > 0),
		"--provider-branch and --provider-tag are written at the broker: give --broker-url")
	refuse(b.url == "" && len(b.query.Selectors) > 0, "--consumer-version-selector needs --broker-url")
	return errors.Join(problems...)
}

// client speaks with the broker, and says on the way what the user should know. The credentials are
// for the broker or, where none is named, for the address of the pact.
func (b *brokerSettings) client(
	p commandline.Process, timeout time.Duration, trust *undertest.Trust, source string,
) *broker.Broker {
	return &broker.Broker{URL: b.url, Origin: cmp.Or(b.url, source),
		Token: b.token, Username: b.username, Password: b.password,
		HTTP:   &http.Client{Timeout: timeout, Transport: trust.Transport()},
		Notify: func(text string) { fmt.Fprintln(p.Stderr, text) }}
}

func isWebAddress(text string) bool {
	return strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://")
}

func webAddress(text string) (string, error) {
	if !isWebAddress(text) {
		return "", errors.New("must begin with http:// or https://")
	}
	return settings.Line(text)
}

// inBasic takes a user or password: HTTP Basic encodes the spaces at its ends, which are part of it.
func inBasic(text string) (string, error) {
	_, err := settings.Line(strings.Trim(text, " "))
	return text, err
}

func date(text string) (string, error) {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return "", errors.New("must be a date, as in 2024-05-01")
	}
	return text, nil
}
