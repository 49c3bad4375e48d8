package mockserver_test

import (
	"bufio"
	"net/http"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

// TestLookingAtAWorldMakesNone asks the admin API about a world that nobody has entered: a mistyped
// name must not push another world out.
func TestLookingAtAWorldMakesNone(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithMaxWorlds(1))
	alice, mistyped := api.inWorld("alice"), api.inWorld("alcie")
	alice.patch("/case/1001", `{"title": "mine"}`).want(201, "sandbox")
	for _, path := range []string{"requests", "coverage", "force", "cases", "requests/count"} {
		method, body := http.MethodGet, ""
		if path == "requests/count" {
			method, body = http.MethodPost, `{}`
		}
		mistyped.admin(method, path, body).want(200, "")
	}
	mistyped.admin(http.MethodDelete, "requests", "").want(204, "")
	if got := read[caseapi.Case](alice.get("/case/1001")); got.Title != "mine" {
		t.Errorf("alice's world was dropped: %s", got.Title)
	}
	names := read[struct{ Worlds []string }](api.admin(http.MethodGet, "worlds", "")).Worlds
	if !slices.Equal(names, []string{"alice", "default"}) {
		t.Errorf("the worlds are %v", names)
	}
}

// TestStreamOfADroppedWorldEnds, so that its listener comes back to the world's successor.
func TestStreamOfADroppedWorldEnds(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithMaxWorlds(1))
	response, err := api.http.Get(api.server.URL + mockserver.AdminPath + "requests/stream?world=alice")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	api.inWorld("bob").get("/case/1001").want(200, "sandbox")
	lines := bufio.NewScanner(response.Body)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "data:") {
			t.Errorf("got %s", lines.Text())
		}
	}
	if err := lines.Err(); err != nil {
		t.Errorf("the stream did not end: %v", err)
	}
}

// TestStatesMakeThingsOfTheirWorld follows the url of a case that a state's setup made.
func TestStatesMakeThingsOfTheirWorld(t *testing.T) {
	t.Parallel()
	api := start(t).inWorld("alice")
	api.admin(http.MethodPost, "states",
		`{"state": "a case exists", "params": {"id": "77", "customerId": "C-77"}}`).want(200, "")
	made := read[caseapi.Case](api.get("/case/77").want(200, "sandbox"))
	customer := read[caseapi.Customer](api.get("/customer/C-77").want(200, "sandbox"))
	for _, url := range []string{made.URL, customer.URL} {
		api.get(strings.TrimPrefix(url, api.server.URL), "Authorization").want(200, "")
	}
}
