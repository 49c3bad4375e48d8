package pact

import (
	"fmt"
	"testing"

	"casemock/contracts/crm"
)

// pendingPact has two lookups of a case that there is not. The members are of the first.
func pendingPact(version, members, response string) string {
	const lookup = `"type": "Synchronous/HTTP", "request": {"method": "GET", "path": "/case/nothing",
	  "headers": {"Authorization": "a-valid-api-key"}}`
	return fmt.Sprintf(`{"consumer": {"name": "Desk"}, "provider": {"name": "Case API"},
	  "metadata": {"pactSpecification": {"version": %q}}, "interactions": [
	    {"description": "what will come", %s, %s, "response": %s},
	    {"description": "what is there", %[3]s, "response": {"status": 404}}]}`,
		version, members, lookup, response)
}

func TestWhatTheConsumerMarkedAsPendingFailsNothing(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		version, members, response string
		want                       Verdict
		failed                     bool
	}{
		"pending and broken":   {"4.0", `"pending": true`, `{"status": 200}`, Pending, false},
		"pending and verified": {"4.0", `"pending": true`, `{"status": 404}`, Verified, false},
		"pending and not exercised": {"4.0",
			`"pending": true, "providerStates": [{"name": "nobody knows"}]`, `{"status": 404}`,
			NotExercised, false},
		"not pending":                  {"4.0", `"pending": false`, `{"status": 200}`, Broken, true},
		"no word of it":                {"4.0", `"comments": {}`, `{"status": 200}`, Broken, true},
		"a text":                       {"4.0", `"pending": "true"`, `{"status": 200}`, Broken, true},
		"before there was such a word": {"3.0.0", `"pending": true`, `{"status": 200}`, Broken, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := verify(t, Options{ProviderURL: serve(t, crm.New()), FailFast: !test.failed,
				PactFile: written(t, "pact.json", pendingPact(test.version, test.members, test.response))})
			if got := report.Results[0]; got.Verdict != test.want {
				t.Errorf("it is %s (%s), want %s", got.Verdict, got.Reason, test.want)
			}
			if got := report.Results[1]; got.Verdict != Verified {
				t.Errorf("what comes after it is %s (%s)", got.Verdict, got.Reason)
			}
			if report.Failed(true) != test.failed {
				t.Errorf("failed is %t, want %t", report.Failed(true), test.failed)
			}
			if len(report.Results[0].Failures()) == 0 && (test.want == Pending || test.want == Broken) {
				t.Error("it is not said what is broken")
			}
		})
	}
}

//nolint:tparallel // the subtests are VerifyProvider's, which run one after the other
func TestAPendingExpectationFailsNoGoTest(t *testing.T) {
	t.Parallel()
	server := serve(t, crm.New())
	report := VerifyProvider(t, server, func(o *Options) {
		o.APIKey = crm.Key
		o.PactFile = written(t, "pact.json", pendingPact("4.0", `"pending": true`, `{"status": 200}`))
	})
	if report.Results[0].Verdict != Pending {
		t.Errorf("it is %s, want pending", report.Results[0].Verdict)
	}
}
