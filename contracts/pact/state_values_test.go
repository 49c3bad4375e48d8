package pact

import (
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/crm"
)

// lookup verifies lookupCase/200 with a state URL, and gives the result.
func lookup(t *testing.T, stateURL string) *Result {
	t.Helper()
	report := verify(t, Options{ProviderURL: serve(t, crm.New()), StateURL: stateURL,
		Only: []string{"lookupCase/200"}})
	return report.Results[0]
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

// What cannot stand where it is to is not sent; package states says what that is.
func TestAValueThatCannotStandInThePathIsNotSent(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"id": null}`: "a value for id that is null and cannot stand in the path",
		`{"id": ".."}`: "a value for id that is .., which leads to another path",
	} {
		got := lookup(t, serve(t, stating(http.StatusOK, body)))
		if got.Verdict != NotExercised || !strings.Contains(got.Reason, want) || got.Exchange != nil {
			t.Errorf("got %s (%s), want it not exercised with %q", got.Verdict, got.Reason, want)
		}
	}
}
