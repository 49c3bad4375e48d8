package sandbox

import (
	"context"
	"net/http"
	"time"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/store"
)

// CRM is what the operations work on: the API and the seeded data that are in force, and one world.
type CRM struct {
	API        *caseapi.API
	Population *fixtures.Population
	Store      store.Store
	Now        func() time.Time
	Link       func(address string) string // makes a URL of the data lead to the world
	PublicURL  string                      // that the data's URLs begin with
	KeepsTwice bool                        // a case keeps a post that is sent again beside the former one
}

func (c CRM) caseURL(id string) string     { return c.Link(fixtures.CaseURL(c.PublicURL, id)) }
func (c CRM) customerURL(id string) string { return c.Link(fixtures.CustomerURL(c.PublicURL, id)) }

// now is the present as a date-time.
func (c CRM) now() string { return caseapi.FormatTime(c.Now()) }

// Request is one call of an operation, by a client whose key was accepted.
type Request struct {
	Context   context.Context // ends when nobody waits for the answer any longer
	Operation *caseapi.Operation
	Path      map[string]string // the path's parameters, unescaped
	Header    http.Header
	Body      []byte
	Problem   string // why the body is not whole; empty when it is
}

// id is the path's id; empty for an operation without one.
func (r Request) id() string { return r.Path["id"] }

// behaviour is how the sandbox does an operation.
type behaviour func(CRM, Request) (Answer, error)

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

// Do does what the request asks for, and gives the documented answer: a success, or why there is none. The
// answer of a request that nobody waits for any longer has no status.
func Do(c CRM, r Request) Answer {
	answer, err := behaviours[r.Operation.Name](c, r)
	if err != nil {
		return c.failure(r, err)
	}
	return answer
}

// valid reads the request's body, or says everything that is wrong with the request.
func (c CRM) valid(r Request) (map[string]any, error) {
	if r.Problem != "" {
		return nil, invalidRequest{[]caseapi.Violation{{Path: caseapi.WholeBody,
			Rule: caseapi.SyntaxRule, Message: r.Problem}}}
	}
	body, violations := c.API.ValidateRequest(r.Operation, r.Header, r.Body)
	if len(violations) > 0 {
		return nil, invalidRequest{violations}
	}
	return body, nil
}
