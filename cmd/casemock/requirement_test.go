package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/mockserver/adminclient"
)

func TestRequirement(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		required []string
		missing  []string
	}{
		"nothing": {nil, []string{}},
		"met":     {[]string{"updateCase/201"}, []string{}},
		"not met": {[]string{"updateCase/422"}, []string{"updateCase/422"}},
		"every status": {[]string{"searchCustomers/*"},
			[]string{"searchCustomers/204", "searchCustomers/400", "searchCustomers/401", "searchCustomers/500"}},
		"every operation": {[]string{"*/204"}, []string{"searchCustomers/204"}},
		"one twice": {[]string{"updateCase/422", "*/422"},
			[]string{"updateCase/422", "createCase/422", "createCustomer/422", "updateCustomer/422"}},
		"the table itself": {[]string{"*/*"}, all(t, "updateCase/201", "searchCustomers/200")},
	}
	met := adminclient.Coverage{
		caseapi.UpdateCase:      {201: 3, 422: 0},
		caseapi.SearchCustomers: {200: 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var required []requirement
			for _, text := range test.required {
				pairs, err := parseRequirement(text)
				if err != nil {
					t.Fatal(err)
				}
				required = append(required, pairs)
			}
			if diff := cmp.Diff(test.missing, neverMet(met, required)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// all is the documented pairs except some.
func all(t *testing.T, except ...string) []string {
	t.Helper()
	var pairs []string
	left := len(except)
	for _, pair := range caseapi.Pairs() {
		if left > 0 && cmp.Equal(pair.String(), except[len(except)-left]) {
			left--
			continue
		}
		pairs = append(pairs, pair.String())
	}
	return pairs
}
