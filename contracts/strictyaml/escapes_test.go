package strictyaml_test

import (
	"strings"
	"testing"

	"casemock/contracts/strictyaml"

	"github.com/google/go-cmp/cmp"
)

func TestJSONFile(t *testing.T) {
	t.Parallel()
	const text = "{\n\t\"a\": \"x\\/y\\u00e9\\ud83d\\ude00\\\\/\",\n\t\"b\": [\"\\ud83d\\ude00\"]\n}\n"
	file := strictyaml.Parse("f", []byte(text))
	want := map[string]any{"a": "x/y\u00e9\U0001f600\\/", "b": []any{"\U0001f600"}}
	if len(file.Documents) != 1 {
		t.Fatal(file.Problems())
	}
	if diff := cmp.Diff(want, file.Documents[0].Root.JSON()); diff != "" {
		t.Error(diff)
	}
}

func TestFilesFromOtherSystems(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"CarriageReturns": "a: 1\r\n---\r\na: 1\r\n", "CarriageReturnsAlone": "a: 1\r---\ra: 1\r",
		"NextLines": "a: 1\u0085---\u0085a: 1\u0085", "Mixed": "a: 1\r---\na: 1\r\n",
		"Directives": "%YAML 1.2\r---\ra: 1\r...\r%YAML 1.1\r---\ra: 1", "OldDirective": "%YAML 1.0\n--- {a: 1}\n--- {a: 1}",
		"DirectiveAfterComment": "# c\n\n%YAML 1.2 # d\n%TAG ! !x\n---\na: 1\n...\n# c\n---\na: 1\n...\n",
		"Dots":                  "a: 1\n...\n---\na: 1\n...\n...\n", "JoinedFiles": "\ufeffa: 1\n\ufeff---\na: 1\n",
		"ByteOrderMark":             "\ufeffa: 1\n---\na: 1\n",
		"ByteOrderMarkBeforeMarker": "\ufeff---\na: 1\n---\na: 1", "NoNewlineAtTheEnd": "a: 1\n--- {a: 1}",
	} {
		file := strictyaml.Parse("f", []byte(text))
		want := map[string]any{"a": number("1")}
		if len(file.Problems()) > 0 || len(file.Documents) != 2 {
			t.Errorf("%s: %d documents, %v", name, len(file.Documents), file.Problems())
			continue
		}
		for _, document := range file.Documents {
			if diff := cmp.Diff(want, document.Root.JSON()); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	}
}

// What is pasted from JSON means what it means there, wherever it is, and nothing else changes.
func TestEscapesOfJSON(t *testing.T) {
	t.Parallel()
	const smile = "\U0001f600"
	tests := []struct {
		name, text string
		want       any
	}{
		{"AfterAMark", "\ufeff{\"a\": \"x\\/y\"}", map[string]any{"a": "x/y"}},
		{"Indented", "\t{\n\t\"a\":\t\"\\t\\/\"\n\t}\n\t", map[string]any{"a": "\t/"}},
		{"AfterAComment", "# from the log\n{\"a\": \"x\\/y \\uD83D\\uDE00\"}", map[string]any{"a": "x/y " + smile}},
		{"InAFlow", `a: {b: ["\/", "\ud83d\ude00"], "\/": 1}`,
			map[string]any{"a": map[string]any{"b": []any{"/", smile}, "/": number("1")}}},
		{"InABlock", "a: \"\\/\"\nb:\n- \"\\ud83d\\ude00\"\n", map[string]any{"a": "/", "b": []any{smile}}},
		{"OverLines", "a: \"x\\/\n  y\\/\\\n  z\"", map[string]any{"a": "x/ y/z"}},
		{"Escaped", `a: "\\/ \\\/ \\ud83d\\ude00 \"\/"`, map[string]any{"a": `\/ \/ \ud83d\ude00 "/`}},
		{"OutsideQuotes", "a: 'x\\/ \\ud83D\\uDe00 \"\\/\"'\nb: x\\/\"\\/\"\nc: |\n  \"\\/\" \\uDBFF\nd: \"\\/\" # \\/\n",
			map[string]any{"a": `x\/ \ud83D\uDe00 "\/"`, "b": `x\/"\/"`, "c": "\"\\/\" \\uDBFF\n", "d": "/"}},
		{"WithAnAnchor", `{a: &x !!str "\/", b: *x}`, map[string]any{"a": "/", "b": "/"}},
		{"Separators", "{\"a\": \"x\u2028y\u2029z\u0085\", \"b\": \"\ue000\\/\"}\n",
			map[string]any{"a": "x\u2028y\u2029z\u0085", "b": "\ue000/"}},
		{"SeparatorsInABlock", "a: |\n  x\u2028y\n  z\u0085\nb: x\u2029y\n",
			map[string]any{"a": "x\u2028y\nz\u0085\n", "b": "x\u2029y"}},
		{"Numbers", `[010, 0o10, 0x10, 0b10, 1_000, -010, +010, 08, 0100.5, 00]`, []any{number("10"), number("8"),
			number("16"), number("2"), number("1000"), number("-10"), number("10"), number("8"), number("100.5"),
			number("0")}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			file := strictyaml.Parse("f", []byte(test.text))
			if len(file.Problems()) > 0 || len(file.Documents) != 1 {
				t.Fatalf("%d documents, %v", len(file.Documents), file.Problems())
			}
			if diff := cmp.Diff(test.want, file.Documents[0].Root.JSON()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Places are those of the file, whatever is written in it and before it.
func TestPlacesAfterEscapes(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"x: 1\n---\n- {\"a\": \"\\/\\/\", \"k\": 1}\n", "\ufeffx: 1\r---\r- {a: '\u2028\u2028\u2028', \"k\": 1}",
		"%YAML 1.2\r\n---\r\n- {\"a\": \"\\ud83d\\ude00\", k: 1}",
	} {
		file := strictyaml.Parse("f", []byte(text))
		value := file.Documents[len(file.Documents)-1].Root.Elements()[0].Entries()[1].KeyValue()
		line, column := value.Place()
		runes := []rune(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })[line-1])
		if got := string(runes[column-1:]); line != 3 || !strings.HasPrefix(strings.Trim(got, `"`), "k") {
			t.Errorf("%q: the key is at %d:%d, %s", text, line, column, got)
		}
	}
}

func TestWholeNumber(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"010": "10", "0o10": "8", "0x1F": "31", "0b11": "3", "1_000": "1000", "-010": "-10", "+5": "5", "0": "0",
		"18446744073709551615": "18446744073709551615",
		"":                     "", "1.0": "", "1e3": "", "0x": "", "x": "", "++5": "", "+-5": "", " 5": "",
	} {
		got := ""
		if whole, ok := strictyaml.WholeNumber(text); ok {
			got = whole.String()
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// Many strings on one line, and many mistakes in them, are no reason to begin at its start for each.
func TestManyEscapesOnOneLine(t *testing.T) {
	t.Parallel()
	text := "[" + strings.Repeat(`"\/\ud83d",`, 20_000) + "1]"
	file := strictyaml.Parse("f", []byte(text))
	if len(file.Documents) != 1 || len(file.Problems()) != 1001 {
		t.Errorf("%d documents, %d problems", len(file.Documents), len(file.Problems()))
	}
}
