package mockserver_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/mockserver"
)

// counted is what requests/count answers to a matcher, as status and body in one line. Of a refusal the
// code is left.
func counted(api *client, matcher string) string {
	api.t.Helper()
	got := api.admin(http.MethodPost, "requests/count", matcher)
	if got.status == http.StatusOK {
		return strings.TrimSpace(got.body)
	}
	refusal := read[struct{ Error, Message string }](got)
	if refusal.Message == "" {
		api.t.Errorf("nothing says why: %s", got.body)
	}
	return fmt.Sprint(got.status, " ", refusal.Error)
}

func TestCountSaysWhenItForgot(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		journal, requests int
		sure, atLeast     string
	}{
		"a ring that is full":        {3, 3, `{"count":3}`, `{"count":3,"dropped":0}`},
		"a ring that has gone round": {3, 5, "409 requests_dropped", `{"count":3,"dropped":2}`},
		"no journal":                 {0, 1, "409 requests_dropped", `{"count":0,"dropped":1}`},
		"no journal and no request":  {0, 0, `{"count":0}`, `{"count":0,"dropped":0}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := start(t, mockserver.WithJournalSize(test.journal))
			for range test.requests {
				api.get("/case/1001")
			}
			for matcher, want := range map[string]string{`{"operation": "lookupCase"}`: test.sure,
				`{"operation": "lookupCase", "atLeast": false}`: test.sure,
				`{"operation": "lookupCase", "atLeast": true}`:  test.atLeast} {
				if got := counted(api, matcher); got != want {
					t.Errorf("%s: got %s, want %s", matcher, got, want)
				}
			}
			api.admin(http.MethodDelete, "requests", "").want(204, "")
			if got := counted(api, `{}`); got != `{"count":0}` {
				t.Errorf("after the deletion: %s", got)
			}
		})
	}
}

func TestCountKnowsOfDroppedWorlds(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithMaxWorlds(1))
	alice := api.inWorld("alice")
	alice.get("/case/1001")
	api.inWorld("bob").get("/case/1001")
	for _, when := range []string{"before", "after"} {
		if got := counted(alice, `{}`); got != "409 requests_dropped" {
			t.Errorf("%s alice comes back: %s", when, got)
		}
		if got := listed(alice).Dropped; got != 1 {
			t.Errorf("%s alice comes back: %d dropped", when, got)
		}
		alice.admin(http.MethodPost, "force", `{"scenario": "updateCase/422"}`).want(201, "")
	}
	alice.admin(http.MethodPost, "reset", "").want(204, "")
	if got := counted(alice, `{}`); got != `{"count":0}` {
		t.Errorf("after a reset: %s", got)
	}
	bob := api.inWorld("bob")
	bob.admin(http.MethodDelete, "requests", "").want(204, "")
	if got := counted(bob, `{}`); got != `{"count":0}` {
		t.Errorf("bob deleted what he had: %s", got)
	}
}

func TestCountSaysWhenABodyWasCut(t *testing.T) {
	t.Parallel()
	api := start(t)
	long := strings.Repeat("x", mockserver.KeptBody)
	api.patch("/case/1001", `{"title": "y", "description": "`+long+`"}`).want(201, "sandbox")
	api.patch("/case/1001", `{"title": "y"}`).want(201, "sandbox")
	api.do(http.MethodPut, "/case/1001", `{"title": "y"}`) // a method that the API does not have
	for _, test := range []struct{ matcher, want string }{
		{`{"operation": "updateCase"}`, `{"count":2}`},
		{`{"operation": "updateCase", "body": {"title": "y"}}`, "409 body_cut"},
		{`{"operation": "updateCase", "body": {"title": "y"}, "atLeast": true}`, `{"count":1,"dropped":0,"undecided":1}`},
		{`{"operation": "updateCase", "body": {"absent": true}}`, "409 body_cut"},
		{`{"operation": "lookupCase", "body": {"title": "y"}}`, `{"count":0}`},
		{`{"operation": "updateCase", "path": {"id": "1"}, "body": {"title": "y"}}`, `{"count":0}`},
		{`{"method": "PUT", "body": {"title": "y"}}`, "409 body_cut"},
		{`{"operation": "updateCase", "headers": {"cookie": "a"}, "body": {"title": "y"}}`, `{"count":0}`},
	} {
		if got := counted(api, test.matcher); got != test.want {
			t.Errorf("%s: got %s, want %s", test.matcher, got, test.want)
		}
	}
}

func TestCountSaysWhenABodyIsTooLarge(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithMaxBody(64))
	api.patch("/case/1001", `{"title": "`+strings.Repeat("x", 64)+`"}`).want(400, "sandbox")
	if got := counted(api, `{"body": {"absent": true}}`); got != "409 body_cut" {
		t.Errorf("got %s", got)
	}
}

func TestCountComparesSecretsWhole(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithKeys("a-long-secret-key", "a-long-secret-kez"))
	api.get("/case/1001", "Authorization: a-long-secret-key")
	api.get("/case/1001", "Authorization: a-long-secret-key", "Cookie: a=1")
	api.get("/case/1001", "Authorization: a-long-secret-kez", "Cookie: a=2")
	api.get("/case/1001", "Authorization")
	for _, test := range []struct{ headers, want string }{
		{`{"authorization": "a-long-secret-key"}`, `{"count":2}`},
		{`{"AUTHORIZATION": "a-long-secret-kez"}`, `{"count":1}`},
		{`{"authorization": "a-lo…"}`, `{"count":0}`},
		{`{"authorization": "a-long-secret-kex"}`, `{"count":0}`},
		{`{"authorization": {"absent": true}}`, `{"count":1}`},
		{`{"authorization": {"type": "string"}}`, `{"count":3}`},
		{`{"authorization": ["a-long-secret-key"]}`, `{"count":2}`},
		{`{"authorization": {"contains": ["a-long-secret-kez"]}}`, `{"count":1}`},
		{`{"authorization": "a-long-secret-key", "cookie": "a=1"}`, `{"count":1}`},
		{`{"authorization": {"regex": "a-long-.*"}}`, "409 header_redacted"},
		{`{"authorization": {"contains": [{"regex": "a-long-.*"}]}}`, "409 header_redacted"},
		{`{"authorization": {"regex": "a-long-.*"}, "cookie": "a=3"}`, `{"count":0}`},
		{`{"authorization": {"regex": "a-long-.*"}, "cookie": {"absent": true}}`, "409 header_redacted"},
		{`{"cookie": {"regex": "b=.*"}, "authorization": {"absent": true}}`, `{"count":0}`},
		{`{"proxy-authorization": {"regex": ".*"}}`, `{"count":0}`},
		{`{"user-agent": {"regex": "Go-http-client/.*"}, "authorization": {"absent": true}}`, `{"count":1}`},
	} {
		if got := counted(api, `{"headers": `+test.headers+`}`); got != test.want {
			t.Errorf("%s: got %s, want %s", test.headers, got, test.want)
		}
	}
	want := []string{"", "a-lo…", "a-lo…", "a-lo…"}
	var shown []string
	for _, entry := range listed(api).Requests {
		shown = append(shown, entry.Headers["Authorization"])
	}
	if diff := cmp.Diff(want, shown); diff != "" {
		t.Errorf("shown (-want +got):\n%s", diff)
	}
}
