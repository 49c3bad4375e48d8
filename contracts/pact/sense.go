package pact

import (
	"context"

	"casemock/contracts"
)

// judgeSense holds an answer that conforms against other answers of the same server. Only what the
// documents promise is asked: that a request which was accepted had its effect, and no other.
func (e *exercise) judgeSense(ctx context.Context) {
	for _, check := range []struct {
		operation contracts.OperationName
		judge     func(context.Context)
	}{
		{contracts.UpdateCase, e.senseOfUpdateCase},
		{contracts.CreateCase, e.senseOfCreateCase},
		{contracts.LookupCase, e.senseOfLookupCase},
		{contracts.FindCases, e.senseOfFindCases},
		{contracts.DefineObjectStructures, e.senseOfStructure},
		{contracts.CreateCustomer, e.senseOfCreateCustomer},
		{contracts.FindCustomer, e.senseOfFindCustomer},
		{contracts.UpdateCustomer, e.senseOfUpdateCustomer},
		{contracts.SearchCustomers, e.senseOfSearch},
	} {
		if e.expects(check.operation) {
			check.judge(ctx)
		}
	}
	if e.interaction.Operation.Name == contracts.FindCases && !e.succeeds() {
		e.senseOfNobodysCases()
	}
}
