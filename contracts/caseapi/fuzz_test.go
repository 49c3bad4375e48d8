package caseapi_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
)

// FuzzValidateRequest feeds each operation with bodies of whatever kind: nothing panics, the same
// body gets the same violations, each of them can be read, and a body without any can be used.
func FuzzValidateRequest(f *testing.F) {
	for _, test := range slices.Concat(caseRequests(), interactionRequests(), customFieldRequests(),
		customerRequests(), bestmatchRequests()) {
		f.Add([]byte(test.body))
	}
	for _, body := range rightAnswers() {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, operation := range caseapi.Operations() {
			if operation.HasBody() {
				checkRequest(t, operation, body)
			}
		}
	})
}

func checkRequest(t *testing.T, operation *caseapi.Operation, body []byte) {
	t.Helper()
	object, violations := companyAPI().ValidateRequest(operation, jsonHeaders(), body)
	_, again := companyAPI().ValidateRequest(operation, jsonHeaders(), body)
	if diff := cmp.Diff(violations, again); diff != "" {
		t.Fatalf("%s %q (-first +again):\n%s", operation.Name, body, diff)
	}
	for _, violation := range violations {
		if violation.Path == "" || violation.Message == "" || violation.Rule == "" ||
			len(violation.Message) > 1000 {
			t.Errorf("%s %q: %+v", operation.Name, body, violation)
		}
	}
	if violations != nil {
		return
	}
	if object == nil {
		t.Fatalf("%s %q is right, but there is no object", operation.Name, body)
	}
	if operation.Object == caseapi.CaseObject {
		checkChangedCase(t, caseapi.NewCaseChange(object))
	}
}

// checkChangedCase makes sure that what a right request asks for makes a documented case.
func checkChangedCase(t *testing.T, change caseapi.CaseChange) {
	t.Helper()
	changed := change.Apply(caseapi.Case{ID: "1", URL: "https://crm.example.com/1", Created: later,
		Status: caseapi.Open}, later)
	encoded, err := caseapi.Marshal(changed)
	if err != nil {
		t.Fatal(err)
	}
	violations := companyAPI().ValidateResponse(
		caseapi.MustOperation(caseapi.UpdateCase), 201, jsonHeaders(), encoded)
	if violations != nil {
		t.Errorf("%s: %v", encoded, violations)
	}
}
