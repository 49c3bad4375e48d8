package report

import (
	"net/http"
	"strings"
	"time"

	"casemock/contracts/caseapi"
)

// started is when the samples were made.
var started = time.Date(2024, 5, 1, 9, 30, 0, 0, time.UTC)

// sample has every verdict, every kind of finding, and texts that want to break out of a format.
func sample() Suite {
	return Suite{Report: &Report{
		Consumer: "Khoros Marketing", Provider: "Case API",
		ProviderURL: "http://127.0.0.1:8080/api", Contract: "built-in scenarios and <ours>",
		Started: started, Duration: 731 * time.Millisecond,
		Results: []*Result{
			verifiedResult(), brokenResult(), strangeResult(), waivedResult(),
			skippedResult("updateCase", 500), skippedResult("lookupCase", 500), neverResult(), pendingResult(),
		},
		Warnings: []string{"waivers.yaml:7: the waiver for lookupCase/200/url expired on 2024-04-30; " +
			"fix the server or renew it (CRM-9)"},
	}}
}

// fine is a suite without any trouble.
func fine() Suite {
	suite := sample()
	suite.Results, suite.Warnings = suite.Results[:1], []string{}
	suite.Results[0].Findings = []Finding{}
	suite.ProviderURL = "https://crm.example.com"
	return suite
}

// nothing is a suite of which nothing was exercised.
func nothing() Suite {
	suite := fine()
	suite.Results, suite.Pending = []*Result{neverResult()}, true
	return suite
}

func newResult(operation caseapi.OperationName, status int, verdict Verdict) *Result {
	pair := caseapi.Pair{Operation: operation, Status: status}.String()
	return &Result{
		Operation: operation, Status: status, Scenario: pair, Verdict: verdict,
		Source:      "built in (builtin/" + string(operation) + ".yaml)",
		Description: pair + ": A customer writes again, and the post becomes an interaction.",
		Findings:    []Finding{}, Duration: 12 * time.Millisecond,
	}
}

func newExchange() *Exchange {
	return &Exchange{
		Method: "PATCH", URL: "http://127.0.0.1:8080/api/case/1001",
		RequestHeaders: http.Header{
			"Authorization": {"$CASEPACT_API_KEY"}, "Content-Type": {"application/json"}},
		RequestBody: `{"title":"It's <b>late</b>"}`,
		Status:      201, ResponseHeaders: http.Header{"Content-Type": {"application/json"}},
		ResponseBody: `{"id":"1001","number":"1","title":"It's <b>late</b>","description":"",` +
			`"status":"open"}`,
		Duration: 4 * time.Millisecond,
	}
}

func newFinding(rule, path, message, expected, actual string) Finding {
	return Finding{RuleID: rule, Sentence: "What the documents say about " + path + ".",
		Kind: caseapi.ValueRule, Path: path,
		Message: message, Expected: expected, Actual: actual, Severity: Failure}
}

func verifiedResult() *Result {
	result := newResult(caseapi.UpdateCase, 201, Verified)
	result.Exchange = newExchange()
	warning := newFinding("updateCase/201/undocumented", "undocumented",
		"owner is defined neither by the documents nor by /meta/object/case", "", `{"id":7}`)
	warning.Severity = Warning
	result.Findings = []Finding{warning, warning}
	return result
}

// brokenResult has three failures, the last of which another request shows.
func brokenResult() *Result {
	result := newResult(caseapi.UpdateCase, 201, Broken)
	result.Scenario, result.Source = "updateCase/201-ours", "company/update.yaml:12"
	result.Exchange = newExchange()
	lookup := newExchange()
	lookup.Method, lookup.RequestBody, lookup.Status = "GET", "", 200
	lost := newFinding("updateCase/201/interactions", "interactions",
		"the interaction that was sent is not there", `[{"service":"twitter","serviceId":`+
			`"20221783490001","body":"Still nothing here, and the tracking page says it was left"}]`, "[]")
	lost.Exchange = lookup
	result.Findings = []Finding{
		newFinding("updateCase/201/lastUpdated", "lastUpdated", "is required", "present", "missing"),
		newFinding("updateCase/201/interactions[].author.handle", "interactions[0].author.handle",
			"must be a string, not null", "string", "null"),
		lost,
	}
	return result
}

// strangeResult is of somebody's own pact file, and was not answered.
func strangeResult() *Result {
	return &Result{
		Status: 200, Description: "a <script>alert(1)</script> & ]]> \x1b[31mred", Verdict: Broken,
		Exchange: &Exchange{Method: "GET", URL: "http://127.0.0.1:8080/api/ping",
			RequestHeaders: http.Header{}, Problem: "connection reset by peer"},
		Findings: []Finding{{RuleID: "/200/pact", Sentence: "Demanded by the pact file alone.",
			Kind: caseapi.SyntaxRule, Path: "connection", Severity: Failure,
			Message: "there is no answer: connection reset by peer"}},
	}
}

