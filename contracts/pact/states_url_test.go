package pact

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/crm"
	"casemock/contracts/transport"
)

// lookup verifies lookupCase/200 with a state URL, and gives the result.
func lookup(t *testing.T, stateURL string) *Result {
	t.Helper()
	report := verify(t, Options{ProviderURL: serve(t, crm.New()), StateURL: stateURL,
		Only: []string{"lookupCase/200"}})
	return report.Results[0]
}

func TestOnlyASuccessOfTheStateURLBringsAStateAbout(t *testing.T) {
	t.Parallel()
	for _, status := range []int{
		300, 301, 302, 303, 304, 305, 307, 308,
		400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 413, 415, 418, 422, 425, 428, 429, 431, 451,
		500, 501, 502, 503, 504, 599,
	} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			body := "the reason of it"
			if status == http.StatusNotModified {
				body = ""
			}
			got := lookup(t, serve(t, stating(status, body)))
			want := fmt.Sprintf("--state-url answers the state “a case exists” with %d", status)
			if got.Verdict != NotExercised || !strings.Contains(got.Reason, want) ||
				!strings.Contains(got.Reason, body) {
				t.Errorf("got %s (%s), want it not exercised with %q", got.Verdict, got.Reason, want)
			}
		})
	}
}

func TestAnUnknownStateMustBeSaid(t *testing.T) {
	t.Parallel()
	const name = "a case exists"
	for _, test := range []struct {
		status int
		body   string
		want   bool
	}{
		{400, "unknown state", true},
		{404, "Unknown provider state", true},
		{422, `{"error": "unknown_state"}`, true},
		{400, `{"code": "UnknownState"}`, true},
		{400, `{"code": "STATE_NOT_FOUND"}`, true},
		{400, `There is no state "a case exists"; the states are: a customer exists`, true},
		{400, `{"error": "there is no state \"a case exists\""}`, true},
		{404, "No handler found for state: a case exists", true},
		{404, "No state handler registered for 'a case exists'.", true},
		{404, "I do not know the state “a case exists”", true},
		{400, "The state a case exists is not supported", true},
		{404, "", false},
		{404, "404 page not found", false},
		{404, "Cannot POST /provider-states", false},
		{404, `{"status": 404, "error": "Not Found", "path": "/states"}`, false},
		{404, "The route states could not be found.", false},
		{400, "missing state", false},
		{400, "state must be a string", false},
		{400, "no state was given", false},
		{422, `"a case exists" could not be set up: the customer was not found`, false},
		{422, `setting up "a case exists" failed: unknown column`, false},
		{401, "unknown state", false},
		{403, "unknown state", false},
		{405, "unknown state", false},
		{429, "unknown state", false},
		{500, "unknown state", false},
	} {
		if got := knowsNoState(&transport.Answer{Status: test.status, Body: []byte(test.body)}, name); got != test.want {
			t.Errorf("%d %q: got %t, want %t", test.status, test.body, got, test.want)
		}
	}
}

func TestARedirectThatKeepsTheMethodIsFollowed(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusTemporaryRedirect, http.StatusPermanentRedirect} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			server := crm.New()
			base, stateURL := withStates(t, server)
			away := serve(t, http.RedirectHandler(stateURL, status))
			here := http.NewServeMux()
			here.Handle("/states", http.RedirectHandler("/states/", status))
			here.Handle("/states/", http.RedirectHandler(away+"/x", status))
			report := verify(t, Options{ProviderURL: base, StateURL: serve(t, here) + "/states",
				Only: []string{"lookupCase/200", "lookupCase/500"}})
			for _, result := range report.Results {
				if result.Verdict != Verified {
					t.Errorf("%s is %s (%s)", result.Scenario, result.Verdict, result.Reason)
				}
			}
			if len(report.Warnings) > 0 {
				t.Errorf("warnings: %q", report.Warnings)
			}
		})
	}
	circle := http.NewServeMux()
	circle.Handle("/", http.RedirectHandler("/", http.StatusTemporaryRedirect))
	if got := lookup(t, serve(t, circle)); !strings.Contains(got.Reason, "redirects in a circle") {
		t.Errorf("a circle: got %s (%s)", got.Verdict, got.Reason)
	}
}

func TestCredentialsOfTheStateURLStayAtItsOrigin(t *testing.T) {
	t.Parallel()
	elsewhere := stating(http.StatusOK, `{"id": "1"}`)
	elsewhereURL := serve(t, elsewhere)
	var here []string
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		_, password, _ := r.BasicAuth()
		here = append(here, r.URL.Path+" "+password)
		to := "/second"
		if r.URL.Path == "/second" {
			to = strings.Replace(elsewhereURL, "http://", "http://x:y@", 1)
		}
		http.Redirect(w, r, to, http.StatusTemporaryRedirect)
	})
	address := strings.Replace(serve(t, mux), "http://", "http://me:secret-77@", 1)
	_ = lookup(t, address+"/first")
	if want := "/first secret-77,/second secret-77"; !strings.HasPrefix(strings.Join(here, ","), want) {
		t.Errorf("the URL was sent %q, want %q", here, want)
	}
	for _, request := range elsewhere.seen {
		if got := request.Header.Get("Authorization"); got != "" {
			t.Errorf("another origin was sent %q", got)
		}
	}
	if len(elsewhere.seen) == 0 {
		t.Error("the redirect was not followed")
	}
}

