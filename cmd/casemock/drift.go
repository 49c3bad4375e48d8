package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/reporting"
	"casemock/cmd/internal/settings"
	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/contracts/wording"
	"casemock/mockserver/adminclient"
)

func driftCommand() commandline.Command {
	var server remote
	var verdicts verdicts
	return commandline.Command{
		Name:    "drift",
		Summary: "where the server behind a proxy and the documents part",
		Details: `A proxy that was started with --drift puts what it passes on to the sandbox, too, as a
model of the server. Each field in which the two part, although the documents leave no
choice there, is told once, with both values, how many answers show it, and the number
of the latest in the journal.

The exit code is 0 if they part nowhere, 1 if they do, and 2 if that cannot be said,
also since nothing was sent through the proxy yet.
`,
		Table: settings.Table{Settings: append(server.settings(), verdicts.settings()...)},
		Run: func(p commandline.Process, _ []string) error {
			if err := verdicts.prepare(); err != nil {
				return commandline.Unusable(err)
			}
			return reportDrift(p, &server, &verdicts)
		},
	}
}

func reportDrift(p commandline.Process, server *remote, verdicts *verdicts) error {
	ctx, stop := interruptible()
	defer stop()
	drift, err := driftOf(ctx, server)
	if err != nil {
		return commandline.Unusable(err)
	}
	traffic := "the traffic of the world " + cmp.Or(server.world, "default")
	told := &report.Report{Consumer: caseapi.Consumer, Provider: caseapi.Provider, ProviderURL: drift.Server,
		Contract: traffic, Unit: "answer", Started: time.Now(),
		Results: driftResults(drift, traffic), Warnings: driftWarnings(drift)}
	told.Conclude(verdicts.waivers, time.Now())
	suite := report.Suite{Report: told}
	if !server.json {
		return verdicts.conclude(ctx, p, suite, nil)
	}
	return errors.Join(writeJSON(p.Stdout, drift), reporting.Failure(suite))
}

// driftOf asks the server; the error says why nothing can be said.
func driftOf(ctx context.Context, server *remote) (adminclient.Drift, error) {
	client, err := server.connect(ctx)
	if err != nil {
		return adminclient.Drift{}, err
	}
	drift, err := client.Drift(ctx)
	switch {
	case err != nil:
		return drift, advise(err)
	case drift.Compared == 0 && len(drift.Differences) == 0:
		return drift, errors.New("nothing was compared yet: send requests through the proxy first")
	}
	return drift, nil
}

// driftResults are those of each documented answer that came, or should have come.
func driftResults(drift adminclient.Drift, source string) []*report.Result {
	var results []*report.Result
	for _, pair := range caseapi.Pairs() {
		result := &report.Result{Operation: pair.Operation, Status: pair.Status, Source: source, Findings: []report.Finding{},
			Description: fmt.Sprintf("%s, answered %d times", pair, drift.Answers.Met(pair))}
		for _, found := range drift.Differences {
			if strings.HasPrefix(found.Rule, pair.String()+"/") {
				result.Findings = append(result.Findings, driftFinding(found))
			}
		}
		if drift.Answers.Met(pair) > 0 || len(result.Findings) > 0 {
			result.Settle()
			results = append(results, result)
		}
	}
	return results
}

func driftFinding(found adminclient.Difference) report.Finding {
	return report.Finding{RuleID: found.Rule, Sentence: found.Sentence, Kind: found.Kind, Path: found.Field,
		Message: fmt.Sprintf("%s (%s, the latest is request %d of the journal)", found.Message,
			wording.Count(int(found.Count), "answer"), found.Request),
		Expected: found.Model, Actual: found.Real, Severity: report.Failure}
}

// driftWarnings say what is not in the list.
func driftWarnings(drift adminclient.Drift) []string {
	warnings := []string{}
	if drift.Unjudged > 0 {
		warnings = append(warnings, wording.Count(int(drift.Unjudged), "answer")+
			" could not be compared: too large, encoded, or broken off")
	}
	if drift.Dropped > 0 {
		warnings = append(warnings, wording.Count(int(drift.Dropped), "answer")+
			" were not compared: they came faster than the model answers")
	}
	return warnings
}
