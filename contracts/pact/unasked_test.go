package pact

import (
	"slices"
	"testing"

	"casemock/contracts/crm"
	"casemock/contracts/report"
)

// TestWhatCannotBeAppliedIsSent without anybody having said how a 422 is brought about: the documents promise
// none, and whatever comes must be a documented answer.
func TestWhatCannotBeAppliedIsSent(t *testing.T) {
	t.Parallel()
	refusing := func(operation string, status int, body any) crm.Quirk {
		return crm.Answering(func(a *crm.Answer) {
			if a.Status == 422 {
				a.Status, a.Body = status, body
			}
		}, operation)
	}
	incomplete, message := crm.Object{"error": "x"}, crm.Object{"error": "x", "message": "It is closed."}
	tests := map[string]struct {
		only  string
		quirk crm.Quirk
		want  Verdict
		rule  string // that is broken
	}{
		"an unknown customer":          {"createCase/422", answering(0, 0), Verified, ""},
		"an unknown customer is a 400": {"createCase/422", answering(422, 400), Verified, ""},
		"an unknown customer is a 500": {"createCase/422", answering(422, 500), NotExercised, ""},
		"an unknown customer is a 404": {"createCase/422", answering(422, 404), Broken, "createCase/422/statusCode"},
		"an unknown customer is a 409": {"createCase/422", answering(422, 409), Broken, "createCase/422/statusCode"},
		"an unknown customer without a message": {"createCase/422", refusing("createCase", 422, incomplete), Broken,
			"createCase/422/message"},
		"an unknown customer, badly said": {"createCase/422",
			refusing("createCase", 400, crm.Object{"fields": "customerId"}), Broken, "createCase/400/fields"},
		"a closed case":          {"updateCase/422", answering(0, 0), Verified, ""},
		"a closed case is a 404": {"updateCase/422", refusing("updateCase", 404, nil), NotExercised, ""},
		"a closed case is a 403": {"updateCase/422", refusing("updateCase", 403, message), Broken,
			"updateCase/422/statusCode"},
		"a closed case is a list": {"updateCase/422", refusing("updateCase", 422, []any{message}), Broken,
			"updateCase/422/body"},
		"a closed case is a 201 without a case": {"updateCase/422", refusing("updateCase", 201, message), Broken,
			"updateCase/201/id"},
		"a state of its own": {"createCustomer/422", answering(0, 0), NotExercised, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := verify(t, Options{ProviderURL: serve(t, crm.With(test.quirk)), Only: []string{test.only}}).Results[0]
			if got.Verdict != test.want {
				t.Errorf("got %s: %s %v", got.Verdict, got.Reason, got.Findings)
			}
			of := func(finding report.Finding) bool { return finding.RuleID == test.rule }
			if test.rule != "" && !slices.ContainsFunc(got.Failures(), of) {
				t.Errorf("got %v, want %s", got.Findings, test.rule)
			}
		})
	}
}

// TestAServerMayDemandFieldsOfItsOwn has one refuse the cases that lack a region.
func TestAServerMayDemandFieldsOfItsOwn(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]Verdict{"region": NotExercised, "description": Broken} {
		demanding := crm.Answering(func(a *crm.Answer) {
			if a.Status == 201 && a.Object()["region"] == nil {
				a.Status, a.Body = 400, crm.Object{"fields": []any{crm.Object{"name": field, "errorMessage": "is required"}}}
			}
		}, "createCase")
		told := verify(t, Options{ProviderURL: serve(t, crm.With(demanding)), Only: []string{"createCase/201-minimal"}})
		if got := told.Results[0]; got.Verdict != want {
			t.Errorf("%s: %s, %s", field, got.Verdict, got.Reason)
		}
	}
}
