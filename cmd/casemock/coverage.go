package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/caseapi"
	"casemock/mockserver/adminclient"
)

func coverageCommand() commandline.Command {
	var server remote
	var required []requirement
	var ofSurprises bool
	return commandline.Command{
		Name: "coverage", Operands: "[--require OPERATION/STATUS...]",
		Summary: "which documented statuses a client has met so far",
		Details: `An answer counts when it has arrived whole; one that a fault cut counts under faults.

With --require the exit code is 1 if the client has not met one of those answers:
--require updateCase/422, --require 'updateCase/*', --require '*/401'.

With --surprises it says which surprises of serve --profile the client has met.
`,
		Table: settings.Table{Settings: append([]settings.Setting{
			{Name: "require", Argument: "PAIR", Repeatable: true,
				Usage:  "an answer that the client must have met; * stands for all",
				Accept: settings.Each(&required, parseRequirement)},
			{Name: "surprises", Kind: settings.Switch, Accept: settings.As(&ofSurprises, settings.Truth),
				Usage: "which surprises of the server's profile the client has met, in place of statuses"},
		}, server.settings()...)},
		Run: func(p commandline.Process, operands []string) error {
			more, err := requireMore(required, operands)
			if err != nil {
				return commandline.Misused("coverage", err)
			}
			if ofSurprises {
				if len(required) > 0 {
					return commandline.Misused("coverage", errors.New("--require is of statuses: leave out --surprises"))
				}
				return reportSurprises(p, &server)
			}
			return reportCoverage(p, &server, append(required, more...))
		},
	}
}

// requireMore reads the operands after --require, which may name several answers.
func requireMore(required []requirement, operands []string) ([]requirement, error) {
	var more []requirement
	for _, operand := range operands {
		if len(required) == 0 {
			return nil, fmt.Errorf("unexpected argument %q: write --require %[1]s", operand)
		}
		pairs, err := parseRequirement(operand)
		if err != nil {
			return nil, fmt.Errorf("%q %w", operand, err)
		}
		more = append(more, pairs)
	}
	return more, nil
}

func reportCoverage(p commandline.Process, server *remote, required []requirement) error {
	ctx := context.Background()
	client, err := server.connect(ctx)
	if err != nil {
		return err
	}
	met, faults, err := client.Coverage(ctx)
	if err != nil {
		return advise(err)
	}
	missing := neverMet(met, required)
	if server.json {
		err = writeJSON(p.Stdout, coverageReport{met, faults, missing})
	} else {
		_, err = fmt.Fprint(p.Stdout, coverageTable(met, faults))
	}
	if len(missing) > 0 {
		err = errors.Join(err, errors.New("never met: "+strings.Join(missing, ", ")))
	}
	return err
}

// coverageReport is the admin API's coverage, and what was required besides.
type coverageReport struct {
	Operations adminclient.Coverage      `json:"operations"`
	Faults     adminclient.FaultCoverage `json:"faults"`
	Missing    []string                  `json:"missing"` // required, and never met
}

// neverMet lists the required answers that the client has not met, each once.
func neverMet(met adminclient.Coverage, required []requirement) []string {
	missing := []string{}
	for _, pair := range caseapi.Pairs() {
		wanted := slices.ContainsFunc(required, func(r requirement) bool { return slices.Contains(r, pair) })
		if wanted && met.Met(pair) == 0 {
			missing = append(missing, pair.String())
		}
	}
	return missing
}