func waivedResult() *Result {
	result := newResult(caseapi.LookupCase, 200, Waived)
	finding := newFinding("lookupCase/200/number", "number", "must be a string, not a number",
		"string", "7")
	finding.Waiver = &Waiver{Rule: finding.RuleID, Reason: "CRM-812, fixed in March",
		Expires: started.AddDate(0, 1, 0), File: "waivers.yaml", Line: 3}
	result.Findings = []Finding{finding}
	result.Exchange = newExchange()
	return result
}

func pendingResult() *Result {
	result := newResult(caseapi.FindCases, 200, Pending)
	result.Pending = true
	result.Findings = []Finding{newFinding("findCases/200/status", "[0].status", "is required",
		"present", "missing")}
	result.Exchange = newExchange()
	return result
}

func skippedResult(operation caseapi.OperationName, status int) *Result {
	result := newResult(operation, status, NotExercised)
	result.Reason = "nobody said how to make the server fail"
	result.Remedy = "--states FILE or --state-url URL that brings the state about"
	return result
}

// neverResult is one for which there is no remedy.
func neverResult() *Result {
	result := newResult(caseapi.FindCases, 400, NotExercised)
	result.Reason = "the server takes no notice of a malformed header, " +
		strings.Repeat("as allowed, ", 12)
	return result
}

// stories is a suite of stories: one that is broken, one that holds, and one that could not be played.
func stories() Suite {
	create, lookup := newExchange(), newExchange()
	create.Method, create.URL = "POST", "http://127.0.0.1:8080/api/case"
	lookup.Method, lookup.RequestBody, lookup.Status = "GET", "", 200
	sandbox := newExchange()
	sandbox.ResponseBody = `{"id":"1101","title":"It's <b>late</b>"}`
	stale := newFinding("lookupCase/200/title", "title", "is stale", `"It's <b>late</b>"`, `"Late"`)
	stale.Step, stale.Exchange, stale.Sandbox = 2, lookup, sandbox
	broken := &Result{Scenario: "renaming", Source: "crm/stories.yaml:3", Verdict: Broken,
		Description: "renaming: An agent gives a case another title.", Findings: []Finding{stale},
		Steps: []*Exchange{create, lookup, newExchange()}, Story: "story: renaming\nsteps:\n  - operation: createCase\n"}
	suite := fine()
	suite.Unit, suite.Contract = "story", "crm/stories.yaml"
	suite.Results = []*Result{broken,
		{Scenario: "closing", Description: "closing", Source: "crm/stories.yaml:9", Verdict: Verified,
			Findings: []Finding{}, Steps: []*Exchange{create}},
		{Scenario: "moving", Description: "moving", Source: "crm/stories.yaml:15", Verdict: NotExercised,
			Findings: []Finding{}, Reason: "step 2 names ${anna.id}, and step 1 was answered with 422"},
	}
	return suite
}

// oneCauseInMany is a suite in which one mistake shows in a lookup and in each element of a list, beside another.
func oneCauseInMany() Suite {
	suite := fine()
	lookup, list := newResult(caseapi.LookupCase, 200, Broken), newResult(caseapi.FindCases, 200, Broken)
	lookup.Exchange, list.Exchange = newExchange(), newExchange()
	lookup.Exchange.ResponseBody = `{"lastUpdated":"yesterday"}`
	list.Exchange.ResponseBody = `[{"lastUpdated":"yesterday"},{"lastUpdated":"2024-05-01T09:30:00Z"},` +
		`{"lastUpdated":"today"}]`
	at := func(result *Result, rule, path, got string) {
		finding := newFinding(rule, path, `must be an ISO 8601 date-time, got "`+got+`"`, "a date-time", `"`+got+`"`)
		finding.Kind, finding.Exchange = caseapi.FormatRule, result.Exchange
		result.Findings = append(result.Findings, finding)
	}
	at(lookup, "lookupCase/200/lastUpdated", "lastUpdated", "yesterday")
	at(list, "findCases/200/[].lastUpdated", "[0].lastUpdated", "yesterday")
	at(list, "findCases/200/[].lastUpdated", "[2].lastUpdated", "today")
	list.Findings = append(list.Findings, newFinding("findCases/200/cases", "cases", "the new case is not listed",
		"a case with the id 9", "3 others"))
	list.Findings[2].Kind, list.Findings[2].Exchange = caseapi.SenseRule, list.Exchange
	suite.Results = append(suite.Results, lookup, list)
	return suite
}
