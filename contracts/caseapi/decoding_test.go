package caseapi_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
)

func nested(depth int) string {
	return strings.Repeat("[", depth) + strings.Repeat("]", depth)
}

func TestDecode(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		reason, body string
		want         any
	}{
		{"object", `{"a":{"b":[true,false,null]}}`,
			map[string]any{"a": map[string]any{"b": []any{true, false, nil}}}},
		{"empty object", `{ }`, map[string]any{}},
		{"empty array", `[ ]`, []any{}},
		{"white space", " \t\r\n{ \"a\" :\n[ 1 , 2 ] }\r\n", map[string]any{
			"a": []any{json.Number("1"), json.Number("2")}}},
		{"null", `null`, nil},
		{"string", `"a"`, "a"},
		{"escapes", `"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude9a"`, "\"\\/\b\f\n\r\té🚚"},
		{"a key with escapes", `{"\u0061":1}`, map[string]any{"a": json.Number("1")}},
		{"half a surrogate pair", `"\ud83d"`, "\ufffd"},
		{"numbers as they stand", `[0,-0,1.50,1E5,1e-5,12345678901234567890,1e9999999]`, []any{
			json.Number("0"), json.Number("-0"), json.Number("1.50"), json.Number("1E5"),
			json.Number("1e-5"), json.Number("12345678901234567890"), json.Number("1e9999999")}},
		{"an empty key", `{"":""}`, map[string]any{"": ""}},
		{"a byte order mark inside", "\"\ufeff\"", "\ufeff"},
		{"the same key in other objects", `{"a":{"a":{}},"b":{"a":1}}`, map[string]any{
			"a": map[string]any{"a": map[string]any{}}, "b": map[string]any{"a": json.Number("1")}}},
	} {
		t.Run(test.reason, func(t *testing.T) {
			t.Parallel()
			got, violations := caseapi.Decode([]byte(test.body))
			if diff := cmp.Diff(test.want, got); diff != "" || violations != nil {
				t.Errorf("violations %v (-want +got):\n%s", violations, diff)
			}
		})
	}
}

