package consistency_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
	"casemock/contracts/crm"
)

type body = map[string]any

// client calls a CRM in process, and has a model judge and learn each exchange.
type client struct {
	t      *testing.T
	server http.Handler
	model  *consistency.Model
	found  []consistency.Difference
	key    string
	right  map[string]consistency.Standing // of questions with answers in which nothing was wrong
}

func newClient(t *testing.T, quirks ...crm.Quirk) *client {
	t.Helper()
	text := caseapi.Field{Type: caseapi.Text, Searchable: true}
	structures := caseapi.ObjectStructures{
		Case: caseapi.ObjectStructure{Name: caseapi.CaseObject, Fields: []caseapi.Field{
			named(text, "region"), named(text, "branch")}},
		Customer: caseapi.ObjectStructure{Name: caseapi.CustomerObject, Fields: []caseapi.Field{
			named(text, "fullName"), named(text, "mail"), {Name: "vip", Label: "VIP", Type: caseapi.Checkbox}}},
	}
	return &client{t: t, server: crm.With(quirks...), key: crm.Key,
		model: consistency.NewModel(caseapi.New(structures)), right: map[string]consistency.Standing{}}
}

func named(field caseapi.Field, name string) caseapi.Field {
	field.Name, field.Label = name, name
	return field
}

// call sends a request; the id is that of the path, or empty.
func (c *client) call(operation caseapi.OperationName, id string, sent any) body {
	c.t.Helper()
	answer, _ := c.exchange(operation, id, sent).Answer.(body)
	return answer
}

func (c *client) exchange(operation caseapi.OperationName, id string, sent any) consistency.Exchange {
	c.t.Helper()
	x := consistency.Exchange{Operation: caseapi.MustOperation(operation), Path: map[string]string{},
		WrongKey: c.key != crm.Key && c.key != "", NoKey: c.key == ""}
	for _, name := range x.Operation.PathParameters() {
		x.Path[name] = id
	}
	encoded, err := caseapi.Marshal(sent)
	if err != nil {
		c.t.Fatal(err)
	}
	x.Sent, _ = caseapi.Decode(encoded)
	path := strings.NewReplacer("{id}", url.PathEscape(id), "{type}", id).Replace(x.Operation.Path)
	request := httptest.NewRequest(x.Operation.Method, path, bytes.NewReader(encoded))
	request.Header.Set("Authorization", c.key)
	answer := httptest.NewRecorder()
	c.server.ServeHTTP(answer, request)
	x.Status = answer.Code
	x.Answer, _ = caseapi.Decode(answer.Body.Bytes())
	found := c.model.Judge(x)
	for _, difference := range found {
		c.t.Logf("%s %s %v: %s: %s (%s, not %s): %s", operation, id, sent, difference.Path, difference.Message,
			difference.Expected, difference.Actual, difference.Row.Sentence)
	}
	c.found = append(c.found, found...)
	c.stands(x, found)
	c.model.Learn(x)
	if standing, ok := c.model.Standing(x); ok && len(found) == 0 {
		c.right[asked(x)] = standing
	}
	return x
}

// stands asks of an answer that was right before whether it still is, where nothing that it rests on has changed.
func (c *client) stands(x consistency.Exchange, found []consistency.Difference) {
	c.t.Helper()
	standing, ok := c.model.Standing(x)
	if before, answered := c.right[asked(x)]; ok && answered && before == standing && len(found) > 0 {
		c.t.Errorf("%s %v was right before, and now %v", x.Operation.Name, x.Path, found)
	}
}

// asked is a question with its answer.
func asked(x consistency.Exchange) string {
	return fmt.Sprint(x.Operation.Name, x.Path, x.NoKey, x.WrongKey, x.Status, x.Answer)
}

// Call is one of a walk.
func (c *client) Call(operation, id string, sent any) body {
	return c.call(caseapi.OperationName(operation), id, sent)
}

// Use has the key that is sent from now on.
func (c *client) Use(key string) { c.key = key }

// Invented is told of an id that nothing has.
func (c *client) Invented(kind, id string) { c.model.Invented(caseapi.ObjectType(kind), id) }

// create gives the id of a new object. What no document says can be sent is left out if it was refused.
func (c *client) create(operation caseapi.OperationName, sent body) string {
	c.t.Helper()
	for _, refused := range []string{"", "description", "region", "vip"} {
		delete(sent, refused)
		if id, ok := c.call(operation, "", sent)["id"].(string); ok {
			return id
		}
	}
	c.t.Fatalf("nothing was created from %v", sent)
	return ""
}

// post is an interaction as the platform sends it.
func post(service, serviceID, text string) body {
	return body{"created": "2024-05-01T09:30:00.123+02:00", "body": text, "linkUrl": "", "serviceId": serviceID,
		"service": service, "contentType": "post", "author": body{"service": service, "serviceId": "0012",
			"handle": "Ada_L", "name": "Ada", "brandOwned": true}}
}
