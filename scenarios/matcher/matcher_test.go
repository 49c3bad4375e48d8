package matcher_test

import (
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/scenarios/matcher"
)

// read reads what a scenario file would say of a value.
func read(t testing.TB, text string) matcher.Matcher {
	t.Helper()
	file := strictyaml.Parse("matcher", []byte(text))
	var reader matcher.Reader
	read := reader.Read(file.Documents[0].Root)
	if problems := file.Problems(); len(problems) > 0 {
		t.Fatal(problems)
	}
	return read
}

func decode(t testing.TB, text string) any {
	t.Helper()
	if text == "" {
		return matcher.Missing
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
			mismatch := matcher.Match(read(t, test.expected), decode(t, test.actual))
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

func TestMatchersFitTheirExamples(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"text", "1.5", "true", "null", "{a: {b: [1, {c: d}]}}", "[]", "{regex: 'a+', example: aa}",
		"{type: string}", "{type: number}", "{type: boolean}", "{type: array}", "{type: object}",
		"{type: string, example: x}", "{a: {absent: true}, b: 1}", "{contains: [1, {a: b}]}",
		"{contains: [1], example: [2, 1]}", "{literal: {type: x}}",
	} {
		expected := read(t, text)
		if mismatch := matcher.Match(expected, expected.Example()); mismatch != nil {
			t.Errorf("%s: %v", text, mismatch)
		}
	}
}
