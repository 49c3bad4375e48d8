package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/contracts/wording"
	"casemock/mockserver/adminclient"
)

// judging is how a client is judged.
type judging struct {
	server   remote
	wait     time.Duration
	required []string // patterns of rule ids
	verdicts verdicts
}

func verdictCommand() commandline.Command {
	var chosen judging
	return commandline.Command{
		Name:    "verdict",
		Summary: "is the client right? judge what it has done after the answers that it got",
		Details: `A scenario says with reaction: what a good client does after its answer. Each reaction is
kept, broken, still open or not exercised. Besides, a client sends nothing that earns a 400
which nobody forced, and no more than ten identical requests in a second. What is broken is
shown with the requests, by their numbers in the journal.

With --wait the command returns when nothing is open any longer, or when that time is over.
What is open or not exercised breaks nothing, unless it is required:
--require updateCase/500/retry, --require 'updateCase/*', --require '*/retry'.

The exit code is 0 if nothing is broken, 1 if something is or what is required was not kept,
and 2 if the client could not be judged. A reset of the world forgets what its client did.
`,
		Table: chosen.table(),
		Run:   func(p commandline.Process, _ []string) error { return chosen.judge(p) },
	}
}

func (c *judging) table() settings.Table {
	const mostWait = 10 * time.Minute
	own := []settings.Setting{
		{Name: "wait", Kind: settings.Quantity, Argument: "DURATION", Default: "0s",
			Accept: settings.As(&c.wait, func(text string) (time.Duration, error) {
				wait, err := time.ParseDuration(text)
				if err != nil || wait < 0 || wait > mostWait {
					return 0, fmt.Errorf("must be from 0s to %s, as in 30s", mostWait)
				}
				return wait, nil
			}), Usage: "how long to wait for what is open"},
		{Name: "require", Argument: "RULE", Repeatable: true, Accept: settings.Each(&c.required, settings.Word),
			Usage: "a rule that must be kept; * stands for any part of it"},
	}
	return settings.Table{Settings: slices.Concat(own, c.server.settings(), c.verdicts.reporting.Settings(prefix))}
}

func (c *judging) judge(p commandline.Process) error {
	if err := c.verdicts.prepare(); err != nil {
		return commandline.Unusable(err)
	}
	ctx, stop := interruptible()
	defer stop()
	started := time.Now()
	client, err := c.server.connect(ctx)
	if err != nil {
		return c.verdicts.conclude(ctx, p, report.Suite{}, err)
	}
	judged, err := client.Verdict(ctx, c.wait)
	if err != nil {
		return c.verdicts.conclude(ctx, p, report.Suite{}, advise(err))
	}
	suite := report.Suite{Report: &report.Report{Client: true, Consumer: "Case API", Provider: c.subject(),
		ProviderURL: client.Server(), Contract: "reactions", Unit: "rule", Started: started, Results: []*report.Result{},
		Warnings: []string{}}}
	for _, rule := range judged.Rules {
		suite.Results = append(suite.Results, resultOf(rule))
	}
	if err := c.demand(suite.Results); err != nil {
		return c.verdicts.conclude(ctx, p, report.Suite{}, err)
	}
	if judged.Unjudged > 0 {
		suite.Warnings = append(suite.Warnings, wording.Count(int(judged.Unjudged), "reaction")+
			" could not be judged: too many were pending at the same time")
	}
	suite.Conclude(nil, time.Now())
	if c.server.json {
		return c.writeJSON(p, judged, suite)
	}
	err = c.verdicts.conclude(ctx, p, suite, nil)
	if !c.verdicts.reporting.TakesStandardOutput() {
		fmt.Fprintf(p.Stdout, "\n%s", coverageTable(judged.Coverage.Operations, judged.Coverage.Faults))
	}
	return err
}

// subject is whose client is judged.
func (c *judging) subject() string {
	if c.server.world == "" {
		return "Client"
	}
	return "Client of world " + c.server.world
}

