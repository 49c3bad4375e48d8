package caseapi_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
)

func TestNewBadRequest(t *testing.T) {
	t.Parallel()
	missing := caseapi.Violation{Path: "title", Rule: caseapi.RequiredRule, Message: "is required"}
	for want, violations := range map[string][]caseapi.Violation{
		`{"fields":[{"name":"title","errorMessage":"is required"}],` +
			`"error":"invalid_request","message":"The request is invalid: title is required."}`: {missing},
		`{"fields":[{"name":"title","errorMessage":"is required"},` +
			`{"name":"title","errorMessage":"is required"}],` +
			`"error":"invalid_request","message":"The request is invalid in 2 places, see fields."}`: {
			missing, missing},
		`{"error":"invalid_request",` +
			`"message":"The request is invalid; fields names what is wrong with it."}`: nil,
	} {
		body, err := caseapi.Marshal(caseapi.NewBadRequest(violations))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(body)); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
		operation := caseapi.MustOperation(caseapi.UpdateCase)
		if wrong := companyAPI().ValidateResponse(operation, 400, jsonHeaders(), body); wrong != nil {
			t.Errorf("%s is not the documented body: %v", body, wrong)
		}
	}
}

func TestViolationsSayWhatWasExpected(t *testing.T) {
	t.Parallel()
	body := []byte(`{"status":"x","number":1,"interactions":[{"created":"x","body":1}],"tilte":true}`)
	_, got := companyAPI().ValidateRequest(
		caseapi.MustOperation(caseapi.UpdateCase), jsonHeaders(), body)
	want := []caseapi.Violation{
		{Rule: caseapi.TypeRule, Expected: "a string", Actual: "1"},
		{Rule: caseapi.RequiredRule, Expected: "a string", Actual: "missing"},
		{Rule: caseapi.FormatRule, Expected: "an ISO 8601 date-time", Actual: `"x"`},
		{Rule: caseapi.RequiredRule, Expected: "a string", Actual: "missing"},
		{Rule: caseapi.RequiredRule, Expected: "a string", Actual: "missing"},
		{Rule: caseapi.RequiredRule, Expected: "a string", Actual: "missing"},
		{Rule: caseapi.ReadOnlyRule, Expected: "no such field", Actual: "1"},
		{Rule: caseapi.ValueRule, Expected: "one of open, closed", Actual: `"x"`},
		{Rule: caseapi.UnknownRule, Expected: "no such field", Actual: "true"},
	}
	for i := range got {
		got[i].Path, got[i].Message = "", "" // the sentences are the matter of other tests
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
