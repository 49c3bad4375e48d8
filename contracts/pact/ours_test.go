package pact

import (
	"testing"

	"casemock/contracts/crm"
	"casemock/contracts/report"
)

// TestWhatNoDocumentForbidsIsAWarning and fails nothing, though it is not what clients expect.
func TestWhatNoDocumentForbidsIsAWarning(t *testing.T) {
	t.Parallel()
	updating := func(status int, body crm.Object) crm.Quirk {
		return crm.Answering(func(a *crm.Answer) {
			if a.Status == 404 {
				a.Status, a.Text, a.Body = status, "", body
				a.Header.Set("Content-Type", "application/json")
			}
		}, "updateCustomer")
	}
	made := crm.Object{"id": "7", "url": "https://crm.example.org/7"}
	tests := map[string]struct {
		only  string
		quirk crm.Quirk
		rule  string
	}{
		"JSON called text":               {"lookupCase/200", contentType("text/plain"), "lookupCase/200/Content-Type"},
		"JSON called nothing":            {"updateCase/201", contentType(""), "updateCase/201/Content-Type"},
		"an unknown customer is updated": {"updateCustomer/404", updating(201, made), "updateCustomer/404/statusCode"},
		"an unknown customer fails": {"updateCustomer/404", updating(500, crm.Object{}),
			"updateCustomer/404/statusCode"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := verify(t, Options{ProviderURL: serve(t, crm.With(test.quirk)), Only: []string{test.only}})
			warned := false
			for _, result := range got.Results {
				for _, finding := range result.Findings {
					warned = warned || finding.RuleID == test.rule && finding.Severity == report.Warning
				}
				if result.Verdict != Verified {
					t.Errorf("%s is %s: %v", result.Description, result.Verdict, result.Findings)
				}
			}
			if !warned {
				t.Errorf("no warning of %s", test.rule)
			}
		})
	}
}
