package verdict_test

import (
	"testing"

	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/verdict"
	"casemock/contracts/report"

	"github.com/google/go-cmp/cmp"
)

// theirs is an expectation of somebody's own pact about a call that no document knows.
func theirs(t *testing.T) *contract.Interaction {
	t.Helper()
	parsed, err := contract.ParseContract([]byte(`{"provider": {"name": "x"}, "interactions": [
		{"description": "a ping", "request": {"method": "GET", "path": "/ping"},
		 "response": {"status": 200, "body": {"a": {"b": ["x", "y"]}}}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	return parsed.Interactions[0]
}

func TestAddMatched(t *testing.T) {
	t.Parallel()
	status := contract.Mismatch{Kind: contract.StatusMismatch, Text: "expected 200 but was 500"}
	header := contract.Mismatch{Kind: contract.HeaderMismatch, Header: "X-Wanted", Text: "was missing"}
	inBody := contract.Mismatch{Kind: contract.BodyMismatch, Path: "$.a['b'][1]", Text: "'y' is not 'z'"}
	missing := contract.Mismatch{Kind: contract.BodyMismatch, Path: "$.a",
		Text: "Actual map is missing the following keys: c, d"}
	wholeBody := contract.Mismatch{Kind: contract.BodyTypeMismatch, Text: "Expected application/json"}
	for name, test := range map[string]struct {
		matched contract.Matched
		want    []string // path, what was expected and received, message
	}{
		"it holds": {contract.Matched{Holds: true, Mismatches: []contract.Mismatch{status}}, nil},
		"a status": {differs(status), []string{"statusCode, 500: expected 200 but was 500"}},
		"a status makes all the rest wrong": {differs(status, header, inBody),
			[]string{"statusCode, 500: expected 200 but was 500"}},
		"a header and a value": {differs(header, inBody),
			[]string{"X-Wanted, : was missing", `a.b[1]"y", "z": Pact: 'y' is not 'z'`}},
		"missing properties": {differs(missing),
			[]string{"a.cpresent, missing: is missing", "a.dpresent, missing: is missing"}},
		"the same again": {differs(inBody, inBody), []string{`a.b[1]"y", "z": Pact: 'y' is not 'z'`}},
		"the body as a whole": {differs(wholeBody),
			[]string{`body{"a":{"b":["x","y"]}}, {"a":{"b":["x","z"]}}: Pact: Expected application/json`}},
		"a problem alone":       {contract.Matched{Problem: "is odd"}, []string{"pact, : Pact refuses the answer: is odd"}},
		"nothing in particular": {contract.Matched{}, []string{"pact, : Pact refuses the answer"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer := answerTo(theirs(t), 500, "application/json", `{"a": {"b": ["x", "z"]}}`)
			if answer.Judge() {
				t.Error("no document speaks of it")
			}
			answer.AddMatched(test.matched)
			if diff := cmp.Diff(test.want, told(answer)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func differs(mismatches ...contract.Mismatch) contract.Matched {
	return contract.Matched{Mismatches: mismatches}
}

// told are the findings in full.
func told(a *verdict.Answer) []string {
	var texts []string
	for _, finding := range a.Result.Findings {
		texts = append(texts, finding.Path+finding.Expected+", "+finding.Actual+": "+finding.Message)
	}
	return texts
}

// TestWhatWeSaidIsNotSaidAgain by Pact: ours has the documented sentence.
func TestWhatWeSaidIsNotSaidAgain(t *testing.T) {
	t.Parallel()
	answer := answered(t, "lookupCase/200", 200, "application/json", aCase(`"Parcel lost"`, "7"))
	answer.Judge()
	answer.AddMatched(contract.Matched{Mismatches: []contract.Mismatch{
		{Kind: contract.BodyMismatch, Path: "$.title", Text: "Expected 7 to be a string"}}})
	if diff := cmp.Diff([]string{"failure lookupCase/200/title"}, found(answer)); diff != "" {
		t.Error(diff)
	}
}

func TestWhatWasSentMustComeBack(t *testing.T) {
	t.Parallel()
	answer := answered(t, "updateCase/201", 201, "application/json", aCase())
	answer.Sent = map[string]any{"title": "Sent"}
	answer.AddMatched(contract.Matched{Mismatches: []contract.Mismatch{
		{Kind: contract.BodyMismatch, Path: "$.title", Text: "Expected 'Sent'"}}})
	want := []string{`title"Sent", "Parcel lost": title was sent and accepted, and comes back as another`}
	if diff := cmp.Diff(want, told(answer)); diff != "" {
		t.Error(diff)
	}
}

func TestNoAnswerIsAFinding(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		verdict report.Verdict
		want    []string
	}{
		"it was sent":     {"", []string{"failure lookupCase/200/connection"}},
		"it was not sent": {report.NotExercised, nil},
	} {
		answer := answered(t, "lookupCase/200", 200, "", "")
		answer.Got, answer.Result.Verdict = nil, test.verdict
		answer.AddMatched(contract.Matched{Problem: "error sending request"})
		answer.AddMatched(contract.Matched{Problem: "error sending request"})
		if diff := cmp.Diff(test.want, found(answer)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
