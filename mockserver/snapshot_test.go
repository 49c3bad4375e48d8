package mockserver_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/mockserver"
)

// everyGet are the answers to all that can be looked up in a world about what its client has changed.
func everyGet(api *client) string {
	var all strings.Builder
	for _, id := range []string{"1001", "1002", "1003", "1101", "1102", "77", "none"} {
		fmt.Fprintln(&all, api.get("/case/"+id).body)
	}
	for _, id := range []string{"C-1001", "C-1002", "C-1003", "C-1026", "C-1027"} {
		fmt.Fprintln(&all, api.get("/customer/"+id).body)
		fmt.Fprintln(&all, api.get("/customer/"+id+"/cases").body)
	}
	for _, path := range []string{"force", "clock", "cases", "customers", "scenarios", "scenarios/mine/tea"} {
		fmt.Fprintln(&all, api.admin(http.MethodGet, path, "").body)
	}
	return all.String()
}

// fillWorld changes something of every kind in a world.
func fillWorld(api *client) {
	api.t.Helper()
	api.admin(http.MethodPut, "clock", `{"time": "2031-06-01T00:00:00Z", "step": "1s"}`).want(200, "")
	api.patch("/case/1001",
		`{"title": "Ünï \"code\" 😀: - # \t\u0007\u2028", "customerId": "C-1002"}`).want(201, "sandbox")
	api.patch("/case/1002", `{"customerId": "C-1002", "status": "closed"}`).want(201, "sandbox")
	api.post("/customer", `{"name": "Ada: yes", "newsletter": "true"}`).want(201, "sandbox")
	api.post("/case", `{"customerId": "C-1026", "title": "null", "description": "multi\n  line \n"}`).want(201, "sandbox")
	api.post("/case", `{"customerId": "C-1002", "title": "007"}`).want(201, "sandbox")
	api.do(http.MethodPatch, "/customer/C-1001", `{"name": "~", "phone": "1e3"}`).want(201, "sandbox")
	changeState(api, "setup", "no case exists", `"id": "1003"`)
	changeState(api, "setup", "a closed case exists", `"id": "77"`)
	changeState(api, "setup", "no customer exists", `"id": "C-1003"`)
	api.admin(http.MethodPost, "force",
		`{"operation": "updateCase", "status": 422, "times": 3, "id": "1001"}`).want(201, "")
	api.admin(http.MethodPost, "force", `{"scenario": "updateCase/flaky"}`).want(201, "")
	const broken = `{"scenario": "bestmatchCustomers/500", "delay": "1.5ms", "fault": "malformed-json"}`
	api.admin(http.MethodPost, "force", broken).want(201, "")
	api.patch("/case/1001", `{"title": "x"}`).want(422, "forced")
	const yaml = "# A comment.\nname: mine/tea\nsummary: 'Trailing '   \noperation: lookupCase\n" +
		"given: [{state: it is late}]\nrequest: {path: {id: \"9\"}}\n" +
		"responses:\n  - {status: 500, times: 2}\n  - status: 404\ncontract: false\n"
	if err := api.server.PutScenario(worldOf(api), yaml); err != nil {
		api.t.Fatal(err)
	}
	api.get("/case/1005", "X-Mock-Scenario: mine/tea").want(500, "scenario")
	changeState(api, "setup", "it is late", "")
}

func worldOf(api *client) string {
	if _, name, ok := strings.Cut(api.key, "/"); ok {
		return name
	}
	return mockserver.DefaultWorld
}

func TestExportIsImportedAsItWas(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"default", "alice"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := mockserver.WithPublicURL("http://crm.example")
			one, two := start(t, address), start(t, address)
			if name != "default" {
				one, two = one.inWorld(name), two.inWorld(name)
			}
			fillWorld(one)
			exported := one.admin(http.MethodGet, "world", "").want(200, "").body
			two.patch("/case/1009", `{"title": "is forgotten"}`).want(201, "sandbox")
			two.admin(http.MethodPut, "world", exported).want(200, "").contains(`"records":`)
			again := two.admin(http.MethodGet, "world", "").want(200, "").body
			if diff := cmp.Diff(exported, again); diff != "" {
				t.Errorf("exported again:\n%s", diff)
			}
			if diff := cmp.Diff(everyGet(one), everyGet(two)); diff != "" {
				t.Errorf("it is not as it was:\n%s\n%s", diff, exported)
			}
			for _, api := range []*client{one, two} { // both go on alike
				api.patch("/case/1001", `{"title": "x"}`).want(422, "forced")
				api.patch("/case/1001", `{"title": "x"}`).want(422, "forced")
				api.patch("/case/1001", `{"title": "x"}`).want(500, `forced; scenario="updateCase/flaky"; step=1`)
				api.get("/case/9").want(500, `live; scenario="mine/tea"; step=1`)
				api.get("/case/9").want(404, `live; scenario="mine/tea"; step=2`)
				changeState(api, "teardown", "no case exists", `"id": "1003"`)
				api.get("/case/1003").want(200, "sandbox")
				api.post("/case", `{"customerId": "C-1026", "title": "next"}`).want(201, "sandbox")
			}
			if diff := cmp.Diff(everyGet(one), everyGet(two)); diff != "" {
				t.Errorf("they go on in different ways:\n%s", diff)
			}
		})
	}
}