func TestWhatTheStateURLAnswersMustBeValues(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`[{"id": "1"}]`:                 "with 200 and an array, not an object with values: [{",
		`{"id": "1"`:                    "with 200 and an object that cannot be read: {",
		`{"id": "1"} {"id": "2"}`:       "an object that cannot be read",
		"<!doctype html><p>Sign in</p>": "with 200 and a page, not an object with values",
		`{"id": null}`:                  "a value for id that is null and cannot stand in the path",
		`{"id": {"value": "7"}}`:        "a value for id that is an object",
		`{"id": ["7"]}`:                 "a value for id that is an array",
		`{"id": ""}`:                    "a value for id that is empty",
		`{"id": true}`:                  "a value for id that is true",
		`{"id": false}`:                 "a value for id that is false",
		`{"id": ".."}`:                  "a value for id that is .., which leads to another path",
		`{"id": "."}`:                   "a value for id that is ., which leads",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			got := lookup(t, serve(t, stating(http.StatusOK, body)))
			if got.Verdict != NotExercised || !strings.Contains(got.Reason, want) || got.Exchange != nil {
				t.Errorf("got %s (%s), want it not exercised with %q", got.Verdict, got.Reason, want)
			}
		})
	}
}

func TestAnAnswerWithoutValuesLeavesTheParametersInPlace(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"", "OK", "null", `"done"`, "true", "{}", "\ufeff{}", "  \n"} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			requireAsked(t, body, "/case/1001")
		})
	}
}

// requireAsked verifies a lookup with a state URL that answers so, and wants that path asked for.
func requireAsked(t *testing.T, answer, path string) {
	t.Helper()
	got := lookup(t, serve(t, stating(http.StatusOK, answer)))
	if got.Exchange == nil || !strings.HasSuffix(got.Exchange.URL, path) {
		t.Errorf("got %s (%s) %+v, want %s asked for", got.Verdict, got.Reason, got.Exchange, path)
	}
}

func TestAValueStandsInThePathAsItIs(t *testing.T) {
	t.Parallel()
	for answer, path := range map[string]string{
		`{"id": 7}`:                               "/case/7",
		`{"id": 0}`:                               "/case/0",
		`{"id": 1234567890123456789}`:             "/case/1234567890123456789",
		`{"id": 98765432109876543210987654321}`:   "/case/98765432109876543210987654321",
		`{"id": 1000000}`:                         "/case/1000000",
		`{"id": "a/b?c%2Fd #é"}`:                  "/case/a%2Fb%3Fc%252Fd%20%23%C3%A9",
		`{"id": "../customer/1"}`:                 "/case/..%2Fcustomer%2F1",
		`{"id": "7", "id_path": "../x"}`:          "/case/7",
		`{"id": "7", "id of a path": "../x"}`:     "/case/7",
		`{"id": "7", "casepactInteraction": "9"}`: "/case/7",
		`{"id": "7", "other": null}`:              "/case/7",
	} {
		t.Run(answer, func(t *testing.T) {
			t.Parallel()
			requireAsked(t, answer, path)
		})
	}
}

// TestWhereAPactTakesAValue covers the expressions and places that Pact knows.
func TestWhereAPactTakesAValue(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		generators, answer string
		url, body, says    string
	}{
		"a name for the whole path": {`"path": {"type": "ProviderState", "expression": "way"}`,
			`{"way": "/case/7"}`, "/case/7", `{"a":"example"}`, ""},
		"a large number in the body": {`"body": {"$.a": {"type": "ProviderState", "expression": "${n}"}}`,
			`{"n": 1234567890123456789}`, "/case/1", "1234567890123456789", ""},
		"a larger number in the body": {`"body": {"$.a": {"type": "ProviderState", "expression": "${n}"}}`,
			`{"n": 98765432109876543210987654321}`, "/case/1", "98765432109876543210987654321", ""},
		"a name that is missing": {`"body": {"$.a": {"type": "ProviderState", "expression": "n"}}`,
			`{}`, "", "", "returned no value for n"},
		"null in the body": {`"body": {"$.a": {"type": "ProviderState", "expression": "${n}"}}`,
			`{"n": null}`, "", "", "a value for n that is null and cannot stand in the body"},
		"an object within a text": {`"body": {"$.a": {"type": "ProviderState", "expression": "no ${n}"}}`,
			`{"n": {}}`, "", "", "a value for n that is an object and cannot stand in the body"},
		"an array in the query": {`"query": {"q": {"type": "ProviderState", "expression": "${n}"}}`,
			`{"n": []}`, "", "", "a value for n that is an array and cannot stand in the query"},
		"a line break in a header": {`"header": {"X-A": {"type": "ProviderState", "expression": "${n}"}}`,
			`{"n": "a\nb"}`, "", "", "a value for n that has a line break in it and cannot stand in the header"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pact := written(t, "pact.json", `{"consumer": {"name": "c"}, "provider": {"name": "p"},
				"metadata": {"pactSpecification": {"version": "3.0.0"}}, "interactions": [{"description": "d",
				"providerStates": [{"name": "s"}], "request": {"method": "POST", "path": "/case/1",
				"headers": {"Content-Type": "application/json", "X-A": "x"}, "query": "q=1", "body": {"a": "example"},
				"generators": {`+test.generators+`}}, "response": {"status": 405}}]}`)
			got := verify(t, Options{ProviderURL: serve(t, crm.New()), PactFile: pact,
				StateURL: serve(t, stating(http.StatusOK, test.answer))}).Results[0]
			switch {
			case test.says != "":
				if got.Verdict != NotExercised || !strings.Contains(got.Reason, test.says) {
					t.Errorf("got %s (%s), want %s", got.Verdict, got.Reason, test.says)
				}
			case got.Exchange == nil || !strings.HasSuffix(got.Exchange.URL, test.url+"?q=1") ||
				!strings.Contains(got.Exchange.RequestBody, test.body):
				t.Errorf("got %s (%s) %+v", got.Verdict, got.Reason, got.Exchange)
			}
		})
	}
}
