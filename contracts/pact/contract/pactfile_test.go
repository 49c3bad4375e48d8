package contract_test

import (
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
)

func TestAnOperationIsFoundByItsMethodAndPath(t *testing.T) {
	t.Parallel()
	for call, want := range map[[2]string]caseapi.OperationName{
		{"PATCH", "/case/a%2Fb"}:          caseapi.UpdateCase,
		{"GET", "/customer/1/cases"}:      caseapi.FindCases,
		{"POST", "/customer/bestmatch"}:   caseapi.BestmatchCustomers,
		{"GET", "/meta/object/invoice"}:   caseapi.DefineObjectStructures,
		{"POST", "/customers"}:            caseapi.SearchCustomers,
		{"GET", "/case"}:                  "",
		{"DELETE", "/case/1"}:             "",
		{"GET", "/customer/1/cases/open"}: "",
	} {
		var got caseapi.OperationName
		if operation := contract.OperationAt(call[0], call[1]); operation != nil {
			got = operation.Name
		}
		if got != want {
			t.Errorf("%v is %q, want %q", call, got, want)
		}
	}
}

// A pact that is read only in part would be verified, and published, as if that were all of it.
func TestAPactWithMessagesIsRefused(t *testing.T) {
	t.Parallel()
	const both = `{"provider": {"name": "p"}, "messages": %, "interactions": [
		{"description": "a lookup", "request": {"method": "GET", "path": "/case/1"}}]}`
	_, err := contract.ParseContract([]byte(strings.Replace(both, "%", `[{"description": "a case was closed"}]`, 1)))
	if err == nil || !strings.Contains(err.Error(), "messages[0]: only interactions with a request") {
		t.Errorf("messages beside interactions: got %v", err)
	}
	if _, err := contract.ParseContract([]byte(strings.Replace(both, "%", "[]", 1))); err != nil {
		t.Errorf("no messages: got %v", err)
	}
}
