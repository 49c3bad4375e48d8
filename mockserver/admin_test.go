package mockserver_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
	"casemock/scenarios"
)

func TestForceIsUsedFirstInFirstOut(t *testing.T) {
	t.Parallel()
	api := start(t)
	created := read[mockserver.ForcedAnswer](api.admin(http.MethodPost, "force",
		`{"operation": "updateCase", "status": 422, "times": 2, "id": "1001"}`).want(201, ""))
	want := mockserver.ForcedAnswer{Operation: caseapi.UpdateCase, Status: 422, Scenario: "updateCase/422",
		ID: "1001", Times: 2, Remaining: 2}
	if diff := cmp.Diff(want, created); diff != "" {
		t.Errorf("entry (-want +got):\n%s", diff)
	}
	api.admin(http.MethodPost, "force", `{"scenario": "updateCase/500"}`).want(201, "")

	update := `{"title": "x"}`
	api.patch("/case/1002", update).want(500, "forced") // the first entry is about another case
	api.patch("/case/1001", update).want(422, "forced")
	list := read[struct{ Force []mockserver.ForcedAnswer }](api.admin(http.MethodGet, "force", ""))
	if len(list.Force) != 1 || list.Force[0].Remaining != 1 {
		t.Errorf("got %+v, want one entry with one time left", list.Force)
	}
	api.patch("/case/1001", update, "Authorization: nobody").want(401, "sandbox") // uses none up
	api.patch("/case/1001", update).want(422, "forced")
	api.patch("/case/1001", update).want(201, "sandbox")
}

func TestForceRefusesWhatItCannotDo(t *testing.T) {
	t.Parallel()
	api := start(t)
	tests := map[string]struct{ body, mention string }{
		"undocumented status": {`{"operation": "updateCase", "status": 418}`, "201, 400, 401, 404, 422, 500"},
		"unknown operation":   {`{"operation": "deleteCase", "status": 500}`, "updateCase, createCase"},
		"unknown scenario":    {`{"scenario": "updateCase/421"}`, "did you mean updateCase/4"},
		"the operation's":     {`{"scenario": "updateCase/418"}`, "updateCase/422, updateCase/500"},
		"the operation alone": {`{"scenario": "updateCase"}`, "For updateCase there are: updateCase/201"},
		"neither":             {`{}`, "name either a scenario"},
		"both":                {`{"scenario": "updateCase/422", "status": 422}`, "name either a scenario"},
		"no times":            {`{"scenario": "updateCase/422", "times": 0}`, "times must be 1 or more"},
		"unknown key":         {`{"scenario": "updateCase/422", "time": 2}`, "time"},
		"not JSON":            {`updateCase/422`, "must be JSON"},
		"two values":          {`{"scenario": "updateCase/422"} {}`, "one JSON object"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := api.on(t)
			got := api.admin(http.MethodPost, "force", test.body).want(400, "")
			if !strings.Contains(got.body, test.mention) {
				t.Errorf("the refusal does not mention %q: %s", test.mention, got.body)
			}
		})
	}
}

func TestWorldsDoNotDisturbEachOther(t *testing.T) {
	t.Parallel()
	api := start(t)
	alice, bob := api.inWorld("alice"), api.inWorld("bob")
	seeded := func(world string) string { return inWorld(api.get("/case/1001").body, world) }

	alice.patch("/case/1001", `{"title": "Alice's"}`).want(201, "sandbox")
	alice.admin(http.MethodPost, "force", `{"scenario": "lookupCase/500", "times": 9}`).want(201, "")
	if got := bob.get("/case/1001").want(200, "sandbox").body; got != seeded("bob") {
		t.Errorf("bob sees %s", got)
	}
	alice.get("/case/1001").want(500, "forced")
	if got := listed(bob); len(got.Requests) != 1 {
		t.Errorf("bob's journal has %d entries, want 1", len(got.Requests))
	}
	alice.admin(http.MethodPost, "reset", "").want(204, "")
	if got := alice.get("/case/1001").want(200, "sandbox").body; got != seeded("alice") {
		t.Errorf("after the reset, alice sees %s", got)
	}
}