// writeJSON writes what the admin API answers, in the place of the table; reports are written like ever.
func (c *judging) writeJSON(p commandline.Process, judged adminclient.Verdict, suite report.Suite) error {
	quiet := p
	quiet.Stdout = p.Stderr
	ended := c.verdicts.conclude(context.Background(), quiet, suite, nil)
	if err := writeJSON(p.Stdout, judged); err != nil {
		return err
	}
	return ended
}

// resultOf is a rule as a report has it.
func resultOf(rule adminclient.RuleVerdict) *report.Result {
	result := &report.Result{Operation: rule.Operation, Status: rule.Status, Scenario: rule.ID, Source: rule.Source,
		Description: rule.ID + ": " + rule.Sentence, Findings: []report.Finding{}}
	if operation, known := caseapi.FindOperation(rule.Operation); known && result.Status == 0 {
		result.Status = operation.Success().Status // that it did not get
	}
	if result.Source == "" {
		result.Source = "built in"
	}
	switch rule.Word {
	case adminclient.RuleBroken:
		result.Findings = findingsOf(rule)
	case adminclient.RuleOpen:
		result.Verdict = report.Open
		result.Reason = "It is decided by " + rule.Until.UTC().Format(time.TimeOnly) + " UTC at the latest"
	case adminclient.RuleNotExercised:
		result.NotExercised(report.Obstacle("the client has met no answer that asks for it", ""))
	}
	return result
}

// findingsOf are the first times that a rule was broken.
func findingsOf(rule adminclient.RuleVerdict) []report.Finding {
	var findings []report.Finding
	for _, evidence := range rule.Evidence {
		findings = append(findings, report.Finding{RuleID: rule.ID, Sentence: rule.Sentence, Kind: caseapi.SenseRule,
			Message: evidence.Why, Expected: rule.Sentence, Actual: exchangesOf(evidence), Severity: report.Failure})
	}
	if more := int(rule.Broken) - len(findings); more > 0 {
		findings[len(findings)-1].Message += fmt.Sprintf(" (and %d times more)", more)
	}
	return findings
}

// exchangesOf writes one exchange in a line.
func exchangesOf(evidence adminclient.Evidence) string {
	var lines []string
	for _, exchange := range evidence.Exchanges {
		answer := "no answer"
		if exchange.Status != 0 {
			answer = fmt.Sprint(exchange.Status)
		}
		lines = append(lines, fmt.Sprintf("%d: %s %s %s: %s", exchange.N, exchange.Began.UTC().Format("15:04:05.000"),
			exchange.Method, exchange.Path, answer))
	}
	return strings.Join(lines, "\n")
}

// demand breaks what is required and was not kept. It is an error where nothing is called so.
func (c *judging) demand(results []*report.Result) error {
	for _, pattern := range c.required {
		found := false
		for _, result := range results {
			if !fitsRule(pattern, result.Scenario) {
				continue
			}
			found = true
			if result.Verdict == report.NotExercised || result.Verdict == report.Open {
				result.Findings = append(result.Findings, report.Finding{RuleID: result.Scenario, Kind: caseapi.SenseRule,
					Message: fmt.Sprintf("it is required, and is %s", result.Verdict), Severity: report.Failure})
			}
		}
		if !found {
			names := make([]string, len(results))
			for i, result := range results {
				names[i] = result.Scenario
			}
			return fmt.Errorf("--require: there is no rule %s%s", pattern, wording.DidYouMean(pattern, names))
		}
	}
	return nil
}

// fitsRule lets a star stand for any text, also with slashes in it.
func fitsRule(pattern, id string) bool {
	first, rest, hasStar := strings.Cut(pattern, "*")
	if !hasStar {
		return pattern == id
	}
	id, fits := strings.CutPrefix(id, first)
	if !fits {
		return false
	}
	for i := range len(id) + 1 {
		if fitsRule(rest, id[i:]) {
			return true
		}
	}
	return false
}