// An address of the server's own fits the world and the server that something is imported into.
func TestImportIntoAnotherWorldAndServer(t *testing.T) {
	t.Parallel()
	one, two := start(t), start(t)
	one.patch("/case/1001", `{"title": "New"}`).want(201, "sandbox")
	changeState(one, "setup", "no case exists", `"id": "1003"`)
	exported := one.admin(http.MethodGet, "world", "").want(200, "").body
	if strings.Contains(exported, one.server.URL) {
		t.Errorf("the server's address is in it: %s", exported)
	}
	bob := two.inWorld("bob")
	bob.admin(http.MethodPut, "world", exported).want(200, "").contains(`"world":"bob","from":"default"`)
	bob.get("/case/1001").contains(`"url":"` + two.server.URL + `/cases/1001?world=bob"`)
	changeState(bob, "teardown", "no case exists", `"id": "1003"`)
	bob.get("/case/1003").contains(`"url":"` + two.server.URL + `/cases/1003?world=bob"`)
	two.get("/case/1001").contains("Where is order")
}

func TestEmptyWorldIsExported(t *testing.T) {
	t.Parallel()
	api := start(t)
	exported := api.admin(http.MethodGet, "world", "").want(200, "").body
	api.patch("/case/1001", `{"title": "New"}`).want(201, "sandbox")
	api.admin(http.MethodPut, "world", exported).want(200, "").contains(`"records":0`)
	api.get("/case/1001").contains("Where is order")
}

func TestImportIsRefusedWhole(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.patch("/case/1001", `{"title": "Stays"}`).want(201, "sandbox")
	exported := api.admin(http.MethodGet, "world", "").body
	head, _, _ := strings.Cut(exported, "\ncustomers:")
	head += "\n"
	tests := map[string]struct {
		text   string
		status int
		want   string
	}{
		"empty":       {"", 400, `"line":1,"column":1,"message":"is empty`},
		"not YAML":    {"cases: [", 400, "is not valid YAML"},
		"no settings": {"cases: []\n", 400, "lacks the key settings"},
		"unknown key": {head + "kases: []\n", 400, "did you mean cases?"},
		"wrong case": {head + "cases:\n  - {id: \"9\", title: 7}\n", 400,
			`"line":11,"column":22,"message":"cases[0].title must be`},
		"no id":         {head + "customers:\n  - {name: Ada}\n", 400, "id"},
		"twice":         {head + "removed:\n  cases: [\"1\", \"1\"]\n", 400, "is 1, and so is another one's"},
		"two documents": {exported + "---\na: 1\n", 400, "is a second document"},
		"forced": {head + "forced: [{operation: updateKase, scenario: a, times: 1, remaining: 2}]\n", 400,
			"did you mean updateCase"},
		"forced times": {head + "forced: [{operation: updateCase, scenario: a, times: 1, remaining: 2}]\n", 400,
			"remaining from 1 to times"},
		"forced scenario": {head + "forced: [{operation: updateCase, scenario: mine/gone, times: 1, remaining: 1}]\n",
			400, `forced[0].scenario names scenario \"mine/gone\", which this server does not have`},
		"forced fault": {head + "forced: [{operation: updateCase, scenario: a, times: 1, remaining: 1, fault: slow}]\n",
			400, "fault must be"},
		"forced delay": {head + "forced: [{operation: updateCase, scenario: a, times: 1, remaining: 1, delay: 9h}]\n",
			400, "delay must be from 0s"},
		"clock": {head + "clock: {stands: tomorrow}\n", 400, "tomorrow"},
		"clock's range": {head + "clock: {stands: 1066-10-14T09:00:00Z}\n", 400,
			"clock/world cannot be restored: must be from 1900"},
		"clock's offset": {head + "clock: {offset: 2562047h}\n", 400, "must be from 1900"},
		"former": {head + "former: {case/1001: {was: {case: {id: \"1001\"}}, holders: 1}}\n", 400,
			"former.case/1001.was.case.title"},
		"former of another": {head + "former: {foo: {was: {}, holders: 1}}\n", 400, "is of no case and no customer"},
		"setup":             {head + "setups: [~]\n", 400, "setups[0] lacks the key state"},
		"setup of nothing": {head + "setups: [{state: a, touched: [{object: x, id: \"\"}]}]\n", 400,
			"is of no case and no customer"},
		"scenario": {head + "scenarios:\n  - |\n    name: a\n    operation: lookupKase\n    responses: []\n", 400,
			"in its line 2, operation cannot be"},
		"given":          {head + "given: {cases: -1}\n", 400, "given.cases must be from 1"},
		"other settings": {strings.Replace(exported, `seed: "1"`, `seed: "7"`, 1), 409, "seed (there 7, here 1)"},
	}
	for name, test := range tests {
		t.Log(name)
		api.admin(http.MethodPut, "world", test.text).want(test.status, "").contains(test.want)
	}
	api.get("/case/1001").contains("Stays")
	api.admin(http.MethodPut, "world?anyway=true", tests["other settings"].text).want(200, "")
	large := head + "states: [" + strings.Repeat("x, ", 3<<20) + "x]\n"
	api.admin(http.MethodPut, "world", large).want(400, "").contains("too large")
}

