package pact

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"casemock/contracts/report"
)

// VerifyProvider is [Verify] as a Go test, with a subtest for each operation and status, and for each story: it
// fails for what is broken, and is skipped for what was not exercised. Each option changes the defaults:
//
//	pact.VerifyProvider(t, server.URL, func(o *pact.Options) { o.APIKey = "secret" })
//
// Requests to the server under test run while the test runs; the library's own report goes to
// standard output, where go test shows it with -v.
func VerifyProvider(t *testing.T, providerURL string, options ...func(*Options)) *report.Report {
	t.Helper()
	chosen := Options{}
	for _, option := range options {
		option(&chosen)
	}
	chosen.ProviderURL = providerURL
	report, err := Verify(context.Background(), chosen)
	if err != nil {
		t.Fatal(err)
	}
	for _, warning := range report.Warnings {
		t.Log("warning: " + warning)
	}
	for _, pair := range report.Pairs() {
		t.Run(fmt.Sprintf("%s/%d", pair.Operation, pair.Status), func(t *testing.T) {
			reportPair(t, pair)
		})
	}
	for _, result := range report.Stories() {
		t.Run(result.Scenario, func(t *testing.T) {
			reportPair(t, storyAlone(result))
		})
	}
	return report
}

// storyAlone has a story reported as an expectation is.
func storyAlone(result *report.Result) report.PairResult {
	return report.PairResult{Verdict: result.Verdict, Results: []*report.Result{result}}
}

func reportPair(t *testing.T, pair report.PairResult) {
	t.Helper()
	var reasons []string
	for _, result := range pair.Results {
		for _, finding := range result.Findings {
			if finding.Breaks() && result.Verdict == report.Broken {
				t.Error(textOfFinding(finding, result))
			} else {
				t.Log(string(finding.Severity) + ": " + textOfFinding(finding, result))
			}
		}
		if result.Verdict == report.NotExercised {
			reasons = append(reasons, result.Description+": "+result.Reason)
		}
	}
	if pair.Verdict == report.NotExercised {
		t.Skip(strings.Join(reasons, "\n"))
	}
}

// textOfFinding is the finding with all that is needed to see it again.
func textOfFinding(finding report.Finding, result *report.Result) string {
	text := fmt.Sprintf("%s: %s %s\n    documented: %s\n    expectation: %s (%s)",
		finding.RuleID, finding.Path, finding.Message, finding.Sentence, result.Description, result.Source)
	if finding.Expected != "" || finding.Actual != "" {
		text += fmt.Sprintf("\n    expected: %s\n    received: %s", finding.Expected, finding.Actual)
	}
	if finding.Exchange != nil {
		text += "\n    " + finding.Exchange.Curl()
	}
	return text
}
