package pact

import (
	"context"

	"casemock/contracts/caseapi"
)

// judgeSense holds an answer that conforms against other answers of the same server. Only what the
// documents promise is asked: that a request which was accepted had its effect, and no other.
func (e *exercise) judgeSense(ctx context.Context) {
	for _, check := range []struct {
		operation caseapi.OperationName
		judge     func(context.Context)
	}{
		{caseapi.UpdateCase, e.senseOfUpdateCase},
		{caseapi.CreateCase, e.senseOfCreateCase},
		{caseapi.LookupCase, e.senseOfLookupCase},
		{caseapi.FindCases, e.senseOfFindCases},
		{caseapi.DefineObjectStructures, e.senseOfStructure},
		{caseapi.CreateCustomer, e.senseOfCreateCustomer},
		{caseapi.FindCustomer, e.senseOfFindCustomer},
		{caseapi.UpdateCustomer, e.senseOfUpdateCustomer},
		{caseapi.SearchCustomers, e.senseOfSearch},
	} {
		if e.expects(check.operation) {
			check.judge(ctx)
		}
	}
	if e.interaction.Operation.Name == caseapi.FindCases && !e.succeeds() {
		e.senseOfNobodysCases()
	}
}
