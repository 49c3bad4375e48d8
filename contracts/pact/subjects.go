package pact

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"casemock/contracts"
)

// subjects are the customers and cases that were made on the server under test, through the API
// itself.
type subjects struct {
	v      *verification
	values *values
	// given is an existing customer that the server's owner named; empty: none.
	given string

	customer *subject // for what only reads; made when it is first needed
	kase     *subject
	failed   map[contracts.ObjectType]error // what could not be made once is not tried again
	refused  map[contracts.ObjectType]map[string]bool
	claimed  map[contracts.ObjectType]map[string]bool // the ids of what was made
	other    *subject                                 // a case of another customer
}

// subject is a customer or a case that was made.
type subject struct {
	id       string
	customer string         // whose case it is
	sent     map[string]any // what it was made with
	shown    map[string]any // what the server answered
}

func newSubjects(v *verification) *subjects {
	return &subjects{v: v, values: newValues(), given: v.options.CustomerID,
		failed:  map[contracts.ObjectType]error{},
		refused: map[contracts.ObjectType]map[string]bool{},
		claimed: map[contracts.ObjectType]map[string]bool{},
	}
}

// sharedCustomer is a customer that nobody changes.
func (s *subjects) sharedCustomer(ctx context.Context) (*subject, error) {
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
func (s *subjects) sharedCase(ctx context.Context) (*subject, error) {
	if s.kase == nil {
		made, err := s.newCase(ctx)
		if err != nil {
			return nil, err
		}
		s.kase = made
	}
	return s.kase, nil
}

// newCustomer makes a customer with a value for each of the server's own fields, some of which may be
// wanted.
func (s *subjects) newCustomer(ctx context.Context, wanted map[string]string) (*subject, error) {
	custom := s.values.custom(s.writable(contracts.CustomerObject))
	maps.Copy(custom, wanted)
	made, err := s.make(ctx, contracts.CustomerObject, "/customer", custom, nil)
	if err != nil {
		return nil, cannot(err, customerRemedy)
	}
	return made, nil
}

// newCase makes a case of the shared customer.
func (s *subjects) newCase(ctx context.Context) (*subject, error) {
	customer, err := s.sharedCustomer(ctx)
	if err != nil {
		return nil, err
	}
	return s.newCaseOf(ctx, customer.id)
}

func (s *subjects) newCaseOf(ctx context.Context, customer string) (*subject, error) {
	body := map[string]any{
		"customerId":   customer,
		"title":        "Contract verification: parcel shown as delivered, but never arrived",
		"interactions": []any{s.interaction()},
	}
	custom := s.values.custom(s.writable(contracts.CaseObject))
	made, err := s.make(ctx, contracts.CaseObject, "/case", custom, body)
	if err != nil {
		return nil, cannot(err, stateRemedy)
	}
	made.customer = customer
	return made, nil
}

// interaction is a post that no server has seen before.
func (s *subjects) interaction() map[string]any {
	id := s.values.digits()
	return map[string]any{
		"created":     "2024-05-01T09:30:00.000Z",
		"body":        "The tracking page says it was left with a neighbour. Which one?",
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

// make sends custom fields and the rest. A server may have rules of its own about its custom
// fields, so those that it refuses are left out: first the ones that it names, then all of them.
func (s *subjects) make(ctx context.Context, object contracts.ObjectType, path string,
	custom map[string]string, rest map[string]any,
) (*subject, error) {
	if err := s.failed[object]; err != nil {
		return nil, err
	}
	for {
		body := merged(custom, rest)
		got, _, err := s.v.client.do(ctx, s.v.client.write(http.MethodPost, path, body))
		if err == nil && got.status < http.StatusMultipleChoices { // which of them is judged elsewhere
			return s.read(object, body, got)
		}
		if err == nil && s.drop(object, got, custom) {
			continue
		}
		s.failed[object] = creationProblem(path, got, err)
		return nil, s.failed[object]
	}
}

// drop takes away the custom fields to which a refusal may be due, and tells whether it is worth
// trying again. A customer without a single one is not tried: that is another request.
func (s *subjects) drop(object contracts.ObjectType, got *answer, custom map[string]string) bool {
	refused := got.status == http.StatusBadRequest || got.status == http.StatusUnprocessableEntity
	if !refused || len(custom) == 0 {
		return false
	}
	var refusal contracts.BadRequest
	_ = json.Unmarshal(got.body, &refusal) // a refusal may say nothing
	before := len(custom)
	for _, field := range refusal.Fields {
		delete(custom, field.Name)
	}
	if len(custom) == before {
		clear(custom) // it may be any of them
	}
	s.keep(object, custom)
	return len(custom) > 0 || object != contracts.CustomerObject
}

// keep remembers which custom fields were refused, so that they are not sent again.
func (s *subjects) keep(object contracts.ObjectType, accepted map[string]string) {
	refused := map[string]bool{}
	for _, field := range s.v.structureOf(object).Fields {
		if _, ok := accepted[field.Name]; !ok {
			refused[field.Name] = true
		}
	}
	s.refused[object] = refused
}

// writable lists the server's own fields of an object, without those that it refused before.
func (s *subjects) writable(object contracts.ObjectType) []contracts.Field {
	var fields []contracts.Field
	for _, field := range s.v.structureOf(object).Fields {
		if !s.refused[object][field.Name] {
			fields = append(fields, field)
		}
	}
	return fields
}

func merged(custom map[string]string, rest map[string]any) map[string]any {
	body := map[string]any{}
	maps.Copy(body, rest)
	for name, value := range custom {
		body[name] = value
	}
	return body
}

func (s *subjects) read(
	object contracts.ObjectType, sent map[string]any, got *answer,
) (*subject, error) {
	value, _ := contracts.Decode(got.body)
	shown, _ := value.(map[string]any)
	id := idText(shown["id"])
	if id == "" {
		return nil, fmt.Errorf("its answer has no id")
	}
	s.claim(object, id)
	return &subject{id: id, sent: sent, shown: shown}, nil
}

// claim remembers the id of something that was made, and tells whether it was new.
func (s *subjects) claim(object contracts.ObjectType, id string) bool {
	if s.claimed[object] == nil {
		s.claimed[object] = map[string]bool{}
	}
	known := s.claimed[object][id]
	s.claimed[object][id] = true
	return !known
}

// otherCase is a case of another customer than the shared one.
func (s *subjects) otherCase(ctx context.Context) (*subject, error) {
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

// idText takes an id as it comes: one that is wrongly a number still names the object.
func idText(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case json.Number:
		return value.String()
	}
	return ""
}

func creationProblem(path string, got *answer, err error) error {
	if err != nil {
		return fmt.Errorf("POST %s: %w", path, err)
	}
	return fmt.Errorf("POST %s is answered with %d%s", path, got.status, excerpt(got.body))
}

// excerpt quotes the beginning of a body, on one line.
func excerpt(body []byte) string {
	const longest = 120
	text := strings.Join(strings.Fields(strings.ToValidUTF8(string(body), "\uFFFD")), " ")
	if letters := []rune(text); len(letters) > longest {
		text = string(letters[:longest]) + "…"
	}
	if text == "" {
		return ""
	}
	return ": " + text
}

// casePath is the path of a case; the id may be anything.
func casePath(id string) string { return "/case/" + url.PathEscape(id) }

// customerPath is the path of a customer.
func customerPath(id string) string { return "/customer/" + url.PathEscape(id) }
