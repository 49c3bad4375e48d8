package pact

import (
	"context"
	"maps"
	"net/url"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
	"casemock/contracts/report"
)

// testData is the customers and cases that were made on the server under test, through the API
// itself.
type testData struct {
	v      *verification
	values *values
	// given is an existing customer that the server's owner named; empty: none.
	given string

	customer *subject // for what only reads; made when it is first needed
	kase     *subject
	failed   map[caseapi.ObjectType]error // what could not be made once is not tried again
	refused  map[caseapi.ObjectType]map[string]bool
	claimed  map[caseapi.ObjectType]map[string]bool // the ids of what was made
	other    *subject                               // a case of another customer
}

// subject is a customer or a case that was made.
type subject struct {
	id       string
	customer string                 // whose case it is
	sent     map[string]any         // what it was made with
	told     []consistency.Exchange // how it was made
}

func newTestData(v *verification) *testData {
	return &testData{v: v, values: newValues(), given: v.options.CustomerID,
		failed:  map[caseapi.ObjectType]error{},
		refused: map[caseapi.ObjectType]map[string]bool{},
		claimed: map[caseapi.ObjectType]map[string]bool{},
	}
}

// sharedCustomer is a customer that nobody changes.
func (s *testData) sharedCustomer(ctx context.Context) (*subject, error) {
	if s.given != "" {
		return &subject{id: s.given}, nil
	}
	if s.customer == nil {
		made, err := s.newCustomer(ctx, nil)
		if err != nil {
			return nil, err
		}
		s.customer = made
	}
	return s.customer, nil
}

// sharedCase is a case that nobody changes.
func (s *testData) sharedCase(ctx context.Context) (*subject, error) {
	if s.kase == nil {
		made, err := s.newCase(ctx)
		if err != nil {
			return nil, err
		}
		s.kase = made
	}
	return s.kase, nil
}

// newCustomer makes a customer with a value for each of the server's own fields, some of which may
// be wanted.
func (s *testData) newCustomer(ctx context.Context, wanted map[string]string) (*subject, error) {
	if unknown := s.v.unknownFields(caseapi.CustomerObject, customerRemedy); unknown != nil &&
		len(wanted) == 0 {
		return nil, unknown
	}
	custom := s.values.custom(s.writable(caseapi.CustomerObject))
	maps.Copy(custom, wanted)
	made, err := s.make(ctx, caseapi.CustomerObject, "/customer", custom, nil)
	if err != nil {
		return nil, report.WithRemedy(err, customerRemedy)
	}
	return made, nil
}

// newCase makes a case of the shared customer.
func (s *testData) newCase(ctx context.Context) (*subject, error) {
	customer, err := s.sharedCustomer(ctx)
	if err != nil {
		return nil, err
	}
	return s.newCaseOf(ctx, customer.id)
}

func (s *testData) newCaseOf(ctx context.Context, customer string) (*subject, error) {
	body := map[string]any{
		"customerId":   customer,
		"title":        s.values.unlike("Contract verification: parcel never arrived"),
		"interactions": []any{s.interaction()},
	}
	custom := s.values.custom(s.writable(caseapi.CaseObject))
	made, err := s.make(ctx, caseapi.CaseObject, "/case", custom, body)
	if err != nil {
		return nil, report.WithRemedy(err, stateRemedy)
	}
	made.customer = customer
	return made, nil
}

// interaction is a post that no server has seen before.
func (s *testData) interaction() map[string]any {
	id := s.values.digits()
	return map[string]any{
		"created":     "2024-05-01T09:30:00.000Z",
		"body":        s.values.unlike("The tracking page says it was left with a neighbour. Which one?"),
		"linkUrl":     "https://twitter.com/ada_l/status/" + id,
		"serviceId":   id,
		"service":     "twitter",
		"contentType": "post",
		"author": map[string]any{
			"service": "twitter", "serviceId": "48291377", "handle": "ada_l", "name": "Ada Lovelace",
			"brandOwned": false,
		},
	}
}

// claim remembers the id of something that was made, and reports whether it was new.
func (s *testData) claim(object caseapi.ObjectType, id string) bool {
	if s.claimed[object] == nil {
		s.claimed[object] = map[string]bool{}
	}
	known := s.claimed[object][id]
	s.claimed[object][id] = true
	return !known
}

// otherCase is a case of another customer than the shared one.
func (s *testData) otherCase(ctx context.Context) (*subject, error) {
	if s.other != nil {
		return s.other, nil
	}
	customer, err := s.newCustomer(ctx, nil)
	if err != nil {
		return nil, err
	}
	s.other, err = s.newCaseOf(ctx, customer.id)
	return s.other, err
}

// casePath is the path of a case; the id may be anything.
func casePath(id string) string { return "/case/" + url.PathEscape(id) }

// customerPath is the path of a customer.
func customerPath(id string) string { return "/customer/" + url.PathEscape(id) }

// pathOf is the path of a case or customer.
func pathOf(object caseapi.ObjectType, id string) string {
	if object == caseapi.CustomerObject {
		return customerPath(id)
	}
	return casePath(id)
}