func TestWrongDataIsNotExported(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithBugs("emoji-lost"))
	api.admin(http.MethodGet, "world", "").want(409, "").contains("--bug")
	api.admin(http.MethodPut, "world?anyway=true", "settings: {}\n").want(409, "").contains("--bug")
}

func TestWorldsOfTheLibraryAreExported(t *testing.T) {
	t.Parallel()
	one, two := start(t), start(t)
	one.patch("/case/1001", `{"title": "New"}`).want(201, "sandbox")
	text, err := one.server.ExportWorld("default")
	if err == nil {
		err = two.server.ImportWorld("alice", text)
	}
	if err != nil {
		t.Fatal(err)
	}
	two.inWorld("alice").get("/case/1001").contains(`"title":"New"`)
	if err := two.server.ImportWorld("alice", []byte("cases: 1")); err == nil {
		t.Error("a wrong text is taken")
	}
}

// TestImportIsSeenWhole by who reads meanwhile: the world is as it was, or as it is to be.
func TestImportIsSeenWhole(t *testing.T) {
	eachStore(t, func(t *testing.T, address string) {
		exporting := start(t)
		exporting.patch("/case/1001", `{"title": "Imported"}`).want(201, "sandbox")
		exported := exporting.admin(http.MethodGet, "world", "").body
		api := start(t, mockserver.WithStore(address))
		api.patch("/case/1001", `{"title": "Former"}`).want(201, "sandbox")
		done, seen := make(chan struct{}), map[string]bool{}
		var reading sync.WaitGroup
		reading.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-done:
					return
				default:
					seen[decoded[object](api.get("/case/1001"))["title"].(string)] = true
				}
			}
		})
		for range 5 {
			api.admin(http.MethodPut, "world", exported).want(200, "")
		}
		close(done)
		reading.Wait()
		seen[decoded[object](api.get("/case/1001"))["title"].(string)] = true
		delete(seen, "Former")
		if len(seen) != 1 || !seen["Imported"] {
			t.Errorf("besides the former title, somebody has seen %v", seen)
		}
	})
}

// TestImportWithoutRoomChangesNothing of what the world holds.
func TestImportWithoutRoomChangesNothing(t *testing.T) {
	eachStore(t, func(t *testing.T, address string) {
		exporting := start(t)
		for n := range 20 {
			exporting.post("/case", fmt.Sprintf(`{"customerId": "C-1001", "title": "%d%s"}`, n, strings.Repeat("x", 1000)))
		}
		exported := exporting.admin(http.MethodGet, "world", "").body
		api := start(t, mockserver.WithStore(address), mockserver.WithMaxData(10_000))
		api.patch("/case/1001", `{"title": "Stays"}`).want(201, "sandbox")
		api.admin(http.MethodPut, "world", exported).want(507, "")
		api.get("/case/1001").want(200, "sandbox").contains("Stays")
		api.get("/case/1101").want(404, "sandbox")
	})
}