func TestDecodeWhatIsNoJSON(t *testing.T) {
	t.Parallel()
	const notJSON = "body is not valid JSON: "
	for _, test := range []struct{ reason, body, want string }{
		{"nothing", "", "body must be JSON, but there is none"},
		{"white space", " \n\t ", "body must be JSON, but there is none"},
		{"a space that JSON does not know", "\u00a0",
			notJSON + "line 1, column 1: invalid character 'Â' looking for beginning of value"},
		{"not UTF-8", "\"\xff\"", "body must be UTF-8"},
		{"UTF-16", "\xff\xfe{\x00}\x00", "body must be UTF-8"},
		{"a byte order mark", "\ufeff{}", "body must not start with a byte order mark"},
		{"the first character", "x",
			notJSON + "line 1, column 1: invalid character 'x' looking for beginning of value"},
		{"a later line", "{\n  \"é\": x\n}",
			notJSON + "line 2, column 8: invalid character 'x' looking for beginning of value"},
		{"a comma too many", `{"a":1,}`, notJSON +
			"line 1, column 8: invalid character '}' looking for beginning of object key string"},
		{"a comma too many in an array", `[1,]`,
			notJSON + "line 1, column 4: invalid character ']' looking for beginning of value"},
		{"a comma first", `[,1]`,
			notJSON + "line 1, column 2: invalid character ',' looking for beginning of value"},
		{"no comma", `{"a":1 "b":2}`,
			notJSON + `line 1, column 8: invalid character '"' after object key:value pair`},
		{"no comma in an array", `[1 2]`,
			notJSON + "line 1, column 4: invalid character '2' after array element"},
		{"no colon", `{"a" 1}`, notJSON + "line 1, column 6: invalid character '1' after object key"},
		{"no key", `{1:2}`, notJSON +
			"line 1, column 2: invalid character '1' looking for beginning of object key string"},
		{"single quotes", `{'a':1}`, notJSON +
			`line 1, column 2: invalid character '\'' looking for beginning of object key string`},
		{"a comment", "{} // yes",
			notJSON + "line 1, column 4: invalid character '/' after top-level value"},
		{"trailing data", `{}{}`,
			notJSON + "line 1, column 3: invalid character '{' after top-level value"},
		{"the wrong bracket", `{"a":[1}`,
			notJSON + "line 1, column 8: invalid character '}' after array element"},
		{"cut off", `{"a":"b`, notJSON + "it ends in the middle"},
		{"cut off in an object", `{"a":1`, notJSON + "it ends in the middle"},
		{"cut off in an escape", `"\`, notJSON + "it ends in the middle"},
		{"cut off in a word", `tru`, notJSON + "it ends in the middle"},
		{"another word", `trux`,
			notJSON + "line 1, column 4: invalid character 'x' in literal true (expecting 'e')"},
		{"a longer word", `nullx`,
			notJSON + "line 1, column 5: invalid character 'x' after top-level value"},
		{"no number", `-`, notJSON + "it ends in the middle"},
		{"a zero first", `01`,
			notJSON + "line 1, column 2: invalid character '1' after top-level value"},
		{"a plus first", `+1`,
			notJSON + "line 1, column 1: invalid character '+' looking for beginning of value"},
		{"a fraction without digits", `[1.]`,
			notJSON + "line 1, column 4: invalid character ']' after decimal point in numeric literal"},
		{"not a number", `NaN`,
			notJSON + "line 1, column 1: invalid character 'N' looking for beginning of value"},
		{"a line break in a string", "\"a\nb\"",
			notJSON + `line 1, column 3: invalid character '\n' in string literal`},
		{"an escape that JSON does not know", `"\x41"`,
			notJSON + `line 1, column 3: invalid character 'x' in string escape code`},
		{"a NUL", "\x00",
			notJSON + `line 1, column 1: invalid character '\x00' looking for beginning of value`},
		{"a NUL at the end", "{}\x00",
			notJSON + `line 1, column 3: invalid character '\x00' after top-level value`},
		{"too deep", nested(65), notJSON + "values are nested more than 64 deep"},
		{"much too deep", strings.Repeat(`{"a":`, 1<<18),
			notJSON + "values are nested more than 64 deep"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			t.Parallel()
			value, violations := caseapi.Decode([]byte(test.body))
			if value != nil {
				t.Errorf("the value is %v", value)
			}
			if diff := cmp.Diff([]string{test.want}, sentences(violations)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestDecodeAsDeepAsAllowed(t *testing.T) {
	t.Parallel()
	objects := strings.Repeat(`{"a":`, 64) + "1" + strings.Repeat("}", 64)
	for _, body := range []string{nested(64), objects} {
		if value, violations := caseapi.Decode([]byte(body)); value == nil || violations != nil {
			t.Errorf("%s: %v", body, violations)
		}
	}
}

func TestDecodeKeysThatStandTwice(t *testing.T) {
	t.Parallel()
	const body = `{"a":1,"b":[{"c":{"d":1,"e":2,"d": [3] }}],"a":{"x y":1,"x y":2},"\u0061":3}`
	value, violations := caseapi.Decode([]byte(body))
	duplicate := func(path, actual string) caseapi.Violation {
		return caseapi.Violation{Path: path, Rule: caseapi.SyntaxRule,
			Message: "stands there twice; send it once", Expected: "one value", Actual: actual}
	}
	want := []caseapi.Violation{
		duplicate("b[0].c.d", "[3]"),
		duplicate(`a["x y"]`, "2"),
		duplicate("a", `{"x y":1,"x y":2}`),
		duplicate("a", "3"),
	}
	if diff := cmp.Diff(want, violations); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
	later := map[string]any{"a": json.Number("3"), "b": []any{map[string]any{"c": map[string]any{
		"d": []any{json.Number("3")}, "e": json.Number("2")}}}}
	if diff := cmp.Diff(later, value); diff != "" {
		t.Errorf("the value (-want +got):\n%s", diff)
	}
}

func TestDecodeHuge(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("é", 1<<20)
	value, violations := caseapi.Decode([]byte(`{"a":"` + text + `"}`))
	if violations != nil || value.(map[string]any)["a"] != text {
		t.Errorf("violations %v", violations)
	}
	value, violations = caseapi.Decode([]byte("[" + strings.Repeat("{},", 1<<17) + "{}]"))
	if violations != nil || len(value.([]any)) != 1<<17+1 {
		t.Errorf("violations %v", violations)
	}
}

// FuzzDecode holds Decode against encoding/json, which knows no duplicates, no depth and no UTF-8.
func FuzzDecode(f *testing.F) {
	for _, body := range []string{caseAnswer, customerAnswer, structureAnswer, badRequestAnswer,
		`{"a":1,"a":2}`, `[1.5e3,-0,"\ud83d\ude9a",null,true,false]`, nested(65), "\ufeff{}",
		`{"a":1,}`} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		value, violations := caseapi.Decode(body)
		if !json.Valid(body) {
			if value != nil || len(violations) != 1 {
				t.Fatalf("%q is no JSON, but %v, %v", body, value, violations)
			}
			return
		}
		if value == nil && violations != nil {
			if utf8.Valid(body) && !strings.Contains(violations[0].Message, "nested more than") {
				t.Fatalf("%q is JSON, but %v", body, violations)
			}
			return
		}
		decoder := json.NewDecoder(bytes.NewReader(body))
		decoder.UseNumber()
		var want any
		if err := decoder.Decode(&want); err != nil {
			t.Fatal(err)
		}
		// With equal keys encoding/json mixes nested objects, so those are not compared. (cmp.Diff would
		// take exponential time for deep ones.)
		if violations == nil && !reflect.DeepEqual(want, value) {
			t.Errorf("%q\nencoding/json: %v\n         ours: %v", body, want, value)
		}
	})
}
