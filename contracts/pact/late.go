package pact

import (
	"fmt"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
	"casemock/contracts/transport"
)

// mostLate is how often an operation is waited for in vain, by expectations and by lookups: a
// server that never ends an answer would else take the time limit hundreds of times.
const mostLate = 2

// late counts, by operation, the answers that did not come in time.
type late map[caseapi.OperationName]int

// note is told of what came of a request.
func (l late) note(operation *caseapi.Operation, err error) {
	if operation != nil && transport.IsLate(err) {
		l[operation.Name]++
	}
}

func (l late) tooOften(operation *caseapi.Operation) bool {
	return operation != nil && l[operation.Name] >= mostLate
}

// errGivenUp says why an expectation is not exercised after others were broken by the same.
func errGivenUp(operation caseapi.OperationName) error {
	return report.Obstacle(fmt.Sprintf("%s has given no answer in time to %d expectations before",
		operation, mostLate), "a longer --timeout")
}

// lookupAt is the operation by which an object is looked up.
func lookupAt(path string) *caseapi.Operation { return contract.OperationAt(http.MethodGet, path) }