// journalEntry is what a client of the admin API sees of a request.
type journalEntry struct {
	N         uint64
	World     string
	Operation string
	Method    string
	Path      string
	Query     string
	Headers   map[string]string
	Body      json.RawMessage
	Answer    struct {
		Status   int
		Rule     string
		Scenario string
		Step     int
		Body     json.RawMessage
	}
	Nearest *mockserver.Nearest
}

type journalList struct {
	Requests []journalEntry
	Total    int
	Dropped  int
	Notes    []string
}

func listed(api *client, filter ...string) journalList {
	api.t.Helper()
	path := "requests"
	if len(filter) > 0 {
		path += "?" + strings.Join(filter, "&")
	}
	return read[journalList](api.admin(http.MethodGet, path, "").want(200, ""))
}

func TestJournalTellsWhatHappenedAndWhy(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.patch("/case/1001?trace=1", `{"title": "x"}`, "Prefer: code=422")
	got := listed(api).Requests[0]
	if got.N != 1 || got.World != "default" || got.Operation != "updateCase" || got.Method != "PATCH" ||
		got.Path != "/case/1001" || got.Query != "trace=1" || string(got.Body) != `{"title":"x"}` {
		t.Errorf("request: %+v", got)
	}
	if got.Answer.Status != 422 || got.Answer.Rule != "prefer" || got.Answer.Scenario != "updateCase/422" ||
		got.Answer.Step != 1 || !strings.Contains(string(got.Answer.Body), "message") {
		t.Errorf("answer: %+v", got.Answer)
	}
	single := read[journalEntry](api.admin(http.MethodGet, "requests/1", "").want(200, ""))
	if diff := cmp.Diff(got, single); diff != "" {
		t.Errorf("the single entry (-list +single):\n%s", diff)
	}
	api.admin(http.MethodGet, "requests/2", "").want(404, "")
}

func TestJournalKeepsNoSecrets(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithKeys("Bearer a-very-long-secret"))
	api.get("/case/1001", "Authorization: Bearer a-very-long-secret", "Cookie: session=deadbeefdeadbeef")
	api.get("/case/1001", "Authorization: some-other-secret-key")
	whole := api.admin(http.MethodGet, "requests", "").body
	for _, secret := range []string{"a-very-long-secret", "some-other-secret-key", "deadbeefdeadbeef"} {
		if strings.Contains(whole, secret) {
			t.Errorf("%q is in the journal: %s", secret, whole)
		}
	}
}

func TestJournalIsARing(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithJournalSize(3))
	for range 5 {
		api.get("/case/1001")
	}
	got := listed(api)
	var numbers []uint64
	for _, entry := range got.Requests {
		numbers = append(numbers, entry.N)
	}
	if diff := cmp.Diff([]uint64{5, 4, 3}, numbers); diff != "" || got.Total != 3 || got.Dropped != 2 {
		t.Errorf("total %d, dropped %d, numbers (-want +got):\n%s", got.Total, got.Dropped, diff)
	}
	api.admin(http.MethodDelete, "requests", "").want(204, "")
	if got := listed(api); got.Total != 0 || got.Dropped != 0 {
		t.Errorf("after the deletion: %+v", got)
	}
}

func TestJournalFilters(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.get("/case/1001")
	api.get("/case/9")
	api.patch("/case/1001", `{"title": "x"}`, "Prefer: code=422")
	api.get("/nowhere")
	tests := map[string]struct {
		filter []string
		want   []uint64
	}{
		"operation":   {[]string{"operation=lookupCase"}, []uint64{2, 1}},
		"status":      {[]string{"status=404"}, []uint64{4, 2}},
		"both":        {[]string{"operation=lookupCase", "status=404"}, []uint64{2}},
		"scenario":    {[]string{"scenario=updateCase/422"}, []uint64{3}},
		"since":       {[]string{"since=2"}, []uint64{4, 3}},
		"since a day": {[]string{"since=2031-05-01T00:00:00Z"}, []uint64{4, 3, 2, 1}},
		"with offset": {[]string{"since=2031-05-01T13:59:59+02:00"}, []uint64{4, 3, 2, 1}},
		"since noon":  {[]string{"since=2031-05-01T12:00:00Z"}, nil},
		"limit":       {[]string{"limit=1"}, []uint64{4}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := api.on(t)
			var numbers []uint64
			for _, entry := range listed(api, test.filter...).Requests {
				numbers = append(numbers, entry.N)
			}
			if diff := cmp.Diff(test.want, numbers); diff != "" {
				t.Errorf("numbers (-want +got):\n%s", diff)
			}
		})
	}
	for _, wrong := range []string{"operation=x", "status=x", "limit=-1", "since=yesterday", "statuss=1"} {
		api.admin(http.MethodGet, "requests?"+wrong, "").want(400, "")
	}
}

