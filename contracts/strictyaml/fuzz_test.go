package strictyaml_test

import (
	"encoding/json"
	"strings"
	"testing"

	"casemock/contracts/strictyaml"

	"github.com/google/go-cmp/cmp"
)

// FuzzParse feeds it arbitrary text: it may refuse, with a place that exists; it may not panic, and
// what it reads is JSON.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"name: a\n---\nb: [1, 2, {c: d}]\n", "a: &a [1]\nb: *a\nc: {<<: {x: 1}}\n", "a: [\nb: \"x\n",
		"%YAML 1.2\n---\na: !!str 1\n", "a: &a [*a]", "? [a]\n: b", "a: |\n  text\n---\n", "- .inf\n- 0x\n",
		"a: &a [x, *s]\nb: &b [*a,\na, *_]\nc: }[*d\n", `[!!int "true", !!float " 1", !!int "1 "]`,
	} {
		f.Add(text)
	}
	f.Add(`{"a": "\/\ud83d\ude00\ud83d"}`)
	f.Add("\ufeff%YAML 1.2 # c\r---\ra: \"\\/\u2028\\ud83d\\ude00\"\r...\r%TAG ! !x\r--- &a [*a, 010, 0o10]\n")
	f.Add("a: x\u0085---\u0085b: \"\\\\/\" # \"\\/\u0085")
	f.Add("- &x\n  !!str \"\\/\": |\n    \"\\/\n- ? \"\\ude00\"\n...\n\ufeff---\n'\\/'")
	f.Fuzz(func(t *testing.T, text string) {
		file := strictyaml.Parse("f", []byte(text))
		for _, document := range file.Documents {
			read(document.Root)
			if _, err := json.Marshal(document.Root.JSON()); err != nil {
				t.Errorf("not JSON: %v", err)
			}
		}
		lines := strings.Count(text, "\n") + strings.Count(text, "\r") + strings.Count(text, "\u0085") + 1
		for _, problem := range file.Problems() {
			if problem.Line < 1 || problem.Column < 1 || problem.Line > lines+1 ||
				problem.Message == "" || strings.Contains(problem.Message, "\n") {
				t.Errorf("%q: %d lines, problem %q", text, lines, problem)
			}
		}
	})
}

// FuzzJSON holds what is read of a JSON document against what encoding/json reads.
func FuzzJSON(f *testing.F) {
	for _, text := range []string{
		`{"a": "\/\ud83d\ude00", "b": [1, -0.5e3, true, null, {"c": {}}]}`, `["<<", {"<<": 1}]`,
		`{"a:b": "#x", "~": "yes", "0x1": "2024-01-01"}`, "{\t\"a\":\n\t\t1}", "\t[1]\n\t",
		"[\"\u2028\u2029\u0085\ue000\", \"\\/\\uD83D\\uDE00\"]", `{"\/": "\\/\\\/", "\u2028": "\"\/"}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want any
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.UseNumber()
		if !json.Valid([]byte(text)) || decoder.Decode(&want) != nil {
			t.Skip()
		}
		file := strictyaml.Parse("f", []byte(text))
		if len(file.Problems()) > 0 || len(file.Documents) == 0 {
			t.Skip()
		}
		if diff := cmp.Diff(want, file.Documents[0].Root.JSON()); diff != "" {
			t.Error(diff)
		}
	})
}
