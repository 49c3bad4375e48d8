package mockserver_test

import (
	"strings"
	"testing"

	"casemock/contracts/caseapi"
)

func TestURLOfACaseLeadsToItsPage(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, client := range []*client{api, api.inWorld("alice")} {
		created := read[caseapi.Case](client.post("/case",
			`{"customerId": "C-1001", "title": "A parcel <b>lost</b>"}`).want(201, "sandbox"))
		path := strings.TrimPrefix(created.URL, api.server.URL)
		page := client.get(path, "Authorization").want(200, "")
		if !strings.Contains(page.body, "A parcel &lt;b&gt;lost&lt;/b&gt;") ||
			!strings.HasPrefix(page.header.Get("Content-Type"), "text/html") {
			t.Errorf("the page at %s is %s", path, page.body)
		}
	}
	seeded := read[caseapi.Customer](api.get("/customer/C-1001"))
	page := api.get(strings.TrimPrefix(seeded.URL, api.server.URL), "Authorization").want(200, "")
	if !strings.Contains(page.body, seeded.Custom["email"]) {
		t.Errorf("the customer's page is %s", page.body)
	}
}

func TestPageOfAnUnknownCaseIsMissing(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, path := range []string{"/cases/9", "/customers/C-9", "/cases/9?world=never-entered", "/cases/..%2f9"} {
		if page := api.get(path, "Authorization").want(404, ""); !strings.Contains(page.body, "<html") {
			t.Errorf("%s: got %s", path, page.body)
		}
	}
	api.get("/cases/1001?world=never-entered", "Authorization").want(200, "")
}

func TestConsoleIsServed(t *testing.T) {
	t.Parallel()
	api := start(t)
	page := api.get("/__admin/", "Authorization").want(200, "")
	if !strings.HasPrefix(page.header.Get("Content-Type"), "text/html") ||
		page.header.Get("Content-Security-Policy") == "" {
		t.Errorf("headers: %v", page.header)
	}
	bare := api.get("/__admin", "Authorization")
	if bare.status != 308 || bare.header.Get("Location") != "/__admin/" {
		t.Errorf("without the slash: %d to %q", bare.status, bare.header.Get("Location"))
	}
}