func TestCoverageCountsDocumentedAnswers(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.get("/case/1001")
	api.get("/case/1002")
	api.get("/case/9")
	api.get("/case/1001", "Authorization: nobody")
	type coverage struct{ Operations mockserver.Coverage }
	got := read[coverage](api.admin(http.MethodGet, "coverage", "")).Operations
	want := map[int]uint64{200: 2, 400: 0, 401: 1, 404: 1, 500: 0}
	if diff := cmp.Diff(want, got[caseapi.LookupCase]); diff != "" {
		t.Errorf("lookupCase (-want +got):\n%s", diff)
	}
	if len(got) != len(caseapi.Operations()) {
		t.Errorf("%d operations, want %d", len(got), len(caseapi.Operations()))
	}
}

func TestStatesBringAboutWhatTheySay(t *testing.T) {
	t.Parallel()
	api := start(t)
	bring := func(state, params string) map[string]string {
		t.Helper()
		body := fmt.Sprintf(`{"state": %q, "params": {%s}, "action": "setup"}`, state, params)
		return read[map[string]string](api.admin(http.MethodPost, "states", body).want(200, ""))
	}
	id := bring(scenarios.CaseExists, `"id": 77`)["id"] // Pact tools make numbers of such parameters
	found := read[caseapi.Case](api.get("/case/"+id).want(200, "sandbox"))
	if id != "77" || found.Status != caseapi.Open {
		t.Errorf("a case exists: got id %s and status %s", id, found.Status)
	}
	api.get("/customer/"+found.CustomerID).want(200, "sandbox")

	bring(scenarios.ClosedCaseExists, `"id": "77"`)
	if found := read[caseapi.Case](api.get("/case/77")); found.Status != caseapi.Closed {
		t.Errorf("a closed case exists: got status %s", found.Status)
	}
	bring(scenarios.NoCaseExists, `"id": "77"`)
	api.get("/case/77").want(404, "sandbox")
	bring(scenarios.CaseExists, `"id": "77"`)
	api.get("/case/77").want(200, "sandbox")

	customer := bring(scenarios.CustomerExists, `"name": "Ada Lovelace"`)
	if got := read[caseapi.Customer](api.get("/customer/" + customer["id"])); got.Custom["name"] != "Ada Lovelace" {
		t.Errorf("a customer exists: got %+v", got)
	}
	bring(scenarios.NoCustomerExists, fmt.Sprintf(`"id": %q`, customer["id"]))
	api.get("/customer/"+customer["id"]).want(404, "sandbox")

	bring(scenarios.ServerFails, `"operation": "lookupCase"`)
	api.get("/case/1001").want(500, "forced")
}

func TestStatesRefuseWhatAFieldDoesNotAllow(t *testing.T) {
	t.Parallel()
	api := start(t)
	const change = `{"state": "a customer exists", "params": {"id": "C-1001", "tier": %s}}`
	got := api.admin(http.MethodPost, "states", fmt.Sprintf(change, `"none"`)).want(400, "")
	if !strings.Contains(got.body, "params: tier (Tier) must be one of standard, silver, gold, platinum") {
		t.Errorf("nothing says what is allowed: %s", got.body)
	}
	api.get("/customer/C-1001").want(200, "sandbox") // as documented
	api.admin(http.MethodPost, "states", fmt.Sprintf(change, `"gold"`)).want(200, "")
	api.admin(http.MethodPost, "states", fmt.Sprintf(change, "null")).want(200, "")
	if found := read[caseapi.Customer](api.get("/customer/C-1001")); found.Custom["tier"] != "gold" {
		t.Errorf("got %+v", found)
	}
}

func TestUnknownStatesAreListed(t *testing.T) {
	t.Parallel()
	api := start(t)
	got := api.admin(http.MethodPost, "states", `{"state": "the moon is full"}`).want(400, "")
	for _, known := range scenarios.KnownStates() {
		if !strings.Contains(got.body, known.Name) {
			t.Errorf("%q is not listed: %s", known.Name, got.body)
		}
	}
	api.admin(http.MethodPost, "states", `{"state": "", "params": {}, "action": "setup"}`).want(200, "")
}

