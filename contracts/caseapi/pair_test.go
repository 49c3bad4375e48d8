package caseapi_test

import (
	"testing"

	"casemock/contracts/caseapi"
)

func TestPairsAreReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	pairs := caseapi.Pairs()
	if len(pairs) != 49 || pairs[0].String() != "updateCase/201" {
		t.Errorf("%d pairs from %v, want 49 from updateCase/201", len(pairs), pairs[0])
	}
	for _, pair := range pairs {
		if read, err := caseapi.ParsePair(pair.String()); err != nil || read != pair {
			t.Errorf("ParsePair(%q) = %v, %v", pair, read, err)
		}
	}
}

func TestParsePairErrors(t *testing.T) {
	t.Parallel()
	unknown := "it must be one of updateCase, createCase, lookupCase, findCases, " +
		"defineObjectStructures, createCustomer, findCustomer, updateCustomer, searchCustomers, " +
		"bestmatchCustomers"
	undocumented := "is not documented for updateCase: it must be one of 201, 400, 401, 404, 422, 500"
	for text, want := range map[string]string{
		"":                 `"" must be written operation/status, as in updateCase/422`,
		"updateCase":       `"updateCase" must be written operation/status, as in updateCase/422`,
		"/422":             `unknown operation "": ` + unknown,
		"deleteCase/200":   `unknown operation "deleteCase": ` + unknown,
		"updatecase/422":   `unknown operation "updatecase"; did you mean updateCase? ` + unknown,
		"updateCase/":      `status "" ` + undocumented,
		"updateCase/200":   `status "200" ` + undocumented,
		"updateCase/+422":  `status "+422" ` + undocumented,
		"updateCase/0422":  `status "0422" ` + undocumented,
		"updateCase/422/1": `status "422/1" ` + undocumented,
		"updateCase/4xx":   `status "4xx" ` + undocumented,
	} {
		pair, err := caseapi.ParsePair(text)
		if err == nil {
			t.Errorf("ParsePair(%q) = %v, want an error", text, pair)
			continue
		}
		if err.Error() != want {
			t.Errorf("ParsePair(%q)\n got: %v\nwant: %s", text, err, want)
		}
	}
}
