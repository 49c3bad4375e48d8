package pact

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/contracts/report"
)

func waivers(t *testing.T, expires string, rules ...string) string {
	t.Helper()
	var text strings.Builder
	for _, rule := range rules {
		fmt.Fprintf(&text, "- rule: %s\n  reason: CRM-812\n  expires: %s\n", rule, expires)
	}
	return written(t, "waivers.yaml", text.String())
}

func TestAWaiverExcusesOneRuleUntilItExpires(t *testing.T) {
	t.Parallel()
	today := time.Date(2025, time.March, 31, 23, 0, 0, 0, time.UTC)
	broken := crm.With(crm.Showing(without("url"), "lookupCase"), crm.Showing(set("status", "Open"),
		"lookupCase"))
	server := serve(t, broken)
	const url, status = "lookupCase/200/url", "lookupCase/200/status"
	for name, test := range map[string]struct {
		file    string
		verdict Verdict
		warns   string
	}{
		"both rules":       {waivers(t, "2025-03-31", url, status), Waived, ""},
		"one rule of two":  {waivers(t, "2025-03-31", url), Broken, ""},
		"another rule":     {waivers(t, "2025-03-31", url, status, "lookupCase/200/id"), Waived, "excuses nothing"},
		"since yesterday":  {waivers(t, "2025-03-30", url, status), Broken, "expired on 2025-03-30"},
		"the next century": {waivers(t, "2125-01-01", url, status), Waived, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := verify(t, Options{ProviderURL: server, Only: []string{"lookupCase/200"},
				WaiverFile: test.file, Now: func() time.Time { return today }})
			if got := report.Results[0].Verdict; got != test.verdict {
				t.Errorf("got %s, want %s", got, test.verdict)
			}
			if warns := strings.Join(report.Warnings, "\n"); !strings.Contains(warns, test.warns) ||
				test.warns == "" && warns != "" {
				t.Errorf("warnings are %q, want %q", warns, test.warns)
			}
			if report.Failed(false) != (test.verdict == Broken) {
				t.Error("what is waived is no failure, and what is broken is one")
			}
		})
	}
}

// TestEveryReportedRuleCanBeWaived waives each rule of the catalogue, and what is reported for paths,
// operations and statuses that no document knows.
func TestEveryReportedRuleCanBeWaived(t *testing.T) {
	t.Parallel()
	var rules []string
	for _, rule := range report.Rules() {
		rules = append(rules, rule.ID)
	}
	names := []caseapi.OperationName{""}
	for _, operation := range caseapi.Operations() {
		names = append(names, operation.Name)
	}
	for _, name := range names {
		for _, status := range []int{-1, 0, 99, 100, 200, 201, 204, 301, 400, 404, 418, 500, 599, 1000, 1 << 40} {
			for _, path := range []string{
				"", "pact", "body", "statusCode", "connection", "X-Odd Header", "flag", "$['a b'].c", "a: b",
				"- x", "# no", "é\u2028\x00", "[0]", "[0][1].x", "interactions[3].author.handle", "a/b", "{}", "'", `"`,
			} {
				rules = append(rules, report.RuleAt(caseapi.Pair{Operation: name, Status: status}, path).ID)
			}
		}
	}
	read, err := report.ReadWaivers(waivers(t, "2099-01-01", rules...))
	if err != nil {
		t.Fatal(err)
	}
	for i, waiver := range read {
		if _, known := report.FindRule(rules[i]); !known || waiver.Rule != rules[i] {
			t.Errorf("%q is read as %q", rules[i], waiver.Rule)
		}
	}
}

func TestAStrangeRuleIsNone(t *testing.T) {
	t.Parallel()
	for _, id := range []string{
		"", "/", "//", "pact", "/pact", "/x/pact", "/+200/pact", "/0200/pact", "/200/", "/200/pact/", "/200/body",
		"nothing/200/pact", "lookupCase/418/body", "lookupCase//pact", " /200/pact",
	} {
		if rule, known := report.FindRule(id); known {
			t.Errorf("%q is %+v", id, rule)
		}
	}
}

func TestAForeignExpectationIsWaived(t *testing.T) {
	t.Parallel()
	pact := written(t, "pact.json", `{"consumer": {"name": "c"}, "provider": {"name": "p"},
		"metadata": {"pactSpecification": {"version": "4.0"}}, "interactions": [
		{"type": "Synchronous/HTTP", "key": "h", "description": "a health check",
			"request": {"method": "GET", "path": "/health"}, "response": {"status": 200}},
		{"type": "Synchronous/HTTP", "key": "t", "description": "a teapot",
			"request": {"method": "GET", "path": "/case/1"}, "response": {"status": 418}}]}`)
	options := Options{ProviderURL: serve(t, crm.New()), PactFile: pact}
	var rules []string
	for _, result := range verify(t, options).Results {
		for _, finding := range result.Failures() {
			rules = append(rules, finding.RuleID)
		}
	}
	options.WaiverFile = waivers(t, "2099-01-01", rules...)
	if got := verify(t, options).Counts(); got.Waived != 2 {
		t.Errorf("with %q: got %+v", rules, got)
	}
}

func TestAWaiverFileIsReadStrictly(t *testing.T) {
	t.Parallel()
	path := written(t, "waivers.yaml", `- rule: updateCase/201/lastUpdate
  reason: soon
  expires: 2025-02-30
- rule: updateCase/201/id
  expires: "tomorrow"
  until: never
- 7
`)
	_, err := report.ReadWaivers(path)
	got := strings.ReplaceAll(fmt.Sprint(err), path, "waivers.yaml")
	want := strings.TrimSpace(`
waivers.yaml:1:9: [0].rule "updateCase/201/lastUpdate" is no rule; did you mean updateCase/201/lastUpdated?
waivers.yaml:3:12: [0].expires must be a date such as 2025-03-31, got "2025-02-30"
waivers.yaml:4:3: [1] lacks the key reason
waivers.yaml:5:12: [1].expires must be a date such as 2025-03-31, got "tomorrow"
waivers.yaml:6:3: [1].until is unknown; known are rule, reason, expires
waivers.yaml:7:3: [2] must be a mapping with the keys rule, reason, expires, not the number 7`)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
