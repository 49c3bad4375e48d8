package mockserver

import (
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// behaviour is how the sandbox does an operation: it validates, stores and answers as documented.
type behaviour func(*exchange) (answer, error)

// behaviours lists the sandbox's side of every operation; a test holds it against the table of
// operations.
var behaviours = map[caseapi.OperationName]behaviour{
	caseapi.UpdateCase:             updateCase,
	caseapi.CreateCase:             createCase,
	caseapi.LookupCase:             lookupCase,
	caseapi.FindCases:              findCases,
	caseapi.DefineObjectStructures: defineObjectStructures,
	caseapi.CreateCustomer:         createCustomer,
	caseapi.FindCustomer:           findCustomer,
	caseapi.UpdateCustomer:         updateCustomer,
	caseapi.SearchCustomers:        searchCustomers,
	caseapi.BestmatchCustomers:     bestmatchCustomers,
}

// sandboxAnswer is what the request gets when nothing forces another answer.
func (x *exchange) sandboxAnswer() answer {
	result, err := behaviours[x.operation.Name](x)
	if err != nil {
		result = x.failure(err)
	}
	result.rule = RuleSandbox
	return result
}

// listed is the operation's documented success with a list that is kept as JSON.
func (x *exchange) listed(list store.List) answer {
	return answer{status: x.operation.Success().Status, contentType: jsonType, list: list}
}

// encoded is the operation's documented success with a body that is JSON already.
func (x *exchange) encoded(body store.Body) answer {
	return answer{status: x.operation.Success().Status, contentType: jsonType, body: body}
}

// valid reads the request's body, or says everything that is wrong with the request.
func (x *exchange) valid() (map[string]any, error) {
	x.readBody()
	if x.body.problem != "" {
		return nil, invalidRequest{[]caseapi.Violation{{Path: caseapi.WholeBody,
			Rule: caseapi.SyntaxRule, Message: x.body.problem}}}
	}
	body, violations := x.api().ValidateRequest(x.operation, x.request.Header, x.body.bytes)
	if len(violations) > 0 {
		return nil, invalidRequest{violations}
	}
	return body, nil
}

func defineObjectStructures(x *exchange) (answer, error) {
	objectType := caseapi.ObjectType(x.path["type"])
	structure := x.api().Structures().Of(objectType)
	if structure.Name == "" {
		return answer{}, invalidRequest{[]caseapi.Violation{{
			Path: "type", Message: "must be case or customer, got " + string(objectType)}}}
	}
	if structure.Fields == nil {
		structure.Fields = []caseapi.Field{}
	}
	if _, err := x.valid(); err != nil {
		return answer{}, err
	}
	return jsonAnswer(http.StatusOK, structure), nil
}
