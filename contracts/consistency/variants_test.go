package consistency_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
	"casemock/contracts/crm"
)

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
	plain := crm.Variant{Name: "as the documents say"}
	for _, variant := range append(slices.Concat(crm.Variants(), crm.VariantsAcross()), plain) {
		t.Run(variant.Name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, variant.Quirks...)
			crm.Walk(c)
			for _, difference := range c.found {
				if !difference.Warning {
					t.Errorf("%s: %s", difference.Path, difference.Message)
				}
			}
		})
	}
}
