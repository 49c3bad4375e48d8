package consistency_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/crm"
)

// variants are CRMs that keep the documents, each in a way of its own, beside those of package crm: these differ in
// what only several answers show.
var variants = []crm.Variant{
	{Name: "as the documents say"},
	{Name: "date-times of posts are UTC without a fraction", Quirks: []crm.Quirk{crm.Showing(crm.EachPost(
		text("created", func(string) string { return "2024-05-01T07:30:00Z" })))}},
	{Name: "an update answers with the new posts alone", Quirks: []crm.Quirk{crm.Showing(func(o crm.Object) {
		if posts, _ := o["interactions"].([]any); len(posts) > 1 {
			o["interactions"] = posts[len(posts)-1:]
		}
	}, "updateCase")}},
	{Name: "a post that is sent again stands twice", Quirks: []crm.Quirk{crm.Storing(func(before, after crm.Object) {
		posts, was := after["interactions"].([]any), before["interactions"].([]any)
		if len(posts) == len(was) && after["status"] != before["status"] && after["status"] == "open" {
			after["interactions"] = append(posts, posts[len(posts)-1])
		}
	}, "updateCase")}},
	{Name: "lists show neither posts nor custom fields", Quirks: []crm.Quirk{crm.Showing(func(o crm.Object) {
		for _, name := range []string{"interactions", "region", "branch", "fullName", "mail", "vip"} {
			delete(o, name)
		}
	}, "findCases", "searchCustomers", "bestmatchCustomers")}},
	{Name: "lists are in another order", Quirks: []crm.Quirk{crm.Succeeding(func(a *crm.Answer) {
		if list, _ := a.Body.([]any); len(list) > 1 {
			list[0], list[1] = list[1], list[0]
		}
	}, "findCases", "searchCustomers")}},
	{Name: "an unknown customer may have a case", Quirks: []crm.Quirk{func(s *crm.Server) {
		crm.Answering(func(a *crm.Answer) {
			if a.Status == http.StatusUnprocessableEntity {
				a.Status = http.StatusCreated
				a.Body = crm.Object{"id": "new", "customerId": "nobody", "title": "x"}
			}
		}, "createCase")(s)
	}}},
	{Name: "custom fields cannot be sent", Quirks: []crm.Quirk{crm.Refusing("createCase", "region"),
		crm.Refusing("updateCase", "region"), crm.Refusing("createCustomer", "vip"),
		crm.Refusing("updateCustomer", "vip")}},
	{Name: "unknown fields are refused", Quirks: []crm.Quirk{crm.Refusing("updateCase", "colour")}},
	{Name: "phone numbers have a form of their own", Quirks: []crm.Quirk{storing(text("region", func(s string) string {
		return strings.Replace(s, "N", "(N) ", 1)
	}))}},
	{Name: "the case has posts of other sources as well", Quirks: []crm.Quirk{crm.Showing(func(o crm.Object) {
		posts, _ := o["interactions"].([]any)
		o["interactions"] = append(posts, post("mail", "77", "By mail"))
	}, "lookupCase", "findCases")}},
	{Name: "a writing clock is ahead", Quirks: []crm.Quirk{crm.Showing(text("lastUpdated", func(string) string {
		return "2099-01-01T00:00:00Z"
	}), "updateCase", "createCase")}},
}

// TestAClosedCaseMayTakePosts has the CRM take them, with the case left closed or reopened.
func TestAClosedCaseMayTakePosts(t *testing.T) {
	t.Parallel()
	for _, status := range []string{"open", "closed"} {
		t.Run(status, func(t *testing.T) {
			t.Parallel()
			c := newClient(t)
			server := c.server
			c.server = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				sent, _ := io.ReadAll(r.Body)
				sent = bytes.Replace(sent, []byte(`{"interactions"`), []byte(`{"status":"`+status+`","interactions"`), 1)
				r.Body = io.NopCloser(bytes.NewReader(sent))
				server.ServeHTTP(w, r)
			})
			customer := c.create("createCustomer", body{"mail": "ada@example.com"})
			kase := c.create("createCase", body{"customerId": customer, "title": "x"})
			c.call("updateCase", kase, body{"status": "closed"})
			c.call("updateCase", kase, body{"interactions": []any{post("twitter", "1", "x")}})
			c.call("lookupCase", kase, nil)
			c.call("findCases", customer, nil)
			if len(c.found) > 0 {
				t.Errorf("%d differences", len(c.found))
			}
		})
	}
}

func TestNoVariantOfACorrectServerIsBlamed(t *testing.T) {
	t.Parallel()
	for _, variant := range append(crm.Variants(), variants...) {
		t.Run(variant.Name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, variant.Quirks...)
			walk(c)
			for _, difference := range c.found {
				if !difference.Warning {
					t.Errorf("%s: %s", difference.Path, difference.Message)
				}
			}
		})
	}
}
