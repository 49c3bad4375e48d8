package pact

import (
	"context"

	"casemock/contracts/caseapi"
)

// judgeConsistency holds an answer that conforms against other answers of the same server. Only what the
// documents promise is asked: that a request which was accepted had its effect, and no other.
func (e *check) judgeConsistency(ctx context.Context) {
	for _, check := range []struct {
		operation caseapi.OperationName
		judge     func(context.Context)
	}{
		{caseapi.UpdateCase, e.consistencyOfUpdateCase},
		{caseapi.CreateCase, e.consistencyOfCreateCase},
		{caseapi.LookupCase, e.consistencyOfLookupCase},
		{caseapi.FindCases, e.consistencyOfFindCases},
		{caseapi.DefineObjectStructures, e.consistencyOfStructure},
		{caseapi.CreateCustomer, e.consistencyOfCreateCustomer},
		{caseapi.FindCustomer, e.consistencyOfFindCustomer},
		{caseapi.UpdateCustomer, e.consistencyOfUpdateCustomer},
		{caseapi.SearchCustomers, e.consistencyOfSearch},
	} {
		if e.expects(check.operation) {
			check.judge(ctx)
		}
	}
	if e.interaction.Operation.Name == caseapi.FindCases && !e.succeeds() {
		e.consistencyOfNobodysCases()
	}
}
