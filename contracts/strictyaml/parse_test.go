package strictyaml_test

import (
	"strings"
	"testing"

	"casemock/contracts/strictyaml"

	"github.com/google/go-cmp/cmp"
)

func problemsOf(file *strictyaml.File) []string {
	var texts []string
	for _, problem := range file.Problems() {
		texts = append(texts, problem.String())
	}
	return texts
}

func TestWhatIsNotYAML(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"Tab", "a: 1\n\tb: 2\n", "f:2:1: is not valid YAML: a tab cannot indent; use spaces"},
		{"Bracket", "a: 1\nb: [1, 2\nc: 3\n",
			"f:2:1: is not valid YAML: the list is not closed with ], or lacks a comma"},
		{"BracketBeforeMuchElse", "a: [\n" + strings.Repeat("b: 1\n", 50),
			"f:1:1: is not valid YAML: the list is not closed with ], or lacks a comma"},
		{"Brace", "a:\n  b: {c: 1\n  d: 2\n",
			"f:2:3: is not valid YAML: the mapping is not closed with }, or lacks a comma"},
		{"Reference", "a:\n  b: {id: ${c.id}}\n",
			"f:2:3: is not valid YAML: a text that begins with ${ needs quotes between brackets"},
		{"ReferenceInList", "a: [x, ${c.id}]\n",
			"f:1:1: is not valid YAML: a text that begins with ${ needs quotes between brackets"},
		{"Quote", "a: 1\nb: \"open\nc: 3\nd: 4\n",
			"f:2:1: is not valid YAML: the quotation mark is never closed"},
		{"QuoteAfterLongList", "a: [\n1,\n2,\n3]\nb: \"open\nc: 3\n",
			"f:5:1: is not valid YAML: the quotation mark is never closed"},
		{"Indentation", "a:\n  b: 1\n c: 2\n",
			"f:3:2: is not valid YAML: a key was expected here; is the indentation right?"},
		{"Colon", "summary: it fails: badly\n", "f:1:1: is not valid YAML: a key and a colon cannot" +
			" stand here; is the indentation right, or does a text with a colon need quotes?"},
		{"NoColon", "a: 1\nb\nc: 2\n", "f:2:1: is not valid YAML: a key needs a colon and a space after it"},
		{"Percent", "a: %x\n", "f:1:1: is not valid YAML: a value cannot start with %, @ or `; put it in" +
			" quotes"},
		{"Escape", `a: "\d+"` + "\n", "f:1:1: is not valid YAML: a backslash in double quotes must be" +
			" doubled; single quotes take it as it is"},
		{"Alias", "a: 1\nb: *base\n", "f:2:4: is not valid YAML: the alias *base names nothing: there" +
			" is no &base before it"},
		{"AliasOfItself", "a: &a [*a]\n", "f:1:8: the alias *a contains itself"},
		{"Twice", "a: 1\nb: 2\na: 3\n", "f:3:1: a stands here twice; it was first given at 1:1"},
		{"TwiceBelow", "a:\n  b: 1\n  \"b\": 2\n", "f:3:3: b stands here twice; it was first given at 2:3"},
		{"Tag", "a: !secret x\n", "f:1:4: the tag !secret is not understood; leave it out"},
		{"KeyIsList", "[a]: 1\n", "f:1:1: a key must be a word, not a mapping or a list"},
		{"MergeOfText", "<<: x\n", `f:1:5: << takes a mapping, not the text "x"`},
		{"Deep", strings.Repeat("[", 70) + strings.Repeat("]", 70), "f:1:66: is nested more than 64 deep"},
		{"DeepAlias", "a: &a " + strings.Repeat("[", 40) + strings.Repeat("]", 40) + "\nb: " +
			strings.Repeat("[", 30) + "*a" + strings.Repeat("]", 30),
			"f:2:34: the alias *a nests more than 64 deep"},
		{"Binary", "a: \x00\x01", "f:1:4: is not text: it has a zero byte here; is it a binary file," +
			" or UTF-16?"},
		{"Latin1", "a: 1\nb: caf\xe9\n", "f:2:7: is not UTF-8 text here; save the file as UTF-8"},
		{"Control", "a: \x1b[31m\n", "f:1:4: has a control character here; in double quotes it can be" +
			" written as \\x and two digits"},
		{"Large", "a: " + strings.Repeat("x", strictyaml.MaxSize), "f:1:1: is larger than 1 MiB; split it" +
			" into several files"},
		{"UTF16", "\xff\xfea\x00:\x00", "f:1:1: is UTF-16; save the file as UTF-8"},
		{"UTF16BigEndian", "\xfe\xff\x4e\x2d", "f:1:1: is UTF-16; save the file as UTF-8"},
		{"LatinAfterCR", "a: 1\rb: caf\xe9\r", "f:2:7: is not UTF-8 text here; save the file as UTF-8"},
		{"BracketAfterCR", "a: 1\rb: [1, 2\rc: 3\r",
			"f:2:1: is not valid YAML: the list is not closed with ], or lacks a comma"},
		{"TwiceAfterEscapes", `{"a": "\/\ud83d\ude00", "a": 1}`, "f:1:25: a stands here twice; it was first given at 1:2"},
		{"HalfACharacter", "a: 1\nb: [\"\\/\", \"x\\ud83d\"]\n",
			`f:2:13: \ud83d is half of a character; write the whole one`},
		{"OtherHalf", `"\ude00\uD83D\ude00"`, `f:1:2: \ude00 is half of a character; write the whole one`},
		{"LaterVersion", "%YAML 2.0\n---\na: 1\n", "f:1:1: is not valid YAML: YAML 1.2 and what came before it are" +
			" read, and no later version"},
		{"SecondAfterDots", "a: 1\n...\nb: 2\n", "f:3:1: is not valid YAML: a document ends above; the next" +
			" needs --- before it"},
		{"InSecondDocument", "a: 1\n---\n# note\nb: [\n---\nc: 1\n",
			"f:4:1: is not valid YAML: a bracket is not closed, or a value is missing"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := problemsOf(strictyaml.Parse("f", []byte(test.text)))
			if diff := cmp.Diff([]string{test.want}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAliasBomb(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 10; i++ {
		last := string(rune('0' + i - 1))
		alias := "*a" + last + ", "
		text.WriteString("a" + string(rune('0'+i)) + ": &a" + string(rune('0'+i)) + " [" +
			strings.Repeat(alias, 9) + "*a" + last + "]\n")
	}
	got := problemsOf(strictyaml.Parse("bomb", []byte(text.String())))
	want := []string{"bomb:5:45: the alias *a3 makes the document too large: aliases stand for more than" +
		" 100000 values"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestProblemsHaveAnEnd(t *testing.T) {
	t.Parallel()
	got := problemsOf(strictyaml.Parse("f", []byte(strings.Repeat("a: 1\n", 5000))))
	if len(got) != 1001 {
		t.Fatalf("%d problems", len(got))
	}
	want := "f:1002:1: is not the last problem, but enough of them are listed"
	if got[1000] != want {
		t.Errorf("got %s, want %s", got[1000], want)
	}
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	file := strictyaml.Parse("f", []byte("# first\na: 1\n--- # second\n\n---\nb: 2 # two\n--- {c: 3}\n"))
	if problems := file.Problems(); len(problems) > 0 {
		t.Fatal(problems)
	}
	type document struct {
		Text string
		Line int
	}
	var got []document
	for _, read := range file.Documents {
		got = append(got, document{read.Text, read.Line})
	}
	want := []document{{"# first\na: 1\n", 1}, {"b: 2 # two\n", 6}, {"--- {c: 3}\n", 7}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEmpty(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "\n", "# nothing\n", "---\n", "---\n---\n# x\n"} {
		file := strictyaml.Parse("f", []byte(text))
		if len(file.Documents) != 0 || len(file.Problems()) != 0 {
			t.Errorf("%q: got %d documents and %v", text, len(file.Documents), file.Problems())
		}
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	const text = `
base: &base {a: 1, b: two}
merged: {<<: *base, b: own}
both: {<<: [{x: 1}, {x: 2, y: 3}]}
alias: [*base, *base]
date: 2024-05-01T09:30:00Z
numbers: [0x1f, 0o17, 1_000, .5, -3, 1.50, 1e3, -1E999]
words: [yes, on, "", ~, true, False, "1", "1e999", !!str 1e999, 1e999x]
`
	file := strictyaml.Parse("f", []byte("%YAML 1.1\n---"+text))
	if problems := file.Problems(); len(problems) > 0 {
		t.Fatal(problems)
	}
	base := map[string]any{"a": number("1"), "b": "two"}
	want := map[string]any{
		"base":   base,
		"merged": map[string]any{"a": number("1"), "b": "own"},
		"both":   map[string]any{"x": number("1"), "y": number("3")},
		"alias":  []any{base, base},
		"date":   "2024-05-01T09:30:00Z",
		"numbers": []any{number("31"), number("15"), number("1000"), number("0.5"), number("-3"),
			number("1.50"), number("1e3"), number("-1E999")},
		"words": []any{"yes", "on", "", nil, true, false, "1", "1e999", "1e999", "1e999x"},
	}
	if diff := cmp.Diff(want, file.Documents[0].Root.JSON()); diff != "" {
		t.Error(diff)
	}
}
