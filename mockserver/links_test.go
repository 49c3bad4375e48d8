package mockserver_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

func TestURLOfACaseLeadsToItsPage(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, client := range []*client{api, api.inWorld("alice")} {
		created := read[caseapi.Case](client.post("/case",
			`{"customerId": "C-1001", "title": "A parcel <b>lost</b>"}`).want(201, "sandbox"))
		path := strings.TrimPrefix(created.URL, api.server.URL)
		page := client.get(path, "Authorization", asBrowser).want(200, "")
		if !strings.Contains(page.body, "A parcel &lt;b&gt;lost&lt;/b&gt;") ||
			!strings.HasPrefix(page.header.Get("Content-Type"), "text/html") {
			t.Errorf("the page at %s is %s", path, page.body)
		}
	}
	seeded := read[caseapi.Customer](api.get("/customer/C-1001"))
	page := api.get(strings.TrimPrefix(seeded.URL, api.server.URL), "Authorization", asBrowser).want(200, "")
	if !strings.Contains(page.body, seeded.Custom["email"]) {
		t.Errorf("the customer's page is %s", page.body)
	}
}

func TestPageOfAnUnknownCaseIsMissing(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, path := range []string{"/cases/9", "/customers/C-9", "/cases/9?world=never-entered", "/cases/..%2f9"} {
		if page := api.get(path, "Authorization", asBrowser).want(404, ""); !strings.Contains(page.body, "<html") {
			t.Errorf("%s: got %s", path, page.body)
		}
	}
	api.get("/cases/1001?world=never-entered", "Authorization", asBrowser).want(200, "")
}

func TestConsoleIsServed(t *testing.T) {
	t.Parallel()
	api := start(t)
	page := api.get("/__admin/", "Authorization").want(200, "")
	if !strings.HasPrefix(page.header.Get("Content-Type"), "text/html") ||
		page.header.Get("Content-Security-Policy") == "" {
		t.Errorf("headers: %v", page.header)
	}
	for path, want := range map[string]string{"/__admin": "308 __admin/",
		"/__admin?world=a%26b": "308 __admin/?world=a%26b",
		"/":                    "302 __admin/", "/?world=alice": "302 __admin/?world=alice"} {
		led := api.get(path, "Authorization", asBrowser)
		if got := fmt.Sprint(led.status, " ", led.header.Get("Location")); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
	elsewhere := start(t, mockserver.WithAdminElsewhere())
	elsewhere.get("/", "Authorization", asBrowser).want(404, "no-such-operation")
}

// asBrowser is what Chromium sends for a page.
const asBrowser header = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

func TestPagesAreForBrowsers(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, path := range []string{"/cases/1001", "/customers/C-1001", "/cases/9", "/cases/1001?world=alice"} {
		for _, accept := range []header{"Accept", "Accept: */*", "Accept: application/json", "Accept: text/*",
			"Accept: text/html;q=0, */*", "Accept: text/htmlx", "Accept: application/json, text/plain, */*"} {
			for _, method := range []string{http.MethodGet, http.MethodPatch, http.MethodPost} {
				got := api.do(method, path, "", accept, "Authorization").want(404, "no-such-operation")
				if got.header.Get("Vary") != "Accept" || !strings.Contains(got.body, "PATCH /case/{id} (updateCase)") {
					t.Errorf("%s %s %s: %v %s", method, path, accept, got.header, got.body)
				}
			}
		}
		for _, accept := range []header{"Accept: text/html", "Accept: application/json, TEXT/HTML;q=0.1",
			"Accept: text/html;level=1", asBrowser} {
			if got := api.get(path, accept, "Authorization"); got.header.Get("Vary") != "Accept" ||
				!strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
				t.Errorf("%s %s: %d %v", path, accept, got.status, got.header)
			}
		}
		api.do(http.MethodDelete, path, "", asBrowser, "Authorization").want(405, "no-such-operation")
	}
}

func TestPagesAskForTheToken(t *testing.T) {
	t.Parallel()
	for name, option := range map[string]mockserver.Option{"one address": mockserver.WithAdminOpen(),
		"two addresses": mockserver.WithAdminElsewhere()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := start(t, mockserver.WithAdminToken("open-sesame"), option)
			for _, path := range []string{"/cases/1001", "/customers/C-1001", "/cases/9", "/cases/1001?world=alice"} {
				for _, key := range []header{"Authorization", "Authorization: sandbox-key", "Authorization: Bearer x"} {
					refused := api.get(path, asBrowser, key).want(401, "")
					if refused.header.Get("WWW-Authenticate") == "" || strings.Contains(refused.body, "1001") {
						t.Errorf("%s: %v %s", path, refused.header, refused.body)
					}
				}
				status := 200
				if strings.HasSuffix(path, "9") {
					status = 404
				}
				api.get(path, asBrowser, "Authorization: Basic eDpvcGVuLXNlc2FtZQ==").want(status, "")
				api.get(path, asBrowser, "Authorization: Bearer open-sesame").want(status, "")
			}
		})
	}
}

var ownURL = regexp.MustCompile(`"url":"[^"]*/(cases|customers)/[^"]*`)

// inWorld is what the default world shows as another one shows it: with urls that lead there.
func inWorld(body, world string) string { return ownURL.ReplaceAllString(body, "$0?world="+world) }

// TestEveryURLLeadsToItsWorld of seeded data as of new, read, listed, searched and changed.
func TestEveryURLLeadsToItsWorld(t *testing.T) {
	t.Parallel()
	fixture := writeFile(t, "own.yaml", `
customers: [{id: C-1, name: Anna Example}]
cases: [{id: "77", customerId: C-1, title: Own, url: "https://crm.example/77"}, {id: "78", customerId: C-1, title: x}]
`)
	api := start(t, mockserver.WithFixtures(fixture))
	for name, query := range map[string]string{"default": "", "alice": "?world=alice"} {
		client := api
		if name != "default" {
			client = api.inWorld(name)
		}
		has := func(got reply, path string) {
			t.Helper()
			got.contains(`"url":"` + api.server.URL + path + query + `"`)
		}
		for _, id := range []string{"1001", "1002", "78"} {
			has(client.get("/case/"+id), "/cases/"+id)
			has(client.patch("/case/"+id, `{"title": "Changed"}`), "/cases/"+id)
			has(client.get("/case/"+id), "/cases/"+id)
		}
		has(client.get("/customer/C-1/cases"), "/cases/78")
		client.get("/customer/C-1/cases").contains(`"url":"https://crm.example/77"`)
		client.get("/case/77").contains(`"url":"https://crm.example/77"`)
		has(client.get("/customer/C-1002"), "/customers/C-1002")
		has(client.post("/customers", `{"name": "Anna Example"}`), "/customers/C-1")
		has(client.do(http.MethodPatch, "/customer/C-1002", `{"name": "B"}`), "/customers/C-1002")
		has(client.admin(http.MethodGet, "cases/1003", ""), "/cases/1003")
		has(client.admin(http.MethodGet, "customers/C-1003", ""), "/customers/C-1003")
		has(client.admin(http.MethodGet, "cases", ""), "/cases/1004")
		page := client.get("/cases/1001"+query, "Authorization", asBrowser)
		page.contains("Changed")
	}
}
