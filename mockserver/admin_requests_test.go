package mockserver_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/mockserver"
)

// numbers are those of the requests that a world's journal keeps, newest first.
func numbers(api *client, filter ...string) []uint64 {
	api.t.Helper()
	found := []uint64{}
	for _, entry := range listed(api, filter...).Requests {
		found = append(found, entry.N)
	}
	return found
}

func TestDeletingForgetsWhatTheSameFilterLists(t *testing.T) {
	t.Parallel()
	for filter, left := range map[string][]uint64{
		"operation=lookupCase":            {4, 3},
		"status=404":                      {3, 1},
		"scenario=updateCase/422":         {4, 2, 1},
		"since=2":                         {2, 1},
		"since=2031-05-01T12:00:00Z":      {4, 3, 2, 1},
		"limit=1":                         {3, 2, 1},
		"limit=0":                         {4, 3, 2, 1},
		"status=0":                        {4, 3, 2, 1},
		"operation=lookupCase&status=404": {4, 3, 1},
		"operation=lookupCase&limit=1":    {4, 3, 1},
		"operation=createCase":            {4, 3, 2, 1},
	} {
		t.Run(filter, func(t *testing.T) {
			t.Parallel()
			api := start(t)
			api.get("/case/1001")
			api.get("/case/9")
			api.patch("/case/1001", `{"title": "x"}`, "Prefer: code=422")
			api.get("/nowhere")
			chosen := numbers(api, filter)
			api.admin(http.MethodDelete, "requests?"+filter, "").want(204, "")
			if diff := cmp.Diff(left, numbers(api)); diff != "" {
				t.Errorf("left (-want +got):\n%s", diff)
			}
			if len(chosen)+len(left) != 4 {
				t.Errorf("%v were listed", chosen)
			}
			for n, status := range map[string]int{"1": 200, "2": 200, "3": 200, "4": 200} {
				if !strings.Contains(strings.Join(strings.Fields(marshal(t, left)), ""), n) {
					status = 404
				}
				api.admin(http.MethodGet, "requests/"+n, "").want(status, "")
			}
			api.get("/case/1001")
			if got := numbers(api, "since=4"); len(got) != 1 || got[0] != 5 {
				t.Errorf("since 4 there are %v", got)
			}
		})
	}
}

func TestDeletingAWorldsRequestsLeavesOthers(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.get("/case/1001")
	alice := api.inWorld("alice")
	alice.get("/case/1001")
	alice.admin(http.MethodDelete, "requests?operation=lookupCase", "").want(204, "")
	if len(numbers(alice)) != 0 || len(numbers(api)) != 1 {
		t.Errorf("alice has %v, default %v", numbers(alice), numbers(api))
	}
}

// TestDeletingGivesRoomBack deletes by a filter from a ring that has gone round.
func TestDeletingGivesRoomBack(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithJournalSize(4))
	for range 3 {
		api.get("/case/1001")
		api.get("/nowhere")
	}
	api.admin(http.MethodDelete, "requests?operation=lookupCase", "").want(204, "")
	list := listed(api)
	if diff := cmp.Diff([]uint64{6, 4}, numbers(api)); diff != "" || list.Dropped != 2 {
		t.Errorf("dropped %d, left (-want +got):\n%s", list.Dropped, diff)
	}
	for range 3 {
		api.get("/case/1001")
	}
	if diff := cmp.Diff([]uint64{9, 8, 7, 6}, numbers(api)); diff != "" || listed(api).Dropped != 3 {
		t.Errorf("dropped %d, left (-want +got):\n%s", listed(api).Dropped, diff)
	}
	metrics := api.admin(http.MethodDelete, "requests?since=0", "").want(204, "")
	if got := api.admin(http.MethodGet, "metrics", "").body; !strings.Contains(got, "casemock_journal_bytes 0\n") {
		t.Errorf("%d: %s", metrics.status, got)
	}
}

func TestStatusZeroIsWhatAFaultLeft(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "down.yaml", `
name: mine/down
operation: lookupCase
request: {path: {id: "1009"}}
responses: [{fault: empty-response}]
live: true
contract: false
`)))
	// First of all: where a kept connection is closed, net/http sends a request once more.
	request, err := http.NewRequest(http.MethodGet, api.server.URL+"/case/1009", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", mockserver.DefaultKey)
	if response, err := api.http.Do(request); err == nil {
		_ = response.Body.Close()
		t.Fatalf("got %d", response.StatusCode)
	}
	api.get("/case/1001")
	if list := listed(api, "status=0"); list.Total != 1 || list.Requests[0].Path != "/case/1009" {
		t.Errorf("got %+v", list)
	}
	for body, want := range map[string]string{`{"status": 0}`: `{"count":1}`, `{"status": 200}`: `{"count":1}`,
		`{}`: `{"count":2}`} {
		got := api.admin(http.MethodPost, "requests/count", body).want(200, "").body
		if strings.TrimSpace(got) != want {
			t.Errorf("%s: got %s", body, got)
		}
	}
	if list := listed(api, "limit=0"); list.Total != 2 || len(list.Requests) != 0 {
		t.Errorf("got %+v", list)
	}
}

func TestBodiesOfAdminCallsAreReadStrictly(t *testing.T) {
	t.Parallel()
	api := start(t)
	tests := map[string]struct{ path, body, mention string }{
		"unknown":           {"force", `{"scenario": "updateCase/422", "world": "alice"}`, "world"},
		"repeated":          {"force", `{"operation": "updateCase", "status": 422, "times": 1, "times": 5}`, "times"},
		"empty id":          {"force", `{"scenario": "updateCase/422", "id": ""}`, "empty id"},
		"both with zero":    {"force", `{"scenario": "updateCase/422", "status": 0}`, "name either a scenario"},
		"status alone":      {"force", `{"status": 422}`, "both the operation and the status"},
		"operation alone":   {"force", `{"operation": "updateCase"}`, "both the operation and the status"},
		"an array":          {"force", `[]`, "one JSON object"},
		"nothing":           {"force", ``, "one JSON object"},
		"empty operation":   {"requests/count", `{"operation": ""}`, "empty operation"},
		"empty path":        {"requests/count", `{"path": ""}`, "empty path"},
		"unknown matcher":   {"requests/count", `{"operations": "lookupCase"}`, "operations"},
		"unknown parameter": {"requests/count", `{"path": {"id": "1"}, "paths": {}}`, "paths"},
		"states' params":    {"states", `{"state": "a case exists", "parms": {"id": "7"}}`, "parms"},
		"states' world":     {"states", `{"state": "a case exists", "world": "alice"}`, "world"},
		"repeated state":    {"states", `{"state": "", "state": "a case exists"}`, "state"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := api.on(t).admin(http.MethodPost, test.path, test.body).want(400, "")
			if !strings.Contains(got.body, test.mention) {
				t.Errorf("the refusal does not mention %q: %s", test.mention, got.body)
			}
		})
	}
	api.admin(http.MethodPost, "states",
		`{"consumer": "x", "state": "", "states": [""], "params": {}, "action": "setup"}`).want(200, "")
	api.admin(http.MethodPost, "reset", "{}").want(204, "")
}
