package mockserver_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"casemock/contracts"
	"casemock/mockserver"
)

// FuzzOperations feeds each operation arbitrary ids, bodies and preferences: never a panic, never an
// undocumented status, never a body outside the documented schema.
func FuzzOperations(f *testing.F) {
	f.Add("1001", `{"title": "x"}`, "")
	f.Add("C-1001", `{"name": "Ada", "tier": "gold"}`, "code=422")
	f.Add("force-422", `{"interactions": [`+post1+`]}`, `respond-async, CODE="500"`)
	f.Add("../1001", `{"customerId": "C-1001", "customId": "C-1002", "title": null}`, "code=,;=")
	f.Add("", `{"phoneNumbers": [{}], "addresses": [{"zip": 1}]}`, "code")
	server, err := mockserver.New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, id, body, prefer string) {
		for _, operation := range contracts.Operations() {
			fuzzOperation(t, server, operation, id, body, prefer)
		}
	})
}

func fuzzOperation(t *testing.T, server *mockserver.Server, operation *contracts.Operation, id, body, prefer string) {
	t.Helper()
	path := strings.NewReplacer("{id}", url.PathEscape(id), "{type}", url.PathEscape(id)).Replace(operation.Path)
	request, err := http.NewRequest(operation.Method, "http://localhost"+path, strings.NewReader(body))
	if err != nil {
		t.Skip("not a request that can be sent")
	}
	request.Header.Set("Authorization", mockserver.DefaultKey)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Prefer", prefer)
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, request)
	switch mockserver.Rule(recorder.Header().Get(mockserver.AnswerHeader)) {
	case mockserver.RuleNoOperation:
		return // an empty id makes another path
	case mockserver.RuleInternalError:
		t.Fatalf("%s: %s", operation.Name, recorder.Body)
	}
	for _, violation := range server.API().ValidateResponse(operation, recorder.Code,
		recorder.Header(), recorder.Body.Bytes()) {
		t.Errorf("%s %q %q: answered %d %s: %v", operation.Name, id, body, recorder.Code, recorder.Body, violation)
	}
}
