package pact

import (
	"os"
	"path/filepath"
	"testing"

	"casemock/contracts/crm"
	"casemock/contracts/pact/contract"

	"github.com/google/go-cmp/cmp"
)

// committed is the directory of the contract that stands in the repository.
const committed = "../pacts"

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestTheCommittedContractVerifiesLikeItsScenarios(t *testing.T) {
	t.Parallel()
	server := serve(t, crm.New())
	fromFile := verify(t, Options{ProviderURL: server, PactFile: filepath.Join(committed, contract.FileName)})
	requireNoAlarm(t, fromFile)
	fromScenarios := verify(t, Options{ProviderURL: server, Skip: []string{EveryStory}})
	if diff := cmp.Diff(verdicts(fromScenarios), verdicts(fromFile)); diff != "" {
		t.Errorf("verdicts differ (-scenarios +file)\n%s", diff)
	}
}

// foreign is a pact that somebody else's tool wrote: version 3, with a call that no document knows.
const foreign = `{
  "consumer": {"name": "Their App"}, "provider": {"name": "Their CRM"},
  "interactions": [
    {"description": "a case", "providerStates": [{"name": "a case exists", "params": {"id": "1"}}],
     "request": {"method": "get", "path": "/case/1", "headers": {"Authorization": "a-valid-api-key"},
       "generators": {"path": {"type": "ProviderState", "expression": "/case/${id}"}}},
     "response": {"status": 200, "headers": {"Content-Type": "application/json"},
       "body": {"status": "open", "region": "here"},
       "matchingRules": {"body": {"$.region": {"matchers": [{"match": "type"}]}},
         "header": {"Content-Type": {"matchers": [{"match": "regex", "regex": "application/json.*"}]}}}}},
    {"description": "a ping", "request": {"method": "GET", "path": "/ping"}, "response": {"status": 404}},
    {"description": "a case with a flag", "providerStates": [{"name": "a case exists"}],
     "request": {"method": "GET", "path": "/case/1", "headers": {"Authorization": "a-valid-api-key"},
       "generators": {"path": {"type": "ProviderState", "expression": "/case/${id}"}}},
     "response": {"body": {"flag": true}}},
    {"description": "a value that no setup returns", "providerStates": [{"name": "a case exists"}],
     "request": {"method": "GET", "path": "/case/1",
       "generators": {"path": {"type": "ProviderState", "expression": "/case/${nothing}"}}},
     "response": {"status": 200}}
  ],
  "metadata": {"pactSpecification": {"version": "3.0.0"}}}`

func TestSomebodyElsesPactIsVerified(t *testing.T) {
	t.Parallel()
	report := verify(t, Options{ProviderURL: serve(t, crm.New()),
		PactFile: written(t, "theirs.json", foreign)})
	if report.Consumer != "Their App" || report.Provider != "Their CRM" {
		t.Errorf("the parties are %s and %s", report.Consumer, report.Provider)
	}
	want := []Verdict{Verified, Verified, Broken, NotExercised}
	for i, result := range report.Results {
		if result.Verdict != want[i] {
			t.Errorf("%s is %s (%s), want %s", result.Description, result.Verdict, result.Reason, want[i])
		}
		for _, finding := range result.Failures() {
			if finding.RuleID != "lookupCase/200/pact" || finding.Path != "flag" {
				t.Errorf("got %s at %s", finding.RuleID, finding.Path)
			}
		}
	}
}
