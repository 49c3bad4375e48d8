package mockserver_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

func TestOneRecord(t *testing.T) {
	t.Parallel()
	c := start(t)
	for path, api := range map[string]string{
		"cases/1001": "/case/1001", "customers/C-1001": "/customer/C-1001",
	} {
		got := c.admin(http.MethodGet, path, "").want(http.StatusOK, "").body
		if want := c.get(api).body; strings.TrimSpace(got) != want {
			t.Errorf("%s: got %s, want what the API answers: %s", path, got, want)
		}
	}
	for _, path := range []string{"cases/none", "customers/none", "cases/a%2Fb"} {
		refused := c.admin(http.MethodGet, path, "").want(http.StatusNotFound, "")
		if !strings.Contains(refused.body, "world default has no c") {
			t.Errorf("%s: got %s", path, refused.body)
		}
	}
}

func TestCasesOfCustomer(t *testing.T) {
	t.Parallel()
	c := start(t).inWorld("alice")
	c.post("/case", `{"customerId": "C-1001", "title": "New"}`).want(http.StatusCreated, "sandbox")
	type list struct{ Cases []caseapi.Case }
	found := read[list](c.admin(http.MethodGet, "customers/C-1001/cases", "")).Cases
	if len(found) == 0 || found[len(found)-1].Title != "New" {
		t.Errorf("the new case is not among %v", found)
	}
	none := c.admin(http.MethodGet, "customers/none/cases", "").want(http.StatusOK, "")
	if strings.TrimSpace(none.body) != `{"cases":[]}` {
		t.Errorf("an unknown customer has %s", none.body)
	}
}

func TestWorldsAreListed(t *testing.T) {
	t.Parallel()
	c := start(t)
	c.inWorld("bob").get("/case/1001")
	c.inWorld("alice").get("/case/1001")
	got := read[struct{ Worlds []string }](c.admin(http.MethodGet, "worlds", "")).Worlds
	if want := []string{"alice", "bob", "default"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHealthTellsWhereTheCaseAPIIs(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options []mockserver.Option
		want    string
	}{
		"beside the admin API": {nil, ""},
		"elsewhere":            {[]mockserver.Option{mockserver.WithAdminElsewhere()}, "http://crm.example"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, err := mockserver.New(append(test.options, mockserver.WithPublicURL("http://crm.example"))...)
			if err != nil {
				t.Fatal(err)
			}
			answer := httptest.NewRecorder()
			server.Admin().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://localhost/__admin/health", nil))
			var health struct{ URL string }
			if err := json.Unmarshal(answer.Body.Bytes(), &health); err != nil || health.URL != test.want {
				t.Errorf("got %s, %v, want the URL %q", answer.Body, err, test.want)
			}
		})
	}
}