func TestStateOfAUsersOwnMakesItsScenarioLive(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "own.yaml", `
name: mine/blocked
operation: updateCase
given: [{state: the agent is blocked}]
request: {path: {id: "1001"}, body: {title: x}}
responses: [{status: 422}]
`)))
	update := func() reply { return api.patch("/case/1001", `{"title": "x"}`) }
	update().want(201, "sandbox")
	change := `{"state": "the agent is blocked", "action": %q}`
	api.admin(http.MethodPost, "states", fmt.Sprintf(change, "setup")).want(200, "")
	update().want(422, "live")
	api.inWorld("alice").patch("/case/1001", `{"title": "x"}`).want(201, "sandbox")
	api.admin(http.MethodPost, "states", fmt.Sprintf(change, "teardown")).want(200, "")
	update().want(201, "sandbox")
}

func TestStreamSendsEachRequest(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.get("/case/1001")
	request, err := http.NewRequest(http.MethodGet, api.server.URL+mockserver.AdminPath+"requests/stream", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Last-Event-ID", "0")
	response, err := api.http.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	if got := nextEvent(t, lines); got.Operation != "lookupCase" {
		t.Errorf("first event: %+v", got)
	}
	api.patch("/case/1001", `{"title": "x"}`)
	if got := nextEvent(t, lines); got.Operation != "updateCase" || got.N != 2 {
		t.Errorf("second event: %+v", got)
	}
}

// nextEvent waits for an event; the client's time limit bounds it.
func nextEvent(t *testing.T, lines *bufio.Scanner) journalEntry {
	t.Helper()
	for lines.Scan() {
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			var entry journalEntry
			if err := json.Unmarshal([]byte(data), &entry); err != nil {
				t.Fatal(err)
			}
			return entry
		}
	}
	t.Fatalf("the stream ended: %v", lines.Err())
	return journalEntry{}
}

func TestAdminTokenIsAskedFor(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithAdminToken("open-sesame"))
	api.admin(http.MethodGet, "health", "").want(200, "")
	for name, key := range map[string]header{"none": "Authorization", "wrong": "Authorization: Bearer x",
		"key of the API": header("Authorization: " + mockserver.DefaultKey)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := api.on(t)
			api.admin(http.MethodGet, "scenarios", "", key).want(401, "")
		})
	}
	api.admin(http.MethodGet, "scenarios", "", "Authorization: Bearer open-sesame").want(200, "")
	api.admin(http.MethodGet, "scenarios", "", "Authorization: Basic eDpvcGVuLXNlc2FtZQ==").want(200, "")
}

func TestBrowseGoesThroughSeededAndAdded(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithCases(5), mockserver.WithCustomers(2))
	added := read[caseapi.Case](api.post("/case", `{"customerId": "C-1001", "title": "x"}`).want(201, "sandbox"))
	type casesPage struct {
		Cases []caseapi.Case
		Next  string
	}
	var ids []string
	next := ""
	for range 3 {
		page := read[casesPage](api.admin(http.MethodGet, "cases?limit=2"+next, "").want(200, ""))
		for _, found := range page.Cases {
			ids = append(ids, found.ID)
		}
		if next = page.Next; next != "" {
			next = "&after=" + next
		}
	}
	if diff := cmp.Diff([]string{"1001", "1002", "1003", "1004", "1005", added.ID}, ids); diff != "" || next != "" {
		t.Errorf("next %q, ids (-want +got):\n%s", next, diff)
	}
	if whole := api.admin(http.MethodGet, "customers", "").want(200, "").body; !strings.Contains(whole, "C-1002") {
		t.Errorf("customers: %s", whole)
	}
	api.admin(http.MethodGet, "cases?limit=x", "").want(400, "")
}

func TestAdminNamesContentEncoding(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, path := range []string{"force", "states", "requests/count"} {
		got := api.admin(http.MethodPost, path, "\x1f\x8b", "Content-Encoding: gzip")
		if got.status != http.StatusBadRequest || !strings.Contains(got.body, "Content-Encoding") {
			t.Errorf("%s: %d %s", path, got.status, got.body)
		}
	}
}
