package report

import (
	"time"

	"casemock/contracts/caseapi"
)

// clients is a verdict about a client: a rule of each verdict, and more not exercised than a line has room for.
func clients() Suite {
	rule := func(operation caseapi.OperationName, status int, id string, verdict Verdict) *Result {
		const sentence = "After a 422, no request with the same path and body is sent for 10s."
		result := &Result{Operation: operation, Status: status, Scenario: id, Source: "built in", Verdict: verdict,
			Description: id + ": " + sentence, Findings: []Finding{}}
		switch verdict {
		case Open:
			result.Reason = "It is decided by 09:30:10 UTC at the latest"
		case NotExercised:
			result.Reason = "the client has met no answer that asks for it"
		case Broken:
			result.Findings = []Finding{{RuleID: id, Sentence: sentence, Expected: sentence, Kind: caseapi.SenseRule,
				Severity: Failure, Message: "request 2 has the same path and body as request 1, 1s after that was refused",
				Actual: "1: 09:30:00.000 PATCH /case/1001: 422\n2: 09:30:01.000 PATCH /case/1001: 422"}}
		}
		return result
	}
	told := &Report{Client: true, Consumer: "Case API", Provider: "Client", ProviderURL: "http://127.0.0.1:8080",
		Contract: "reactions", Unit: "rule", Started: started, Duration: time.Second, Warnings: []string{}}
	told.Results = append(told.Results, rule(caseapi.UpdateCase, 422, "updateCase/422/no-retry", Broken),
		rule(caseapi.UpdateCase, 500, "updateCase/500/retry", Open),
		rule(caseapi.UpdateCase, 201, "updateCase/rate", Verified))
	for _, operation := range caseapi.Operations() {
		told.Results = append(told.Results, rule(operation.Name, 400, string(operation.Name)+"/400/no-retry", NotExercised))
	}
	return Suite{Report: told}
}
