package scenarios_test

import (
	"net/http"
	"net/url"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/scenarios"

	"github.com/google/go-cmp/cmp"
)

// matcher reads what a scenario file would say of a body.
func matcher(t testing.TB, text string) scenarios.Matcher {
	t.Helper()
	read, problems := scenarios.ParseRequest("request", []byte("body: "+text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return read.Body
}

func decode(t testing.TB, text string) any {
	t.Helper()
	if text == "" {
		return scenarios.Missing
	}
	value, violations := caseapi.Decode([]byte(text))
	if violations != nil {
		t.Fatal(violations)
	}
	return value
}

func TestMatch(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, expected, actual, mismatch string }{
		{"SameText", `open`, `"open"`, ""},
		{"OtherText", `open`, `"closed"`, `expected "open", got "closed"`},
		{"TextIsNoNumber", `"1"`, `1`, `expected "1", got 1`},
		{"NumberIsNoText", `1`, `"1"`, `expected 1, got "1"`},
		{"EqualNumbers", `1`, `1.0`, ""},
		{"EqualExponents", `1500`, `1.5e3`, ""},
		{"OtherNumber", `1`, `1.0000000000000000001`, "expected 1, got 1.0000000000000000001"},
		{"HugeExponent", `1`, `1e999999999`, "expected 1, got 1e999999999"},
		{"SameBoolean", `true`, `true`, ""},
		{"OtherBoolean", `true`, `false`, "expected true, got false"},
		{"Null", `null`, `null`, ""},
		{"NullIsNotMissing", `null`, ``, "expected null, got nothing"},
		{"MissingText", `open`, ``, `expected "open", got nothing`},
		{"Subset", `{a: 1}`, `{"a": 1, "b": 2}`, ""},
		{"EmptyObject", `{}`, `{"b": 2}`, ""},
		{"ObjectIsNoArray", `{}`, `[]`, "expected an object, got []"},
		{"SubsetBelow", `{a: {b: [{c: 1}]}}`, `{"a": {"b": [{"c": 1, "d": 2}, 3]}}`, ""},
		{"MissingBelow", `{a: {b: [{c: 1}]}}`, `{"a": {"b": [{"d": 2}]}}`,
			"a.b[0].c: expected 1, got nothing"},
		{"FirstOfSeveral", `{a: 1, b: 2}`, `{"a": 2, "b": 3}`, "a: expected 1, got 2"},
		{"MoreElements", `[1, 2]`, `[1, 2, 3]`, ""},
		{"FewerElements", `[1, 2]`, `[1]`, "[1]: expected 2, got nothing"},
		{"OtherOrder", `[1, 2]`, `[2, 1]`, "[0]: expected 1, got 2"},
		{"EmptyList", `[]`, `[1]`, ""},
		{"ListIsNoObject", `[]`, `{}`, "expected an array, got {}"},
		{"WholeRegex", `{regex: "a+"}`, `"aaa"`, ""},
		{"RegexInPart", `{regex: "a+"}`, `"baaa"`, `expected a string that matches a+, got "baaa"`},
		{"RegexAlternatives", `{regex: "a|b"}`, `"ab"`, `expected a string that matches a|b, got "ab"`},
		{"RegexOverLines", `{regex: ".*urgent.*"}`, `"one\ntwo urgent\nthree"`, ""},
		{"RegexOfOneLine", `{regex: "(?-s)a.b"}`, `"a\nb"`,
			`expected a string that matches (?-s)a.b, got "a\nb"`},
		{"RegexEndsBeforeNewline", `{regex: "a$"}`, `"a\n"`, `expected a string that matches a$, got "a\n"`},
		{"RegexOfNumber", `{regex: "1"}`, `1`, "expected a string that matches 1, got 1"},
		{"TypeString", `{type: string}`, `""`, ""},
		{"TypeNumber", `{type: number}`, `1e3`, ""},
		{"TypeBoolean", `{type: boolean}`, `false`, ""},
		{"TypeArray", `{type: array}`, `[]`, ""},
		{"TypeObject", `{type: object}`, `{}`, ""},
		{"NullHasNoType", `{type: object}`, `null`, "expected an object, got null"},
		{"OtherType", `{type: number}`, `"1"`, `expected a number, got "1"`},
		{"Absent", `{a: {absent: true}}`, `{"b": 1}`, ""},
		{"NotAbsent", `{a: {absent: true}}`, `{"a": null}`, "a: expected nothing, got null"},
		{"Contains", `{contains: [3, {regex: "a.*"}]}`, `["abc", 2, 3]`, ""},
		{"ContainsNot", `{contains: [3, {a: 1}]}`, `[3, {"a": 2}]`,
			`expected an array that contains {"a":1}, got [3,{"a":2}]`},
		{"ContainsNoSuchText", `{contains: [{regex: "a.*"}]}`, `["b"]`,
			`expected an array that contains a string that matches a.*, got ["b"]`},
		{"ContainsInNoArray", `{contains: [a]}`, `"a"`, `expected an array that contains "a", got "a"`},
		{"Literal", `{literal: {type: complaint}}`, `{"type": "complaint", "more": 1}`, ""},
		{"LiteralBelow", `{a: {literal: {regex: [b]}}}`, `{"a": {"regex": "b"}}`,
			`a.regex: expected an array, got "b"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			mismatch := scenarios.Match(matcher(t, test.expected), decode(t, test.actual))
			got := ""
			if mismatch != nil {
				got = mismatch.Error()
			}
			if got != test.mismatch {
				t.Errorf("got %s\nwant %s", got, test.mismatch)
			}
		})
	}
}

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

func TestMatchersFitTheirExamples(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"text", "1.5", "true", "null", "{a: {b: [1, {c: d}]}}", "[]", "{regex: 'a+', example: aa}",
		"{type: string}", "{type: number}", "{type: boolean}", "{type: array}", "{type: object}",
		"{type: string, example: x}", "{a: {absent: true}, b: 1}", "{contains: [1, {a: b}]}",
		"{contains: [1], example: [2, 1]}", "{literal: {type: x}}",
	} {
		expected := matcher(t, text)
		if mismatch := scenarios.Match(expected, expected.Example()); mismatch != nil {
			t.Errorf("%s: %v", text, mismatch)
		}
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
