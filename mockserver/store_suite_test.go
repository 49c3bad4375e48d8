package mockserver_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"casemock/mockserver"
	"casemock/mockserver/engine/redistest"
)

// eachStore runs a test over every kind of store, at an address of its own.
func eachStore(t *testing.T, test func(t *testing.T, address string)) {
	t.Parallel()
	stores := map[string]func(t *testing.T) string{
		"memory": func(*testing.T) string { return "memory" },
		"file":   fileStore,
		"redis":  func(t *testing.T) string { return redistest.Start(t).URL() },
	}
	for name, address := range stores {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, address(t))
		})
	}
}

func fileStore(t *testing.T) string { return "file:" + filepath.Join(t.TempDir(), "casemock.db") }

// object is a JSON object.
type object = map[string]any

// decoded reads a JSON answer.
func decoded[T any](answer reply) (value T) {
	answer.t.Helper()
	if err := json.Unmarshal([]byte(answer.body), &value); err != nil {
		answer.t.Fatalf("%v in %d %s", err, answer.status, answer.body)
	}
	return value
}

// idsOf are those of a list of cases.
func idsOf(answer reply) (ids string) {
	for _, listed := range decoded[[]object](answer) {
		ids += listed["id"].(string) + " "
	}
	return ids
}

// wantStatuses sends the same request again and again.
func wantStatuses(send func() reply, want ...int) {
	for i, status := range want {
		if answer := send(); answer.status != status {
			answer.t.Errorf("request %d is answered %d %s, want %d", i+1, answer.status, answer.body, status)
		}
	}
}

const flakyUpload = "name: mine/flaky\noperation: lookupCase\nresponses:\n- status: 500\n  times: 2\n- status: 200\n"

// lived does something to a world of everything that it can hold.
func lived(api *client) {
	api.post("/case", `{"customerId": "C-1001", "title": "Parcel lost"}`)
	api.post("/customer", `{"name": "Anna Example"}`)
	api.patch("/case/1001", `{"customerId": "C-1002", "title": "Moved"}`)
	api.patch("/customer/C-1001", `{"name": "Bea"}`)
	api.admin(http.MethodPost, "states", `{"state": "no case exists", "params": {"id": "1003"}}`)
	api.admin(http.MethodPost, "states", `{"state": "a closed case exists", "params": {"id": "1004"}}`)
	api.admin(http.MethodPut, "scenarios/mine/flaky", flakyUpload)
	api.get("/case/1002", "X-Mock-Scenario: mine/flaky")
	api.admin(http.MethodPost, "force", `{"scenario": "lookupCase/500", "times": 3, "id": "1005"}`)
	api.get("/case/1005")
	api.admin(http.MethodPut, "clock", `{"time": "2040-01-01T00:00:00Z", "step": "1s"}`)
}

// wantLived checks what lived has left behind, and leaves it there.
func wantLived(t *testing.T, api *client) {
	t.Helper()
	if got := idsOf(api.get("/customer/C-1002/cases")); !strings.HasSuffix(got, "1001 ") {
		t.Errorf("the cases of the customer to whom one came are %s", got)
	}
	if got := decoded[object](api.get("/case/1101"))["title"]; got != "Parcel lost" {
		t.Errorf("the new case is %v", got)
	}
	if got := decoded[object](api.get("/customer/C-1001"))["name"]; got != "Bea" {
		t.Errorf("the customer is called %v", got)
	}
	if got := api.get("/case/1003").status; got != 404 {
		t.Errorf("a removed case is answered %d", got)
	}
	forced := decoded[struct{ Force []mockserver.ForcedAnswer }](api.admin(http.MethodGet, "force", "")).Force
	if len(forced) != 1 || forced[0].Remaining != 2 {
		t.Errorf("forced are %+v", forced)
	}
	if got := decoded[object](api.admin(http.MethodGet, "clock", ""))["time"]; got != "2040-01-01T00:00:00.000Z" {
		t.Errorf("the clock shows %v", got)
	}
	if got := api.admin(http.MethodGet, "scenarios/mine/flaky", "").status; got != 200 {
		t.Errorf("the uploaded scenario is answered %d", got)
	}
	met := decoded[struct {
		Operations mockserver.Coverage
	}](api.admin(http.MethodGet, "coverage", "")).Operations
	if met["createCase"][201] != 1 || met["lookupCase"][500] != 2 {
		t.Errorf("met are %v", met)
	}
}

