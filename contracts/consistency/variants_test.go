package consistency_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
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
	{Name: "unknown fields are refused", Quirks: []crm.Quirk{crm.Refusing("updateCase", "noSuchField")}},
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

// TestRoomForPosts has a CRM refuse posts, of which the case then would have a number.
func TestRoomForPosts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ before, sent, differences int }{{0, 21, 0}, {19, 2, 0}, {0, 20, 1}, {21, 0, 1}} {
		t.Run(fmt.Sprint(test.before, " and ", test.sent), func(t *testing.T) {
			t.Parallel()
			c := newClient(t)
			customer := c.create("createCustomer", body{"mail": "ada@example.com"})
			kase := c.create("createCase", body{"customerId": customer, "title": "x", "interactions": posts(0, test.before)})
			update := body{"title": "y"}
			if test.sent > 0 {
				update["interactions"] = posts(test.before, test.sent)
			}
			x := consistency.Exchange{Operation: caseapi.MustOperation(caseapi.UpdateCase),
				Path: map[string]string{"id": kase}, Sent: update, Status: http.StatusUnprocessableEntity,
				Answer: body{"error": "full", "message": "No."}}
			if found := c.model.Judge(x); len(found) != test.differences {
				t.Errorf("got %+v", found)
			}
		})
	}
}

// TestWhatAnotherCaseHas may be refused: that is one way of keeping out what comes twice.
func TestWhatAnotherCaseHas(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	customer := c.create("createCustomer", body{"mail": "ada@example.com"})
	c.create("createCase", body{"customerId": customer, "title": "x", "interactions": []any{post("twitter", "1", "x")}})
	for name, test := range map[string]struct {
		sent    body
		refused bool
	}{
		"its title":                    {body{"title": "x"}, true},
		"its post":                     {body{"title": "y", "interactions": []any{post("twitter", "1", "y")}}, true},
		"a text of it":                 {body{"title": "y", "interactions": []any{post("twitter", "2", "x")}}, true},
		"its post, of another service": {body{"title": "y", "interactions": []any{post("facebook", "1", "y")}}, false},
	} {
		test.sent["customerId"] = customer
		statuses := c.model.Statuses(consistency.Exchange{
			Operation: caseapi.MustOperation(caseapi.CreateCase), Sent: test.sent})
		if slices.Contains(statuses, http.StatusUnprocessableEntity) != test.refused {
			t.Errorf("%s: may be answered with %v", name, statuses)
		}
	}
}

// TestAPostMayStandTwice has what was sent first, without an author, stand beside what was sent again with one.
func TestAPostMayStandTwice(t *testing.T) {
	t.Parallel()
	former, again := post("twitter", "1", "x"), post("twitter", "1", "changed")
	delete(former, "author")
	c := newClient(t, crm.Showing(func(o crm.Object) { o["interactions"] = []any{former, again} },
		"lookupCase", "findCases"))
	customer := c.create("createCustomer", body{"mail": "ada@example.com"})
	kase := c.create("createCase", body{"customerId": customer, "title": "x", "interactions": []any{former}})
	c.call("updateCase", kase, body{"interactions": []any{again}})
	c.call("lookupCase", kase, nil)
	c.call("findCases", customer, nil)
	if len(c.found) > 0 {
		t.Errorf("got %+v", c.found)
	}
}

// TestAPostMayBeReplacedLate has a lookup show what was sent first, and the next one what was sent again.
func TestAPostMayBeReplacedLate(t *testing.T) {
	t.Parallel()
	for name, now := range map[string]func(former, again any) []any{
		"in its place": func(_, again any) []any { return []any{again} },
		"beside it":    func(former, again any) []any { return []any{former, again} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			looked := 0
			former, again := post("twitter", "1", "x"), post("twitter", "1", "changed")
			c := newClient(t, crm.Showing(func(o crm.Object) {
				if looked++; looked == 1 {
					o["interactions"] = []any{former}
				} else {
					o["interactions"] = now(former, again)
				}
			}, "lookupCase"))
			customer := c.create("createCustomer", body{"mail": "ada@example.com"})
			kase := c.create("createCase", body{"customerId": customer, "title": "x", "interactions": []any{former}})
			c.call("updateCase", kase, body{"interactions": []any{again}})
			c.call("lookupCase", kase, nil)
			c.call("lookupCase", kase, nil)
			for _, difference := range c.found {
				if !difference.Warning {
					t.Errorf("%s: %s", difference.Path, difference.Message)
				}
			}
		})
	}
}

// TestAMoveMayBeRefused, and what gives the case to its own customer may not.
func TestAMoveMayBeRefused(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	ada := c.create("createCustomer", body{"mail": "ada@example.com"})
	bob := c.create("createCustomer", body{"mail": "bob@example.com"})
	kase := c.create("createCase", body{"customerId": ada, "title": "x"})
	for to, want := range map[string]bool{ada: false, bob: true} {
		statuses := c.model.Statuses(consistency.Exchange{Operation: caseapi.MustOperation(caseapi.UpdateCase),
			Path: map[string]string{"id": kase}, Sent: body{"customerId": to}})
		if slices.Contains(statuses, http.StatusUnprocessableEntity) != want {
			t.Errorf("%s: may be answered with %v", to, statuses)
		}
	}
}

func posts(first, number int) []any {
	all := []any{}
	for i := range number {
		all = append(all, post("twitter", fmt.Sprint(first+i), "x"))
	}
	return all
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
