package scenarios_test

import (
	"net/http"
	"net/url"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/scenarios"

	"github.com/google/go-cmp/cmp"
)

// request reads the request of a scenario.
func request(t testing.TB, text string) scenarios.Request {
	t.Helper()
	api := caseapi.New(structures())
	found, problems := scenarios.Parse(api, "scenario",
		[]byte("name: mine\noperation: updateCase\ncontract: false\n"+
			"responses: [{status: 422}]\nrequest:\n"+text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return found[0].Request
}

func TestRequestMatch(t *testing.T) {
	t.Parallel()
	call := scenarios.Call{
		Path:  map[string]string{"id": "1001"},
		Query: url.Values{"page": {"2"}, "tag": {"a", "b", "c"}},
		Headers: http.Header{"X-Sf-User-Email": {"agent@example.com"},
			"Accept": {"text/html", "application/json"}, "Authorization": {"sandbox-key"}},
		Body: map[string]any{"title": "Parcel", "interactions": []any{}},
	}
	tests := []struct {
		name, request, mismatch string
		met                     int
	}{
		{"Anything", `  {}`, "", 0},
		{"Path", `  path: {id: "1001"}`, "", 0},
		{"OtherPath", `  path: {id: "1002"}`, `path.id: expected "1002", got "1001"`, 0},
		{"Query", `  query: {page: {regex: '\d'}}`, "", 0},
		{"MissingQuery", `  query: {sort: name}`, `query.sort: expected "name", got nothing`, 0},
		{"AbsentQuery", `  query: {sort: {absent: true}}`, "", 0},
		{"OneOfSeveral", `  query: {tag: b}`, "", 0},
		{"NoneOfSeveral", `  query: {tag: d}`, `query.tag: expected "d", got "c"`, 0},
		{"FirstOfSeveral", `  query: {tag: [a, b]}`, "", 0},
		{"OrderOfSeveral", `  query: {tag: [b]}`, `query.tag[0]: expected "b", got "a"`, 0},
		{"AmongSeveral", `  query: {tag: {contains: [c, a]}}`, "", 0},
		{"Header", `  headers: {x-SF-user-email: agent@example.com}`, "", 0},
		{"HeaderSentTwice", `  headers: {accept: text/html}`, "", 0},
		{"MissingHeader", `  headers: {x-sf-initiative: {type: string}}`,
			"headers.x-sf-initiative: expected a string, got nothing", 0},
		{"KeyIsNotShown", `  headers: {authorization: {regex: other-.*}}`,
			"headers.authorization: expected a string that matches other-.*, got another value", 0},
		{"KeyMustBeAbsent", `  headers: {authorization: {absent: true}}`,
			"headers.authorization: expected nothing, got another value", 0},
		{"Body", `  body: {title: Parcel}`, "", 0},
		{"OtherBody", `  body: {title: Letter}`, `body.title: expected "Letter", got "Parcel"`, 0},
		{"NoBody", `  body: {absent: true}`,
			`body: expected nothing, got {"interactions":[],"title":"Parcel"}`, 0},
		{"CountsWhatIsMet",
			"  path: {id: \"1001\"}\n  query: {page: \"3\"}\n  body: {title: Parcel, status: open}",
			`query.page: expected "3", got "2"`, 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			expected := request(t, test.request)
			mismatch := expected.Match(call)
			if fits := expected.Fits(call); fits != (mismatch == nil) {
				t.Errorf("Fits says %t", fits)
			}
			got, met := "", 0
			if mismatch != nil {
				got, met = mismatch.Error(), mismatch.Met
			}
			if got != test.mismatch || met != test.met {
				t.Errorf("got %s (met %d)\nwant %s (met %d)", got, met, test.mismatch, test.met)
			}
		})
	}
}

func TestMatchWithoutBody(t *testing.T) {
	t.Parallel()
	if mismatch := request(t, `  body: {absent: true}`).Match(scenarios.Call{}); mismatch != nil {
		t.Error(mismatch)
	}
	mismatch := request(t, `  body: {title: Parcel}`).Match(scenarios.Call{})
	if mismatch == nil || mismatch.Error() != "body: expected an object, got nothing" {
		t.Error(mismatch)
	}
}

func TestExampleOfCall(t *testing.T) {
	t.Parallel()
	got := request(t, "  path: {id: {regex: '\\d+', example: '7'}}\n"+
		"  query: {tag: [a, b], sort: {absent: true}}\n"+
		"  headers: {accept: {contains: [x]}}\n  body: {title: {type: string}}")
	scenario := scenarios.Scenario{Request: got,
		Operation: caseapi.MustOperation(caseapi.UpdateCase)}
	want := scenarios.Call{
		Operation: scenario.Operation,
		Path:      map[string]string{"id": "7"},
		Query:     url.Values{"tag": {"a", "b"}},
		Headers:   http.Header{"Accept": {"x"}},
		Body:      map[string]any{"title": ""},
	}
	if diff := cmp.Diff(want, scenario.Example()); diff != "" {
		t.Error(diff)
	}
}
