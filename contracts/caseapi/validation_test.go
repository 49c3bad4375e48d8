package caseapi_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
)

// TestAPropertyIsWrongAsInABody holds the check of one property against that of a body with nothing else.
func TestAPropertyIsWrongAsInABody(t *testing.T) {
	t.Parallel()
	tests := []struct {
		reason, property string
		value            any
		wrong            int
	}{
		{"an allowed value", "tier", "gold", 0},
		{"another value", "tier", "brass", 1},
		{"no checkbox", "urgent", "yes", 1},
		{"any text", "customCasePropertyOne", "", 0},
		{"another type", "status", true, 1},
		{"null", "title", nil, 1},
		{"an empty text", "title", "", 1},
		{"what is wrong further down", "interactions", []any{map[string]any{"service": 5}, "none"}, 7},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			t.Parallel()
			alone := companyAPI().ValidateProperty(caseapi.CaseUpdateSchema, test.property, test.value)
			if len(alone) != test.wrong {
				t.Errorf("%d violations, want %d", len(alone), test.wrong)
			}
			body := companyAPI().ValidateBody(caseapi.CaseUpdateSchema, map[string]any{test.property: test.value})
			if diff := cmp.Diff(body, alone); diff != "" {
				t.Error(diff)
			}
		})
	}
}
