package mockserver_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"casemock/mockserver"
)

// TestTheSandboxSaysWhyItRefuses in the header and in the journal.
func TestTheSandboxSaysWhyItRefuses(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithKeys("s3cret-key"), mockserver.WithMaxBody(1000))
	api.key = "s3cret-key"
	api.patch("/case/1001", `{"status": "closed"}`).want(201, "sandbox")
	long := strings.Repeat("9", 5000)
	for _, test := range []struct {
		method, path, body string
		headers            []header
		status             int
		because            string
	}{
		{"GET", "/case/1001", "", []header{"Authorization:"}, 401, "there is no Authorization header"},
		{"GET", "/case/1001", "", []header{"Authorization: Bearer s3cret-key"}, 401, "the key begins with Bearer"},
		{"GET", "/case/1001", "", []header{"Authorization: basic czNjcmV0"}, 401, "the key begins with Basic"},
		{"GET", "/case/1001", "", []header{`Authorization: "s3cret-key"`}, 401, "the key stands between quotes"},
		{"GET", "/case/1001", "", []header{"Authorization: S3CRET-key"}, 401,
			"the key has capital letters where it should not, or the other way round"},
		{"GET", "/case/1001", "", []header{"Authorization: s3cret-key/a b"}, 401,
			"what follows the slash is no name of a world"},
		{"GET", "/case/1001", "", []header{"Authorization: s3cret"}, 401,
			"it is not the server's key, which --api-key gives"},
		{"GET", "/case/9999", "", nil, 404, "no case has the id 9999"},
		{"GET", "/case/%22%0d%0aa%C3%A9", "", nil, 404, "no case has the id \"\r\naé"},
		{"GET", "/case/" + long, "", nil, 404, ("no case has the id " + long)[:160] + "…"},
		{"GET", "/customer/1001/cases", "", nil, 404, "no customer has the id 1001"},
		{"PATCH", "/case/1001", `{`, nil, 400, "body is not valid JSON: it ends in the middle"},
		{"PATCH", "/case/1001", `{"titel": "x"}`, nil, 400, "titel is unknown; did you mean title?"},
		{"PATCH", "/case/1001", `{"titel": "x", "status": 1, "number": "1"}`, nil, 400,
			"number is read-only: the server sets it, and 2 more"},
		{"PATCH", "/case/1001", `{"title": "` + long + `"}`, nil, 400, "body must not be larger than 1000 bytes"},
		{"GET", "/case/1001", "", []header{"X-Sf-Initiative: abc"}, 400,
			`x-sf-initiative must be a whole number of 64 bits, such as 1001, got "abc"`},
		{"GET", "/meta/object/shop", "", nil, 400, "type must be case or customer, got shop"},
		{"PATCH", "/case/1002", `{"customerId": "C-9999"}`, nil, 422, "No customer exists with the id C-9999"},
		{"PATCH", "/case/1001", `{"interactions": [` + post + `]}`, nil, 422, "Case 1001 is closed"},
	} {
		got := api.do(test.method, test.path, test.body, test.headers...).want(test.status, "sandbox")
		want := fmt.Sprintf("sandbox; because=%+q", test.because)
		if is := got.header.Get(mockserver.AnswerHeader); is != want {
			t.Errorf("the header is %s, want %s", is, want)
		}
		entry := newest(api)
		if entry.Answer.Because != test.because || entry.Answer.Invented {
			t.Errorf("the journal says %+v, want %s", entry.Answer, test.because)
		}
	}
}

const post = `{"created": "2026-11-30T08:00:00Z", "body": "lost", "linkUrl": "", "serviceId": "p-1",
	"service": "facebook", "contentType": "post"}`

// newestEntry is what the journal says of the newest request's answer.
type newestEntry struct {
	Answer struct {
		Because  string
		Invented bool
	}
}

func newest(api *client) newestEntry {
	api.t.Helper()
	got := read[struct{ Requests []newestEntry }](api.admin(http.MethodGet, "requests?limit=1", ""))
	if len(got.Requests) != 1 {
		api.t.Fatal("the journal is empty")
	}
	return got.Requests[0]
}

// TestTheReasonHoldsNoPartOfTheKey whatever the key looks like.
func TestTheReasonHoldsNoPartOfTheKey(t *testing.T) {
	t.Parallel()
	const secret = "hunter2hunter2"
	server := newServer(t, mockserver.WithKeys(secret))
	for _, value := range []string{secret + "/ ", "Bearer " + secret, strings.ToUpper(secret), `'` + secret + `'`,
		secret + "x", "Token " + secret} {
		recorder, request := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/case/1001", nil)
		request.Header.Set("Authorization", value)
		server.ServeHTTP(recorder, request)
		reason := recorder.Header().Get(mockserver.AnswerHeader)
		if !strings.HasPrefix(reason, "sandbox; because=") || strings.Contains(strings.ToLower(reason), "hunter") {
			t.Errorf("%q: the reason is %s", value, reason)
		}
	}
}

// TestASuccessThatStoredNothingSaysSo and one of the sandbox does not.
func TestASuccessThatStoredNothingSaysSo(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "own.yaml", `
name: mine/own
operation: searchCustomers
responses: [{status: 200, body: []}, {status: 422, undocumented: true}, {status: 202, undocumented: true}]
contract: false
---
name: mine/reset
operation: searchCustomers
responses: [{fault: connection-reset}]
`))).withUndocumented()
	for _, test := range []struct {
		method, path, body string
		header             header
		want               string
	}{
		{"PATCH", "/case/1001", `{"title": "x"}`, "Prefer: code=201", `prefer; scenario="updateCase/201"; step=1`},
		{"PATCH", "/case/9999", `{"title": "x"}`, "Prefer: code=201",
			`prefer; scenario="updateCase/201"; step=1; invented; because="no case has the id 9999"`},
		{"GET", "/case/force-200", "", "X:", `magic-id; scenario="lookupCase/200"; step=1; invented; ` +
			`because="no case has the id force-200"`},
		{"POST", "/customers", `{"name": "a"}`, "Prefer: code=200",
			`prefer; scenario="searchCustomers/200"; step=1; invented`},
		{"POST", "/customers", `{"name": "a"}`, "Prefer: code=204", `prefer; scenario="searchCustomers/204"; step=1`},
		{"POST", "/customers", `{}`, "X-Mock-Scenario: mine/own", `scenario; scenario="mine/own"; step=1; invented`},
		{"POST", "/customers", `{}`, "X-Mock-Scenario: mine/own", `scenario; scenario="mine/own"; step=2`},
		{"POST", "/customers", `{}`, "X-Mock-Scenario: mine/own", `scenario; scenario="mine/own"; step=3; invented`},
		{"PATCH", "/case/9999", `{"title": "x"}`, "Prefer: code=422", `prefer; scenario="updateCase/422"; step=1`},
	} {
		got := api.do(test.method, test.path, test.body, test.header)
		if is := got.header.Get(mockserver.AnswerHeader); is != test.want {
			t.Errorf("%s %s %s: got %s, want %s", test.method, test.path, test.header, is, test.want)
		}
		if entry := newest(api); entry.Answer.Invented != strings.Contains(test.want, "invented") {
			t.Errorf("%s %s %s: the journal says %+v", test.method, test.path, test.header, entry.Answer)
		}
	}
}
