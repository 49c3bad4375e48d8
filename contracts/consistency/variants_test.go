package consistency_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"casemock/contracts/crm"
)

// variants are CRMs that keep the documents, each in a way of its own.
var variants = []struct {
	name   string
	quirks []crm.Quirk
}{
	{"as the documents say", nil},
	{"ids are of odd characters", []crm.Quirk{crm.IDs(`a/b c%%2F?#é\+%d;=&`)}},
	{"date-times have an offset and no fraction", []crm.Quirk{crm.Instants(func(t time.Time) string {
		return t.In(time.FixedZone("", 2*3600)).Format("2006-01-02T15:04:05-07:00")
	}, "created", "lastUpdated")}},
	{"date-times are answered more exactly than they are kept", []crm.Quirk{crm.Instants(
		func(t time.Time) string { return t.Format("2006-01-02T15:04:05Z") }, "created", "lastUpdated"),
		crm.Showing(func(o crm.Object) { o["created"] = o["lastUpdated"] }, "createCase")}},
	{"date-times of posts are UTC without a fraction", []crm.Quirk{crm.Showing(eachPost(
		text("created", func(string) string { return "2024-05-01T07:30:00Z" })))}},
	{"interactions are never shown", []crm.Quirk{crm.Showing(without("interactions"))}},
	{"interactions are left out where there are none", []crm.Quirk{crm.Showing(func(o crm.Object) {
		if posts, ok := o["interactions"].([]any); ok && len(posts) == 0 {
			delete(o, "interactions")
		}
	})}},
	{"interactions are shown by lookups alone", []crm.Quirk{
		crm.Showing(without("interactions"), "findCases", "updateCase", "createCase")}},
	{"interactions are shown without their authors", []crm.Quirk{crm.Showing(eachPost(without("author")))}},
	{"the latest interaction comes first", []crm.Quirk{crm.Showing(func(o crm.Object) {
		if posts, _ := o["interactions"].([]any); len(posts) > 1 {
			posts[0], posts[len(posts)-1] = posts[len(posts)-1], posts[0]
		}
	})}},
	{"an update answers with the new posts alone", []crm.Quirk{crm.Showing(func(o crm.Object) {
		if posts, _ := o["interactions"].([]any); len(posts) > 1 {
			o["interactions"] = posts[len(posts)-1:]
		}
	}, "updateCase")}},
	{"a post that is sent again stands twice", []crm.Quirk{crm.Storing(func(before, after crm.Object) {
		posts, was := after["interactions"].([]any), before["interactions"].([]any)
		if len(posts) == len(was) && after["status"] != before["status"] && after["status"] == "open" {
			after["interactions"] = append(posts, posts[len(posts)-1])
		}
	}, "updateCase")}},
	{"lists show neither posts nor custom fields", []crm.Quirk{crm.Showing(func(o crm.Object) {
		for _, name := range []string{"interactions", "region", "branch", "fullName", "mail", "vip"} {
			delete(o, name)
		}
	}, "findCases", "searchCustomers", "bestmatchCustomers")}},
	{"lists are in another order", []crm.Quirk{crm.Succeeding(func(a *crm.Answer) {
		if list, _ := a.Body.([]any); len(list) > 1 {
			list[0], list[1] = list[1], list[0]
		}
	}, "findCases", "searchCustomers")}},
	{"custom fields are null where they have no value", []crm.Quirk{crm.Showing(func(o crm.Object) {
		for _, name := range []string{"region", "branch"} {
			if _, has := o[name]; !has {
				o[name] = nil
			}
		}
	}, "createCase", "updateCase", "lookupCase", "findCases")}},
	{"an unknown customer has no cases", []crm.Quirk{crm.Answering(func(a *crm.Answer) {
		if a.Status == http.StatusNotFound {
			a.Status, a.Body, a.Text = http.StatusOK, []any{}, ""
		}
	}, "findCases")}},
	{"an unknown customer cannot be updated", []crm.Quirk{answering("updateCustomer", 404, 422)}},
	{"an unknown customer may have a case", []crm.Quirk{func(s *crm.Server) {
		crm.Answering(func(a *crm.Answer) {
			if a.Status == http.StatusUnprocessableEntity {
				a.Status = http.StatusCreated
				a.Body = crm.Object{"id": "new", "customerId": "nobody", "title": "x"}
			}
		}, "createCase")(s)
	}}},
	{"wrong requests are a 422", []crm.Quirk{crm.Answering(func(a *crm.Answer) {
		if a.Status == 400 {
			a.Status, a.Body = 422, crm.Object{"error": "invalid", "message": "No."}
		}
	}, "updateCase", "createCase", "createCustomer", "updateCustomer")}},
	{"a missing key is a 400", []crm.Quirk{crm.Answering(func(a *crm.Answer) {
		if a.Status == 401 && a.Request.Header.Get("Authorization") == "" {
			a.Status = 400
		}
	})}},
	{"a description cannot be sent", []crm.Quirk{
		crm.Refusing("createCase", "description"), crm.Refusing("updateCase", "description")}},
	{"a status cannot be sent", []crm.Quirk{crm.Refusing("updateCase", "status")}},
	{"custom fields cannot be sent", []crm.Quirk{crm.Refusing("createCase", "region"),
		crm.Refusing("updateCase", "region"), crm.Refusing("createCustomer", "vip"),
		crm.Refusing("updateCustomer", "vip")}},
	{"unknown fields are refused", []crm.Quirk{crm.Refusing("updateCase", "colour")}},
	{"phone numbers have a form of their own", []crm.Quirk{storing(text("region", func(s string) string {
		return strings.Replace(s, "N", "(N) ", 1)
	}))}},
	{"the case has posts of other sources as well", []crm.Quirk{crm.Showing(func(o crm.Object) {
		posts, _ := o["interactions"].([]any)
		o["interactions"] = append(posts, post("mail", "77", "By mail"))
	}, "lookupCase", "findCases")}},
	{"a computed field changes with every look", []crm.Quirk{crm.Showing(func(o crm.Object) {
		o["ageInSeconds"] = time.Now().Nanosecond()
	})}},
	{"a writing clock is ahead", []crm.Quirk{crm.Showing(text("lastUpdated", func(string) string {
		return "2099-01-01T00:00:00Z"
	}), "updateCase", "createCase")}},
	{"a search minds no case", []crm.Quirk{func(s *crm.Server) {
		s.Sought = func(_, value string) string { return value }
	}}},
}

func without(name string) func(crm.Object) { return func(o crm.Object) { delete(o, name) } }

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
	for _, variant := range variants {
		t.Run(variant.name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, variant.quirks...)
			walk(c)
			for _, difference := range c.found {
				if !difference.Warning {
					t.Errorf("%s: %s", difference.Path, difference.Message)
				}
			}
		})
	}
}
