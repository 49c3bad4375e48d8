package adminclient_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/mockserver"
	"casemock/mockserver/adminclient"
)

// These tests hold the shapes of this package against those of a real server.

func newServer(t *testing.T, options ...mockserver.Option) (*mockserver.TestServer, *adminclient.Client) {
	t.Helper()
	server := mockserver.NewTestServer(t, options...)
	client, err := adminclient.New(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return server, client
}

// call sends a request of the Case API and returns the status of the answer.
func call(t *testing.T, method, url, key, body string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", key)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	return response.StatusCode
}

func TestHealth(t *testing.T) {
	t.Parallel()
	_, client := newServer(t, mockserver.WithVersion("v1.2.3"))
	health, err := client.Health(t.Context())
	want := adminclient.Health{Status: "ok", Version: "v1.2.3", Problems: []strictyaml.Problem{}}
	if diff := cmp.Diff(want, health); diff != "" || err != nil {
		t.Errorf("error %v\n%s", err, diff)
	}
}

func TestForce(t *testing.T) {
	t.Parallel()
	server, client := newServer(t)
	forced, err := client.Force(t.Context(), adminclient.Force{
		Operation: caseapi.LookupCase, Status: 404, Times: 2, ID: "1001"})
	want := adminclient.Forced{Operation: caseapi.LookupCase, Status: 404, Scenario: "lookupCase/404",
		ID: "1001", Times: 2, Remaining: 2}
	if diff := cmp.Diff(want, forced); diff != "" || err != nil {
		t.Fatalf("error %v\n%s", err, diff)
	}
	if status := call(t, "GET", server.URL+"/case/1001", mockserver.DefaultKey, ""); status != 404 {
		t.Errorf("got %d", status)
	}
	want.Remaining = 1
	list, err := client.Forced(t.Context())
	if diff := cmp.Diff([]adminclient.Forced{want}, list); diff != "" || err != nil {
		t.Errorf("error %v\n%s", err, diff)
	}
	if err := client.ClearForcedFor(t.Context(), "1002"); err != nil {
		t.Error(err)
	}
	if list, err := client.Forced(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("left %v, %v", list, err)
	}
	if err := client.ClearForced(t.Context()); err != nil {
		t.Error(err)
	}
	if list, err := client.Forced(t.Context()); err != nil || len(list) > 0 {
		t.Errorf("left %v, %v", list, err)
	}
}

func TestForceRefused(t *testing.T) {
	t.Parallel()
	_, client := newServer(t)
	var refused *adminclient.RefusedError
	_, err := client.Force(t.Context(), adminclient.Scenario("lookupCase/405"))
	if !errors.As(err, &refused) || refused.Status != http.StatusBadRequest {
		t.Errorf("got %v", err)
	}
}

func TestJournal(t *testing.T) {
	t.Parallel()
	server, client := newServer(t)
	call(t, "GET", server.URL+"/case/1001?a=b", mockserver.DefaultKey+"/alice", "")
	call(t, "PATCH", server.URL+"/case/1001", mockserver.DefaultKey+"/alice", `{"title": "Lost"}`)
	alice := client.World("alice")

	journal, err := alice.Requests(t.Context(), adminclient.Filter{Operation: caseapi.LookupCase})
	if err != nil || journal.Total != 1 || journal.Dropped != 0 || len(journal.Requests) != 1 {
		t.Fatalf("got %+v, %v", journal, err)
	}
	request := journal.Requests[0]
	if request.N != 1 || request.World != "alice" || request.Method != "GET" || request.Path != "/case/1001" ||
		request.Query != "a=b" || request.Time.IsZero() || request.Headers["Accept-Encoding"] != "gzip" ||
		request.Answer.Status != 200 || request.Answer.Rule != string(mockserver.RuleSandbox) ||
		!strings.Contains(string(request.Answer.Body), `"id":"1001"`) {
		t.Errorf("got %+v", request)
	}
	again, err := alice.Request(t.Context(), request.N)
	if diff := cmp.Diff(request, again); diff != "" || err != nil {
		t.Errorf("error %v\n%s", err, diff)
	}
	var refused *adminclient.RefusedError
	if _, err := alice.Request(t.Context(), 99); !errors.As(err, &refused) || refused.Status != 404 {
		t.Errorf("got %v", err)
	}
}

func TestFilters(t *testing.T) {
	t.Parallel()
	server, client := newServer(t)
	for range 3 {
		call(t, "GET", server.URL+"/case/1001", mockserver.DefaultKey, "")
	}
	call(t, "GET", server.URL+"/case/force-500", mockserver.DefaultKey, "")
	all, err := client.Requests(t.Context(), adminclient.Filter{})
	if err != nil || all.Total != 4 {
		t.Fatalf("got %+v, %v", all, err)
	}
	tests := map[string]struct {
		filter adminclient.Filter
		total  int
		listed int
	}{
		"status":      {adminclient.Filter{Status: 500}, 1, 1},
		"scenario":    {adminclient.Filter{Scenario: "lookupCase/500"}, 1, 1},
		"operation":   {adminclient.Filter{Operation: caseapi.UpdateCase}, 0, 0},
		"limit":       {adminclient.Filter{Limit: 2}, 4, 2},
		"since n":     {adminclient.Filter{Since: 3}, 1, 1},
		"since later": {adminclient.Filter{SinceTime: all.Requests[0].Time.Add(time.Hour)}, 0, 0},
	}
	for name, test := range tests {
		journal, err := client.Requests(t.Context(), test.filter)
		if err != nil || journal.Total != test.total || len(journal.Requests) != test.listed {
			t.Errorf("%s: got %d, %d listed, %v", name, journal.Total, len(journal.Requests), err)
		}
	}
	if err := client.DeleteRequests(t.Context(), adminclient.Filter{Status: 500}); err != nil {
		t.Error(err)
	}
	if journal, err := client.Requests(t.Context(), adminclient.Filter{}); err != nil || journal.Total != 3 {
		t.Errorf("left %+v, %v", journal, err)
	}
	unanswered, err := client.Requests(t.Context(), adminclient.Filter{Unanswered: true})
	if err != nil || unanswered.Total != 0 {
		t.Errorf("got %+v, %v", unanswered, err)
	}
	if err := client.ClearRequests(t.Context()); err != nil {
		t.Error(err)
	}
	if journal, err := client.Requests(t.Context(), adminclient.Filter{}); err != nil || journal.Total != 0 {
		t.Errorf("left %+v, %v", journal, err)
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	server, client := newServer(t)
	for _, title := range []string{"Parcel lost", "Parcel late", ""} {
		call(t, "PATCH", server.URL+"/case/1001", mockserver.DefaultKey, `{"title": "`+title+`"}`)
	}
	tests := map[string]struct {
		matcher adminclient.Matcher
		want    int
	}{
		"everything": {adminclient.Matcher{}, 3},
		"status":     {adminclient.Matcher{Operation: caseapi.UpdateCase, Status: 201}, 2},
		"path": {adminclient.Matcher{Operation: caseapi.UpdateCase,
			Path: map[string]any{"id": "1002"}}, 0},
		"body": {adminclient.Matcher{Body: map[string]any{"title": "Parcel late"}}, 1},
		"body pattern": {adminclient.Matcher{
			Body: map[string]any{"title": map[string]any{"regex": "Parcel .*"}}}, 2},
		"method": {adminclient.Matcher{Method: "GET"}, 0},
	}
	for name, test := range tests {
		if n, err := client.Count(t.Context(), test.matcher); err != nil || n != test.want {
			t.Errorf("%s: got %d, %v, want %d", name, n, err, test.want)
		}
	}
}

func TestCountOfAJournalThatHasLostSome(t *testing.T) {
	t.Parallel()
	server, client := newServer(t, mockserver.WithJournalSize(2))
	for range 5 {
		call(t, "GET", server.URL+"/case/1001", mockserver.DefaultKey, "")
	}
	matcher := adminclient.Matcher{Operation: caseapi.LookupCase}
	var refused *adminclient.RefusedError
	if n, err := client.Count(t.Context(), matcher); !errors.As(err, &refused) || refused.Status != 409 {
		t.Errorf("got %d, %v", n, err)
	}
	if n, dropped, err := client.CountAtLeast(t.Context(), matcher); err != nil || n != 2 || dropped != 3 {
		t.Errorf("got %d, %d, %v", n, dropped, err)
	}
}

func TestCoverageAndReset(t *testing.T) {
	t.Parallel()
	server, client := newServer(t)
	call(t, "GET", server.URL+"/case/1001", mockserver.DefaultKey, "")
	pair := caseapi.Pair{Operation: caseapi.LookupCase, Status: 200}
	for _, want := range []uint64{1, 0} {
		coverage, _, err := client.Coverage(t.Context())
		if err != nil || coverage.Met(pair) != want {
			t.Errorf("got %d, %v, want %d", coverage.Met(pair), err, want)
		}
		for _, pair := range caseapi.Pairs() {
			if _, ok := coverage[pair.Operation][pair.Status]; !ok {
				t.Errorf("%s is not in it", pair)
			}
		}
		if err := client.Reset(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestScenarios(t *testing.T) {
	t.Parallel()
	_, client := newServer(t)
	all, problems, err := client.Scenarios(t.Context())
	if err != nil || len(problems) > 0 || len(all) < len(caseapi.Pairs()) {
		t.Fatalf("got %d, %v, %v", len(all), problems, err)
	}
	one, err := client.Scenario(t.Context(), "updateCase/422")
	if err != nil || one.Operation != caseapi.UpdateCase || one.Summary == "" ||
		!cmp.Equal(one.Statuses, []int{422}) || !one.Contract || one.Live || len(one.Given) == 0 ||
		one.Source != "built in" || !strings.Contains(one.YAML, "name: updateCase/422") {
		t.Errorf("got %+v, %v", one, err)
	}
	if document, err := client.OpenAPI(t.Context()); err != nil ||
		!strings.HasPrefix(string(document), "openapi: ") {
		t.Errorf("got %.40q, %v", document, err)
	}
}

func TestStates(t *testing.T) {
	t.Parallel()
	server, client := newServer(t)
	values, err := client.SetState(t.Context(), "a case exists", map[string]any{"id": "my-case"})
	if err != nil || values["id"] != "my-case" || values["customerId"] == "" {
		t.Errorf("got %v, %v", values, err)
	}
	if status := call(t, "GET", server.URL+"/case/my-case", mockserver.DefaultKey, ""); status != 200 {
		t.Errorf("got %d", status)
	}
	if err := client.EndState(t.Context(), "a case exists", nil); err != nil {
		t.Error(err)
	}
	var refused *adminclient.RefusedError
	if _, err := client.SetState(t.Context(), "all is well", nil); !errors.As(err, &refused) {
		t.Errorf("got %v", err)
	}
}

func TestToken(t *testing.T) {
	t.Parallel()
	server, client := newServer(t, mockserver.WithAdminToken("secret"))
	if _, err := client.Health(t.Context()); err != nil {
		t.Errorf("health asks for a token: %v", err)
	}
	if err := client.Reset(t.Context()); !errors.Is(err, adminclient.ErrToken) {
		t.Errorf("got %v", err)
	}
	knowing, err := adminclient.New(server.URL, adminclient.WithToken("secret"))
	if err != nil {
		t.Fatal(err)
	}
	if err := knowing.Reset(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAdminElsewhere(t *testing.T) {
	t.Parallel()
	_, client := newServer(t, mockserver.WithAdminElsewhere())
	if _, err := client.Health(t.Context()); !errors.Is(err, adminclient.ErrElsewhere) {
		t.Errorf("got %v", err)
	}
}

func TestUploadedScenario(t *testing.T) {
	t.Parallel()
	server, client := newServer(t)
	const yaml = "name: mine/tea\noperation: lookupCase\nlive: true\nresponses: [{status: 404}]\n"
	if err := client.CheckScenario(t.Context(), "mine/tea", yaml); err != nil {
		t.Fatal(err)
	}
	put, err := client.World("alice").PutScenario(t.Context(), "mine/tea", yaml)
	if err != nil || put.Origin != adminclient.Uploaded || put.World != "alice" || put.YAML != yaml {
		t.Errorf("got %+v, %v", put, err)
	}
	for key, status := range map[string]int{mockserver.DefaultKey: 200, mockserver.DefaultKey + "/alice": 404} {
		if got := call(t, http.MethodGet, server.URL+"/case/1001", key, ""); got != status {
			t.Errorf("%s: got %d, want %d", key, got, status)
		}
	}
	if all, err := client.PutScenario(t.Context(), "mine/tea", yaml); err != nil || all.World != "" {
		t.Errorf("got %+v, %v", all, err)
	}
	var refused *adminclient.RefusedError
	_, err = client.PutScenario(t.Context(), "mine/tea", "name: mine/tea\n")
	want := []strictyaml.Problem{{File: "mine/tea", Line: 1, Column: 1, Message: "lacks the key operation"},
		{File: "mine/tea", Line: 1, Column: 1, Message: "lacks the key responses"}}
	if !errors.As(err, &refused) || refused.Status != 400 || cmp.Diff(want, refused.Problems) != "" {
		t.Errorf("got %v", err)
	}
	if err := client.DeleteScenario(t.Context(), "mine/tea"); err != nil {
		t.Error(err)
	}
	if err := client.DeleteScenario(t.Context(), "mine/tea"); !errors.As(err, &refused) || refused.Status != 404 {
		t.Errorf("got %v", err)
	}
}