// wantSequel goes on where lived has stopped.
func wantSequel(t *testing.T, api *client) {
	t.Helper()
	wantStatuses(func() reply { return api.get("/case/1005") }, 500, 500, 200)
	wantStatuses(func() reply { return api.get("/case/1002", "X-Mock-Scenario: mine/flaky") }, 500, 200, 200)
	made := decoded[object](api.post("/case", `{"customerId": "C-1001", "title": "Another"}`))
	if made["id"] != "1102" || made["created"] != "2040-01-01T00:00:00.000Z" {
		t.Errorf("the next case is %v of %v", made["id"], made["created"])
	}
	api.admin(http.MethodPost, "states", `{"state": "a closed case exists", "params": {"id": "1004"},
		"action": "teardown"}`)
	api.admin(http.MethodPost, "states", `{"state": "no case exists", "params": {"id": "1003"}, "action": "teardown"}`)
	wantStatuses(func() reply { return api.get("/case/1003") }, 200)
}

func TestStoreKeepsAllThatAWorldHolds(t *testing.T) {
	eachStore(t, func(t *testing.T, address string) {
		api := start(t, mockserver.WithStore(address)).inWorld("alice")
		lived(api)
		wantLived(t, api)
		wantSequel(t, api)
	})
}

func TestStoreKeepsWorldsApart(t *testing.T) {
	eachStore(t, func(t *testing.T, address string) {
		api := start(t, mockserver.WithStore(address))
		lived(api.inWorld("alice"))
		for _, other := range []*client{api, api.inWorld("bob")} {
			if other.get("/case/1101").status != 404 || other.get("/case/1005").status != 200 {
				t.Error("what happened in a world is seen in another one")
			}
		}
		want := `["alice","bob","default"]`
		got := decoded[map[string]json.RawMessage](api.admin(http.MethodGet, "worlds", ""))["worlds"]
		if string(got) != want {
			t.Errorf("there are %s, want %s", got, want)
		}
	})
}

func TestStoreResetsAWorld(t *testing.T) {
	eachStore(t, func(t *testing.T, address string) {
		api := start(t, mockserver.WithStore(address))
		before := api.get("/customer/C-1002/cases").body
		lived(api)
		wantStatuses(func() reply { return api.admin(http.MethodPost, "reset", "") }, 204)
		if got := api.get("/customer/C-1002/cases").body; got != before {
			t.Errorf("got %s, want %s", got, before)
		}
		wantStatuses(func() reply { return api.get("/case/1005") }, 200)
		wantStatuses(func() reply { return api.get("/case/1101") }, 404)
		listed := decoded[struct{ Requests []object }](api.admin(http.MethodGet, "requests", "")).Requests
		if len(listed) != 3 {
			t.Errorf("the journal has %d requests", len(listed))
		}
		if made := decoded[object](api.post("/case", `{"customerId": "C-1001", "title": "A"}`)); made["id"] != "1101" {
			t.Errorf("the next case is %v", made["id"])
		}
	})
}

func TestStoreKeepsTheJournal(t *testing.T) {
	eachStore(t, func(t *testing.T, address string) {
		api := start(t, mockserver.WithStore(address), mockserver.WithJournalSize(5))
		for id := 1001; id < 1008; id++ {
			api.get(fmt.Sprintf("/case/%d?x=%%ff", id), "X-Trace: \xe9")
		}
		api.patch("/case/1001", `{"title": "A"}`)
		all := decoded[struct {
			Requests []object
			Dropped  int
		}](api.admin(http.MethodGet, "requests", ""))
		if len(all.Requests) != 5 || all.Dropped != 3 || all.Requests[0]["n"] != 8.0 {
			t.Errorf("the journal has %d requests, has lost %d, the newest is %v", len(all.Requests), all.Dropped,
				all.Requests[0]["n"])
		}
		if got := all.Requests[0]["body"]; fmt.Sprint(got) != "map[title:A]" {
			t.Errorf("the body is %v", got)
		}
		counted := `{"operation": "lookupCase", "headers": {"authorization": "sandbox-key"}, "atLeast": true}`
		if got := decoded[object](api.admin(http.MethodPost, "requests/count", counted))["count"]; got != 4.0 {
			t.Errorf("%v requests had the key", got)
		}
		api.admin(http.MethodDelete, "requests?operation=updateCase", "")
		wantStatuses(func() reply { return api.admin(http.MethodGet, "requests/8", "") }, 404)
		api.admin(http.MethodDelete, "requests", "")
		api.get("/case/1001")
		if got := decoded[object](api.admin(http.MethodGet, "requests", "")); got["total"] != 1.0 || got["dropped"] != 0.0 {
			t.Errorf("after a clear, there are %v and %v lost", got["total"], got["dropped"])
		}
	})
}

