package mockserver_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
	"casemock/scenarios"
)

// FuzzOperations feeds each operation arbitrary ids, bodies and preferences: never a panic, never an
// undocumented status, never a body outside the documented schema, and the journal can show them all.
func FuzzOperations(f *testing.F) {
	server := newServer(f)
	for _, seed := range operationSeeds(f, server.API()) {
		f.Add(seed.id, seed.body, seed.prefer)
	}
	f.Fuzz(func(t *testing.T, id, body, prefer string) {
		admin(t, server, http.MethodPost, "reset", "") // an input's answers are its own, however many came before
		sent := 0
		for _, operation := range caseapi.Operations() {
			if fuzzOperation(t, server, operation, operationSeed{id, body, prefer}) {
				sent++
			}
		}
		wantJournal(t, server, sent)
	})
}

// operationSeed is what an operation is fed with.
type operationSeed struct{ id, body, prefer string }

// operationSeeds are what the documents and the built-in scenarios send, and some that are wrong in ways
// of their own.
func operationSeeds(t testing.TB, api *caseapi.API) []operationSeed {
	t.Helper()
	seeds := []operationSeed{
		{"1001", `{"title": "x"}`, ""},
		{"C-1001", `{"name": "Ada", "tier": "gold"}`, "code=422"},
		{"force-422", `{"interactions": [` + post1 + `]}`, `respond-async, CODE="500"`},
		{"../1001", `{"customerId": "C-1001", "customId": "C-1002", "title": null}`, "code=,;="},
		{"", `{"phoneNumbers": [{}], "addresses": [{"zip": 1}]}`, "code"},
	}
	for _, scenario := range scenarios.BuiltIn().All() {
		call := scenario.Example()
		seed := operationSeed{id: cmp.Or(call.Path["id"], call.Path["type"], usualID(scenario.Operation))}
		if call.Body != nil {
			seed.body = marshal(t, call.Body)
		}
		seeds = append(seeds, seed)
		if expected, ok := scenario.Expected(); ok {
			seed.prefer = fmt.Sprintf("code=%d", expected.Status)
			seeds = append(seeds, seed)
		}
	}
	for _, operation := range caseapi.Operations() {
		if operation.HasBody() {
			body := marshal(t, api.Schema(operation.Request).Sample())
			seeds = append(seeds, operationSeed{usualID(operation), body, ""})
		}
	}
	return seeds
}

// usualID is an id that there is, of what the operation is about.
func usualID(operation *caseapi.Operation) string {
	if operation.Object == caseapi.CaseObject {
		return "1001"
	}
	return "C-1001"
}

func marshal(t testing.TB, value any) string {
	t.Helper()
	text, err := caseapi.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// fuzzOperation sends the seed to the operation; false when it is no request of the operation.
func fuzzOperation(
	t *testing.T, server *mockserver.Server, operation *caseapi.Operation, seed operationSeed,
) bool {
	t.Helper()
	id := url.PathEscape(seed.id)
	path := strings.NewReplacer("{id}", id, "{type}", id).Replace(operation.Path)
	request, err := http.NewRequest(operation.Method, "http://localhost"+path, strings.NewReader(seed.body))
	if err != nil {
		return false // not a request that can be sent
	}
	request.Header.Set("Authorization", mockserver.DefaultKey)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Prefer", seed.prefer)
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, request)
	rule, _, _ := strings.Cut(recorder.Header().Get(mockserver.AnswerHeader), ";")
	switch mockserver.Rule(rule) {
	case mockserver.RuleNoOperation:
		return true // an empty id makes another path
	case mockserver.RuleInternalError:
		t.Fatalf("%s: %s", operation.Name, recorder.Body)
	}
	for _, violation := range server.API().ValidateResponse(operation, recorder.Code,
		recorder.Header(), recorder.Body.Bytes()) {
		t.Errorf("%s %+v: answered %d %s: %v", operation.Name, seed, recorder.Code, recorder.Body, violation)
	}
	return true
}

// admin calls the admin API.
func admin(t *testing.T, server *mockserver.Server, method, path, body string) *httptest.ResponseRecorder {
	t.Helper()
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, httptest.NewRequest(method,
		"http://localhost"+mockserver.AdminPath+path, strings.NewReader(body)))
	return recorder
}

// wantJournal wants the journal to have that many requests, and to show them as JSON.
func wantJournal(t *testing.T, server *mockserver.Server, requests int) {
	t.Helper()
	got := admin(t, server, http.MethodGet, "requests", "")
	var list struct{ Total int }
	if err := json.Unmarshal(got.Body.Bytes(), &list); err != nil || got.Code != 200 || list.Total != requests {
		t.Errorf("the journal should have %d requests (%v): %d %s", requests, err, got.Code, got.Body)
	}
}

// TestOperationSeedsReachEveryAnswer makes sure that the fuzzer starts from every documented answer, and
// that the sandbox itself takes and refuses a body of each operation.
func TestOperationSeedsReachEveryAnswer(t *testing.T) {
	t.Parallel()
	met := map[caseapi.Pair]bool{}
	bySandbox := map[caseapi.Pair]bool{}
	server := newServer(t, mockserver.WithObserver(func(entry mockserver.Entry) {
		pair := caseapi.Pair{Operation: entry.Operation, Status: entry.Answer.Status}
		met[pair] = true
		bySandbox[pair] = bySandbox[pair] || entry.Answer.Rule == mockserver.RuleSandbox
	}))
	for _, seed := range operationSeeds(t, server.API()) {
		for _, operation := range caseapi.Operations() {
			fuzzOperation(t, server, operation, seed)
		}
	}
	for _, pair := range caseapi.Pairs() {
		operation := caseapi.MustOperation(pair.Operation)
		decided := pair.Status == operation.Success().Status || pair.Status == 400 && operation.HasBody()
		if !met[pair] || decided && !bySandbox[pair] {
			t.Errorf("no seed makes the server answer %s (met: %t, by the sandbox: %t)", pair, met[pair],
				bySandbox[pair])
		}
	}
}
