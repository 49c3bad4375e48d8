package surprises_test

import (
	"net/url"
	"slices"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver/surprises"
)

// TestGoodClient takes a client that has been written from the documents through all surprises together.
func TestGoodClient(t *testing.T) {
	t.Parallel()
	for name, profile := range map[string]string{"plain": "", "hostile": surprises.Hostile, "again": surprises.Hostile} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := visit(t, profile)
			s.key += "/" + name // a world of its own, in which other surprises are drawn
			customerID := good(s).makesCustomer()
			caseID := good(s).makesCase(customerID)
			good(s).addsPosts(caseID)
			good(s).listsCases(customerID, caseID)
			good(s).looksEachUp()
			good(s).takesRefusals(caseID)
			good(s).opensPage(caseID)
		})
	}
}

// careful is a client as it should be. It reads what the documents promise, and takes the rest as it comes.
type careful struct{ *site }

func good(s *site) careful { return careful{s} }

func (c careful) makesCustomer() (id string) {
	fields := map[string]bool{}
	for _, field := range c.read(c.get("/meta/object/customer"), 200).object()["fields"].([]any) {
		fields[field.(map[string]any)["name"].(string)] = true
	}
	if !fields["email"] {
		c.t.Fatalf("there is no field email among %v", fields)
	}
	made := c.read(c.send("POST", "/customer", map[string]any{"email": "zoë@example.com"}), 201).object()
	id = made["id"].(string)
	if found := c.read(c.get(customerPath(id)), 200).object(); found["id"] != id || found["email"] != "zoë@example.com" {
		c.t.Errorf("the customer is %v", found)
	}
	found := c.read(c.send("POST", "/customers", map[string]any{"email": "zoë@example.com"}), 200).list()
	if !slices.ContainsFunc(found, func(one map[string]any) bool { return one["id"] == id }) {
		c.t.Errorf("%s is not found: %v", id, found)
	}
	return id
}

func (c careful) makesCase(customerID string) (id string) {
	made := c.read(c.send("POST", "/case", map[string]any{"customerId": customerID, "title": "Große Verspätung 🚚",
		"interactions": []any{post(1)}}), 201).object()
	id = made["id"].(string)
	found := c.read(c.get(casePath(id)), 200).object()
	for _, kase := range []map[string]any{made, found} {
		if kase["id"] != id || kase["title"] != "Große Verspätung 🚚" || kase["customerId"] != customerID ||
			kase["status"] != "open" {
			c.t.Errorf("the case is %v", kase)
		}
		created, err := caseapi.ParseTime(kase["created"].(string))
		updated, errUpdated := caseapi.ParseTime(kase["lastUpdated"].(string))
		if err != nil || errUpdated != nil || updated.Before(created) {
			c.t.Errorf("the case is of %v, updated at %v", kase["created"], kase["lastUpdated"])
		}
	}
	return id
}

// addsPosts asks for the case after an update: its answer may leave the posts out, and has them in any order. What is
// sent again may stand there twice.
func (c careful) addsPosts(caseID string) {
	for range 2 {
		c.read(c.send("PATCH", casePath(caseID), map[string]any{"interactions": []any{post(2), post(3)}}), 201)
	}
	posts, _ := c.read(c.get(casePath(caseID)), 200).object()["interactions"].([]any)
	for n := 1; n <= 3; n++ {
		sent := post(n)
		if !slices.ContainsFunc(posts, func(kept any) bool {
			one := kept.(map[string]any)
			return one["service"] == sent["service"] && one["serviceId"] == sent["serviceId"] && one["body"] == sent["body"]
		}) {
			c.t.Errorf("post %d is not among %v", n, posts)
		}
	}
}

func (c careful) listsCases(customerID, caseID string) {
	listed := c.read(c.get(customerPath(customerID)+"/cases"), 200).list()
	if len(listed) != 1 || listed[0]["id"] != caseID {
		c.t.Errorf("the cases are %v", listed)
	}
	if nobodys := c.get("/customer/nobody/cases"); nobodys.status != 404 && len(c.read(nobodys, 200).list()) > 0 {
		c.t.Errorf("nobody has cases: %s", nobodys.body)
	}
}

func (c careful) looksEachUp() {
	for _, id := range c.cases[:24] {
		if found := c.read(c.get(casePath(id)), 200).object(); found["id"] != id {
			c.t.Errorf("%q is found as %v", id, found["id"])
		}
	}
}

// takesRefusals looks at the status alone: no refusal promises a body that has something to show.
func (c careful) takesRefusals(caseID string) {
	for what, got := range map[string]answer{
		"a case that there is not":  c.get("/case/none"),
		"no key":                    c.get(casePath(caseID), "Authorization", ""),
		"a customer that is nobody": c.send("POST", "/case", map[string]any{"customerId": "nobody", "title": "x"}),
		"an empty title":            c.send("PATCH", casePath(caseID), map[string]any{"title": ""}),
	} {
		if got.status < 400 || got.status > 422 {
			c.t.Errorf("%s: %d %s", what, got.status, got.body)
		}
	}
}

// opensPage adds to the query of a url what there is in it.
func (c careful) opensPage(caseID string) {
	page, err := url.Parse(c.read(c.get(casePath(caseID)), 200).object()["url"].(string))
	if err != nil {
		c.t.Fatal(err)
	}
	query := page.Query()
	query.Set("from", "inbox")
	page.RawQuery = query.Encode()
	if shown := c.get(page.RequestURI(), "Accept", "text/html", "Authorization", ""); shown.status != 200 {
		c.t.Errorf("%s: %d %s", page, shown.status, shown.body)
	}
}

// read holds an answer against the status that is documented for a success, of which the body is JSON whatever the
// headers call it.
func (c careful) read(got answer, status int) answer {
	c.t.Helper()
	if got.status != status {
		c.t.Fatalf("got %d %v %s", got.status, got.header, got.body)
	}
	return got
}

func casePath(id string) string { return "/case/" + url.PathEscape(id) }

func customerPath(id string) string { return "/customer/" + url.PathEscape(id) }
