package mockserver_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

// underWay begins an update and returns when the server has begun with it: it has asked for the body.
func underWay(t *testing.T, api *client, key, headers string) (connection net.Conn, answer *bufio.Reader) {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(api.server.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	_, err = fmt.Fprintf(connection, "PATCH /case/1001 HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n%s"+
		"Content-Type: application/json\r\nContent-Length: 15\r\nExpect: 100-continue\r\n\r\n", key, headers)
	if err != nil {
		t.Fatal(err)
	}
	answer = bufio.NewReader(connection)
	if line, err := answer.ReadString('\n'); err != nil || !strings.Contains(line, " 100 ") {
		t.Fatalf("got %q and %v, want to be asked for the body", line, err)
	}
	_, _ = answer.ReadString('\n')
	return connection, answer
}

// finish sends the body of an update that is under way.
func finish(t *testing.T, connection net.Conn, answer *bufio.Reader) int {
	t.Helper()
	if _, err := io.WriteString(connection, `{"title":"new"}`); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(answer, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	return response.StatusCode
}

// TestWhatBeganBeforeAResetStaysThere in each way in which a world can begin anew.
func TestWhatBeganBeforeAResetStaysThere(t *testing.T) {
	t.Parallel()
	ends := map[string]struct {
		world string
		end   func(api *client)
	}{
		"reset": {"default", func(api *client) { api.admin(http.MethodPost, "reset", "") }},
		"reset of another world": {"alice", func(api *client) {
			api.admin(http.MethodPost, "reset", "")
		}},
		"dropped for others": {"alice", func(api *client) {
			for _, other := range []string{"bob", "carol", "dave"} {
				api.inWorld(other).get("/case/1001")
			}
		}},
		"a key that is not accepted": {"default", func(api *client) { api.admin(http.MethodPost, "reset", "") }},
	}
	for name, test := range ends {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := start(t, mockserver.WithMaxWorlds(2))
			key, want := mockserver.DefaultKey, 201
			if test.world != "default" {
				api = api.inWorld(test.world)
				key = api.key
			}
			if strings.Contains(name, "not accepted") {
				key, want = "wrong", 401
			}
			connection, answer := underWay(t, api, key, "")
			test.end(api)
			if status := finish(t, connection, answer); status != want {
				t.Errorf("got %d, want %d", status, want)
			}
			if body := api.admin(http.MethodPost, "requests/count", "{}").body; strings.TrimSpace(body) != `{"count":0}` {
				t.Errorf("the journal of the new world counts %s", body)
			}
			if coverage := api.admin(http.MethodGet, "coverage", "").body; strings.Contains(coverage, ":1") {
				t.Errorf("the new world has met %s", coverage)
			}
			if title := read[caseapi.Case](api.get("/case/1001")).Title; title == "new" {
				t.Error("the update is in the new world")
			}
		})
	}
}

// A sequence goes on, and a forced answer is used, in the world in which the request began.
func TestResetForgetsPositionsAndForcedAnswersOfRequestsUnderWay(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "twice.yaml", `
name: updateCase/twice
operation: updateCase
live: true
contract: false
request: {body: {title: new}}
responses: [{status: 500}, {status: 422}]
`)))
	connection, answer := underWay(t, api, mockserver.DefaultKey, "")
	api.admin(http.MethodPost, "reset", "")
	api.admin(http.MethodPost, "force", `{"operation": "updateCase", "status": 404}`)
	if status := finish(t, connection, answer); status != 500 {
		t.Errorf("got %d, want 500: what was forced after the reset is not for it", status)
	}
	api.patch("/case/1001", `{"title": "new"}`).want(404, "forced")
	api.patch("/case/1001", `{"title": "new"}`).want(500, "live")
}

// A stream goes on over a reset, with numbers that go on.
func TestStreamGoesOnOverAReset(t *testing.T) {
	t.Parallel()
	api := start(t)
	response, err := http.Get(api.server.URL + mockserver.AdminPath + "requests/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, 1<<20)
	next := func() string {
		for lines.Scan() {
			if id, ok := strings.CutPrefix(lines.Text(), "id: "); ok {
				return id
			}
		}
		t.Fatal("the stream has ended")
		return ""
	}
	for _, want := range []string{"1", "2", "3"} {
		api.get("/case/1001")
		if got := next(); got != want {
			t.Fatalf("the stream tells of %s, want %s", got, want)
		}
		api.admin(http.MethodPost, "reset", "")
	}
}

// Who clears the journal asks for what comes from then on: what began before is not counted with it.
func TestWhatBeganBeforeTheJournalWasClearedIsNotInIt(t *testing.T) {
	t.Parallel()
	for filter, want := range map[string]string{"": `{"count":0}`, "?operation=lookupCase": `{"count":1}`} {
		api := start(t)
		connection, answer := underWay(t, api, mockserver.DefaultKey, "")
		api.admin(http.MethodDelete, "requests"+filter, "").want(http.StatusNoContent, "")
		if status := finish(t, connection, answer); status != 201 {
			t.Errorf("got %d, want 201", status)
		}
		if body := api.admin(http.MethodPost, "requests/count", "{}").body; strings.TrimSpace(body) != want {
			t.Errorf("after DELETE requests%s, the journal counts %s, want %s", filter, body, want)
		}
	}
}
