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
	api.inWorld("alice").get("/case/1001")
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
		api.get(strings.TrimPrefix(url, api.server.URL), "Authorization", asBrowser).want(200, "")
	}
}

// TestLookingMakesNoWorlds asks the admin API for everything there is in a world that nobody has entered:
// all is as in one that nobody has touched.
func TestLookingMakesNoWorlds(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithMaxWorlds(1))
	alice, bob := api.inWorld("alice"), api.inWorld("bob")
	alice.get("/case/1001")
	untouched := map[string]string{}
	for _, path := range []string{"force", "requests", "coverage", "cases", "cases/1001", "customers/C-1001",
		"customers/C-1001/cases", "health", "scenarios"} {
		untouched[path] = api.admin(http.MethodGet, path, "").want(200, "").body
		if got := bob.admin(http.MethodGet, path, "").want(200, "").body; got != inWorld(untouched[path], "bob") {
			t.Errorf("%s: bob has %s, default %s", path, got, untouched[path])
		}
	}
	bob.admin(http.MethodGet, "requests/1", "").want(404, "")
	bob.admin(http.MethodPost, "requests/count", "{}").want(200, "")
	for _, body := range []string{`{"scenario": "none"}`, `{"scenario": "lookupCase/500", "times": 0}`, `[]`} {
		bob.admin(http.MethodPost, "force", body).want(400, "")
	}
	for _, body := range []string{`{"state": "none"}`, `{"state": "none", "action": "teardown"}`, `[]`,
		`{"state": "the server fails unexpectedly"}`, `{"state": "a customer exists", "params": {"tier": "none"}}`} {
		bob.admin(http.MethodPost, "states", body).want(400, "")
	}
	bob.admin(http.MethodPost, "states", `{"state": "a case exists", "action": "teardown"}`).want(200, "")
	bob.admin(http.MethodPost, "states", `{"state": ""}`).want(200, "")
	bob.admin(http.MethodPost, "reset", "").want(204, "")
	bob.admin(http.MethodDelete, "requests", "").want(204, "")
	bob.admin(http.MethodDelete, "requests?operation=lookupCase", "").want(204, "")
	bob.admin(http.MethodDelete, "force", "").want(204, "")
	bob.get("/cases/1001?world=bob", asBrowser).want(200, "")
	stream(t, bob)
	if got := strings.TrimSpace(api.admin(http.MethodGet, "worlds", "").body); got != `{"worlds":["alice","default"]}` {
		t.Errorf("got %s", got)
	}
}

// TestStreamWaitsForItsWorld listens to a world before anybody enters it, and to another one beside it.
func TestStreamWaitsForItsWorld(t *testing.T) {
	t.Parallel()
	api := start(t)
	bob := api.inWorld("bob")
	lines, header := openStream(t, bob)
	if header.Get("X-Accel-Buffering") != "no" {
		t.Errorf("a proxy may hold the stream back: %v", header)
	}
	api.inWorld("alice").get("/case/1001")
	bob.get("/case/1002")
	bob.get("/case/1003")
	for n, path := range []string{"/case/1002", "/case/1003"} {
		if got := nextEvent(t, lines); got.Path != path || got.World != "bob" || got.N != uint64(n+1) {
			t.Errorf("got %+v, want %s", got, path)
		}
	}
}

// openStream listens to the requests of the client's world, and waits for the stream's first line.
func openStream(t *testing.T, api *client) (*bufio.Scanner, http.Header) {
	t.Helper()
	_, world, _ := strings.Cut(api.key, "/")
	response, err := api.http.Get(api.server.URL + mockserver.AdminPath + "requests/stream?world=" + world)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	lines := bufio.NewScanner(response.Body)
	if !lines.Scan() {
		t.Fatalf("nothing comes: %v", lines.Err())
	}
	return lines, response.Header
}
