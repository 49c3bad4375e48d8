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

const longID = "9223372036854775807"

const difficult = "  Ä🙂 e\u0301 <b>&amp;\"'</b>\r\n\ttitle of more than eighty characters, whatever a column " +
	"may hold \u202bשלום\u202c  "

// walk does, once each, what a platform does with cases and customers.
func walk(c *client) {
	c.t.Helper()
	c.call("defineObjectStructures", "case", nil)
	c.call("searchCustomers", "", body{"mail": "Ada@Example.com"})
	ada := c.create("createCustomer", body{"fullName": "Ada  Lovelace ", "mail": "Ada@Example.com", "vip": "true"})
	bob := c.create("createCustomer", body{"fullName": "Bob", "mail": "bob@example.com"})
	c.call("findCustomer", ada, nil)
	c.call("searchCustomers", "", body{"mail": "Ada@Example.com"})
	kase := c.create("createCase", body{"customerId": ada, "title": difficult, "region": "North", "branch": "7",
		"description":  "A description.",
		"interactions": []any{post("facebook", longID, difficult), post("twitter", longID, "2")}})
	c.call("lookupCase", kase, nil)
	c.call("updateCase", kase, body{"interactions": []any{post("twitter", "0012", "third")}})
	c.call("lookupCase", kase, nil)
	c.call("updateCase", kase, body{"region": "South"})
	c.call("lookupCase", kase, nil)
	c.call("findCases", ada, nil)
	c.call("updateCase", kase, body{"status": "closed"})
	c.call("lookupCase", kase, nil)
	c.call("lookupCase", kase, nil)
	c.call("findCases", ada, nil)
	c.call("updateCase", kase, body{"status": "open", "interactions": []any{post("twitter", "0012", "third")}})
	c.call("lookupCase", kase, nil)
	c.call("updateCase", kase, body{"title": "Another", "customerId": bob})
	c.call("lookupCase", kase, nil)
	for range 26 {
		c.call("createCase", "", body{"customerId": bob, "title": "One of many"})
	}
	c.call("findCases", ada, nil)
	c.call("findCases", bob, nil)
	c.call("updateCustomer", ada, body{"mail": "Lovelace@Example.com"})
	c.call("findCustomer", ada, nil)
	c.call("updateCustomer", ada, body{"vip": "false"})
	c.call("findCustomer", ada, nil)
	c.call("searchCustomers", "", body{"mail": "Lovelace@Example.com"})
	c.call("searchCustomers", "", body{"mail": "Ada@Example.com"})
	c.call("searchCustomers", "", body{"mail": "Lovelace@Example.com", "fullName": "Ada  Lovelace "})
	c.call("bestmatchCustomers", "", body{"email": "bob@example.com"})
	refused(c, kase, ada)
}

// refused sends what must be refused, or may be.
func refused(c *client, kase, customer string) {
	c.t.Helper()
	for _, wrong := range []any{body{"title": 7}, []any{}, body{"interactions": "x"}} {
		c.call("updateCase", kase, wrong)
		c.call("createCase", "", wrong)
	}
	c.call("updateCase", kase, body{"status": "closed", "noSuchField": "red", "number": "7"})
	c.call("updateCase", kase, body{"interactions": []any{post("twitter", "0013", "fourth")}})
	c.call("createCase", "", body{"customerId": "nobody", "title": "x"})
	c.call("lookupCase", kase, nil)
	c.model.Invented(caseapi.CaseObject, "no-such-case")
	c.model.Invented(caseapi.CustomerObject, "no-such-customer")
	c.call("lookupCase", "no-such-case", nil)
	c.call("updateCase", "no-such-case", body{"title": "x"})
	c.call("findCustomer", "no-such-customer", nil)
	c.call("findCases", "no-such-customer", nil)
	c.call("updateCustomer", "no-such-customer", body{"mail": "x"})
	c.call("defineObjectStructures", "thing", nil)
	for _, key := range []string{"", crm.Key + "x"} {
		c.key = key
		c.call("lookupCase", kase, nil)
		c.call("updateCase", kase, body{"title": "without a key"})
		c.call("findCases", customer, nil)
	}
	c.key = crm.Key
	c.call("lookupCase", kase, nil)
}
