package mockserver_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

func TestWrongOptionsAreAllNamed(t *testing.T) {
	t.Parallel()
	_, err := mockserver.New(mockserver.WithCases(-1), mockserver.WithKeys(), mockserver.WithMaxBody(0),
		mockserver.WithMaxWorlds(0), mockserver.WithJournalSize(-1), mockserver.WithPublicURL("here"))
	if err == nil {
		t.Fatal("the options were accepted")
	}
	for _, name := range []string{"cases", "api-key", "max-body", "max-worlds", "journal", "public-url"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not named in: %v", name, err)
		}
	}
}

// TestSecretsThatNobodyCanSend are refused, and not repeated where they are a token.
func TestSecretsThatNobodyCanSend(t *testing.T) {
	t.Parallel()
	for _, secret := range []string{"hidden\n", " hidden", "hid\r\nden", "hid\x00den"} {
		if _, err := mockserver.New(mockserver.WithKeys(secret)); err == nil || !strings.Contains(err.Error(), "api-key") {
			t.Errorf("key %q: %v", secret, err)
		}
		_, err := mockserver.New(mockserver.WithAdminToken(secret))
		if err == nil || !strings.Contains(err.Error(), "admin-token ") || strings.Contains(err.Error(), "hid") {
			t.Errorf("token %q: %v", secret, err)
		}
	}
}

func TestEveryKeyOpensTheAPI(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithKeys("Bearer one", "two/with/slashes"))
	for _, key := range []string{"Bearer one", "two/with/slashes", "two/with/slashes/bob"} {
		api.get("/case/1001", header("Authorization: "+key)).want(200, "sandbox")
	}
	api.get("/case/1001", "Authorization: one").want(401, "sandbox")
}

func TestLeastRecentlyUsedWorldIsDropped(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithMaxWorlds(2))
	first, second := api.inWorld("first"), api.inWorld("second")
	for _, client := range []*client{first, second} {
		client.patch("/case/1001", `{"title": "mine"}`).want(201, "sandbox")
	}
	first.get("/case/1001")
	api.inWorld("third").get("/case/1001").want(200, "sandbox")
	if got := read[caseapi.Case](first.get("/case/1001")); got.Title != "mine" {
		t.Errorf("the world used last was dropped: %s", got.Title)
	}
	if notes := fmt.Sprint(listed(api).Notes); !strings.Contains(notes, "second") {
		t.Errorf("the journal of the default world says %s", notes)
	}
	if got := read[caseapi.Case](second.get("/case/1001")); got.Title == "mine" {
		t.Error("the dropped world is still there")
	}
}

func TestServersDoNotKnowOfEachOther(t *testing.T) {
	t.Parallel()
	one, other := start(t), start(t)
	one.patch("/case/1001", `{"title": "one"}`).want(201, "sandbox")
	one.admin(http.MethodPost, "force", `{"scenario": "lookupCase/500"}`).want(201, "")
	if got := read[caseapi.Case](other.get("/case/1001").want(200, "sandbox")); got.Title == "one" {
		t.Error("the other server has the first one's change")
	}
}

func TestMetricsCountByOperationStatusAndRule(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.get("/case/1001")
	api.get("/case/1001", "Prefer: code=404")
	api.get("/nowhere")
	metrics := api.admin(http.MethodGet, "metrics", "").want(200, "").body
	for _, line := range []string{
		`casemock_requests_total{operation="lookupCase",status="200",rule="sandbox"} 1`,
		`casemock_requests_total{operation="lookupCase",status="404",rule="prefer"} 1`,
		`casemock_requests_total{operation="none",status="404",rule="no-such-operation"} 1`,
		`casemock_request_duration_seconds_count{operation="lookupCase"} 2`,
	} {
		if !strings.Contains(metrics, line) {
			t.Errorf("no line %s in:\n%s", line, metrics)
		}
	}
}

func TestAdminElsewhereIsNotHere(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithAdminElsewhere())
	api.admin(http.MethodGet, "health", "").want(404, "no-such-operation")
}