func TestStoreOutlastsTheServer(t *testing.T) {
	t.Parallel()
	redis := redistest.Start(t)
	for name, address := range map[string]string{"file": fileStore(t), "redis": redis.URL()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			t.Run("before", func(t *testing.T) { lived(start(t, mockserver.WithStore(address)).inWorld("alice")) })
			api := start(t, mockserver.WithStore(address)).inWorld("alice")
			wantLived(t, api)
			if got := decoded[object](api.admin(http.MethodGet, "requests/1", ""))["operation"]; got != "createCase" {
				t.Errorf("the first request in the journal is %v", got)
			}
			wantSequel(t, api)
		})
	}
}

func TestStoreOfOtherSettingsIsRefused(t *testing.T) {
	t.Parallel()
	for name, address := range map[string]string{"file": fileStore(t), "redis": redistest.Start(t).URL()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			t.Run("before", func(t *testing.T) { lived(start(t, mockserver.WithStore(address))) })
			_, err := mockserver.New(mockserver.WithStore(address), mockserver.WithSeed(2))
			if err == nil || !strings.Contains(err.Error(), "--seed (there 1, here 2)") ||
				!strings.Contains(err.Error(), "--store-reset") {
				t.Fatalf("got %v", err)
			}
			api := start(t, mockserver.WithStore(address), mockserver.WithSeed(2), mockserver.WithStoreReset())
			wantStatuses(func() reply { return api.get("/case/1101") }, 404)
		})
	}
}

// TestStoreHasNoMoreWorldsThanItMay begins worlds in each way that there is.
func TestStoreHasNoMoreWorldsThanItMay(t *testing.T) {
	eachStore(t, func(t *testing.T, address string) {
		api := start(t, mockserver.WithStore(address), mockserver.WithMaxWorlds(2))
		api.inWorld("asks").get("/case/1001").want(200, "sandbox")
		api.inWorld("changes").patch("/case/1001", `{"title": "x"}`).want(201, "sandbox")
		api.inWorld("strays").get("/nothing").want(404, "no-such-operation")
		api.inWorld("forces").admin(http.MethodPost, "force", `{"operation": "lookupCase", "status": 500}`).want(201, "")
		api.inWorld("puts").admin(http.MethodPut, "scenarios/mine/flaky", flakyUpload).want(201, "")
		names := func() []string {
			return decoded[struct{ Worlds []string }](api.admin(http.MethodGet, "worlds", "")).Worlds
		}
		if got := fmt.Sprint(names()); got != "[default forces puts]" {
			t.Errorf("the worlds are %s", got)
		}
		notes := api.admin(http.MethodGet, "requests", "").body
		for _, gone := range []string{"asks", "changes", "strays"} {
			if !strings.Contains(notes, "world "+gone+" was dropped") {
				t.Errorf("nothing is noted of world %s in %s", gone, notes)
			}
		}
		api.inWorld("puts").get("/case/1001", "X-Mock-Scenario: mine/flaky").want(500, "scenario")
		api.inWorld("mistyped").admin(http.MethodDelete, "scenarios/mine/flaky", "").want(404, "")
		if got := fmt.Sprint(names()); got != "[default forces puts]" {
			t.Errorf("after a deletion in a world that there is not, the worlds are %s", got)
		}
	})
}

func TestStoreKeepsNoJournalWhereThereIsNone(t *testing.T) {
	eachStore(t, func(t *testing.T, address string) {
		api := start(t, mockserver.WithStore(address), mockserver.WithJournalSize(0))
		for range 3 {
			api.get("/case/1001").want(200, "sandbox")
		}
		kept := decoded[struct {
			Requests []object
			Dropped  int
		}](api.admin(http.MethodGet, "requests", ""))
		if len(kept.Requests) != 0 || kept.Dropped != 3 {
			t.Errorf("%d requests are kept, %d dropped", len(kept.Requests), kept.Dropped)
		}
	})
}
