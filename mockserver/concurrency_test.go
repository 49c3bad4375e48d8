package mockserver_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"casemock/mockserver"
)

// together runs a function for many clients at once.
func together(clients int, run func(n int)) {
	var running sync.WaitGroup
	for n := range clients {
		running.Go(func() { run(n) })
	}
	running.Wait()
}

const sequenceFile = `
name: mine/sequence
operation: lookupCase
contract: false
responses: [{status: 500, times: 30}, {status: 401, times: 20}, {status: 404}]
`

// TestSequencesAnswerExactlyAsOften counts what clients get who come all at once.
func TestSequencesAnswerExactlyAsOften(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "sequence.yaml", sequenceFile)))
	api.admin(http.MethodPost, "force", `{"scenario": "mine/sequence", "times": 60}`).want(201, "")
	var counts [600]atomic.Int64
	together(8, func(int) {
		for range 10 {
			counts[api.get("/case/1001").status].Add(1)
		}
	})
	for status, want := range map[int]int64{500: 30, 401: 20, 404: 10, 200: 20} {
		if got := counts[status].Load(); got != want {
			t.Errorf("%d was answered %d times, want %d", status, got, want)
		}
	}
}

// TestEverythingAtOnce lets clients in more worlds than there may be be answered while files are
// reloaded, journals listed and deleted, and worlds reset. The race detector looks on.
func TestEverythingAtOnce(t *testing.T) {
	t.Parallel()
	file := writeFile(t, "mine.yaml", strings.Replace(teapot, "STATUS", "418", 1))
	api := start(t, mockserver.WithScenarios(file), mockserver.WithMaxWorlds(3), mockserver.WithJournalSize(5))
	calls := []func(client *client){
		func(client *client) { client.get("/case/1001").want(200, "sandbox") },
		func(client *client) { client.patch("/case/1001", `{"title": "x"}`).want(201, "sandbox") },
		func(client *client) {
			client.withUndocumented().get("/case/1001", "X-Mock-Scenario: mine/teapot").want(418, "scenario")
		},
		func(client *client) { client.admin(http.MethodGet, "requests", "").want(200, "") },
		func(client *client) { client.admin(http.MethodDelete, "requests", "").want(204, "") },
		func(client *client) { client.admin(http.MethodPost, "reset", "").want(204, "") },
		func(client *client) { client.admin(http.MethodGet, "coverage", "").want(200, "") },
		func(client *client) { stream(t, client) },
		func(*client) {
			if err := api.server.Reload(); err != nil {
				t.Error(err)
			}
		},
	}
	together(2*len(calls), func(n int) {
		for round := range 10 {
			calls[n%len(calls)](api.inWorld(fmt.Sprint("world", (n+round)%5)))
		}
	})
}

// stream listens to a world's requests until the first line, and leaves.
func stream(t *testing.T, client *client) {
	_, world, _ := strings.Cut(client.key, "/")
	response, err := client.http.Get(client.server.URL + mockserver.AdminPath + "requests/stream?world=" + world)
	if err != nil {
		t.Error(err)
		return
	}
	if _, err := response.Body.Read(make([]byte, 1)); err != nil {
		t.Error(err)
	}
	_ = response.Body.Close()
}
