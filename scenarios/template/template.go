// Package template holds text and bodies of responses whose strings can be Go templates over .request,
// with gofakeit's functions through fake. Templates come from files and requests decide what they do, so
// what they make, repeat and invent is bounded.
//
// To add a function: its row in functions.go, bounded as those there are; and a test of what it makes of
// too much.
package template

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"text/template"

	"casemock/contracts/strictyaml"
	"casemock/scenarios/fake"
)

// Template is text that a response repeats, with what the request says and what gofakeit invents in
// the place of {{ … }}. It is safe for concurrent use.
type Template struct {
	text  string
	place string // where it stands, as in scenario updateCase/422: responses[0].body.message
	needs Needs
	// machines are nil for text without {{.
	machines *sync.Pool
	// insertions are nil for a template that does more.
	insertions insertions
}

// longestTemplate bounds the source of one template, in bytes.
const longestTemplate = 16 << 10

// newTemplate reads text; the place is what an error of a run begins with. The error says in words
// what is wrong with the template, for the writer of the file.
func newTemplate(text, place string) (*Template, error) {
	read := &Template{text: text, place: place}
	if !strings.Contains(text, "{{") {
		return read, nil
	}
	if len(text) > longestTemplate {
		return nil, fmt.Errorf("is a template of more than %d KiB", longestTemplate>>10)
	}
	first, err := newMachine(text)
	if err != nil {
		return nil, err
	}
	read.needs = needsOf(first.template.Root)
	read.insertions = first.insertions
	read.machines = &sync.Pool{New: func() any {
		again, _ := newMachine(text) // it was right the first time
		return again
	}}
	read.machines.Put(first)
	return read, nil
}

// Fixed is text that stays as it is, even where it looks like a template.
func Fixed(text string) *Template { return &Template{text: text} }

// String is the template as it was written.
func (t *Template) String() string { return t.text }

// Place is where the template stands in its file, for errors.
func (t *Template) Place() string { return t.place }

// Needs is what the template looks at.
func (t *Template) Needs() Needs { return t.needs }

// Node writes the text such that it is not read as a template where it is none.
func (t *Template) Node() strictyaml.Node {
	if t.IsFixed() {
		return strictyaml.TextNode(strings.ReplaceAll(t.text, "{{", `{{ "{{" }}`))
	}
	return strictyaml.TextNode(t.text)
}

// IsFixed reports whether the text is the same for every request.
func (t *Template) IsFixed() bool { return t.machines == nil }

// render fills in a template that is not fixed, nor insertions alone. What it does counts against what is
// left for the answer.
func (t *Template) render(request view, faker *fake.Faker, left *budget) (string, error) {
	machine := t.machines.Get().(*machine)
	defer t.machines.Put(machine)
	granted := min(maxWork, *left)
	machine.faker, machine.budget = faker, granted
	var output limitedBuilder
	err := machine.template.Execute(&output, request)
	*left -= granted - machine.budget
	if err != nil {
		return "", fmt.Errorf("%s: %s", t.place, explainRun(err))
	}
	return output.String(), nil
}

// machine runs one template, one run at a time. The template's functions are bound to it, since
// text/template takes functions before it parses.
type machine struct {
	template   *template.Template
	insertions insertions
	faker      *fake.Faker
	budget     budget
}

const machineName = "value"

func newMachine(text string) (*machine, error) {
	m := &machine{}
	parsed, err := template.New(machineName).Funcs(m.functions()).Parse(text)
	if err != nil {
		return nil, errors.New(explainParsing(err))
	}
	if err := checkSingle(parsed); err != nil {
		return nil, err
	}
	m.template, m.insertions = parsed, insertionsOf(parsed.Root)
	guard(parsed.Root)
	return m, nil
}

// explainParsing leaves of "template: value:1: unexpected …" what a reader of the file needs.
func explainParsing(err error) string {
	message := strings.TrimPrefix(err.Error(), "template: "+machineName+":")
	_, message, _ = strings.Cut(message, ": ")
	if name, ok := strings.CutPrefix(message, `function "`); ok {
		name, _, _ = strings.Cut(name, `"`)
		return "uses " + name + ", which is no function; gofakeit's functions are called as fake \"" +
			strings.ToLower(name) + "\""
	}
	return "is not a template: " + message
}

// explainRun leaves of `template: value:1:3: executing "value" at <.a.b>: …` the part from <.
func explainRun(err error) string {
	_, message, found := strings.Cut(err.Error(), " at <")
	if !found {
		return strings.TrimPrefix(err.Error(), "template: ")
	}
	where, what, _ := strings.Cut(message, ">: ")
	if name, ok := strings.CutPrefix(what, "nil pointer evaluating interface {}."); ok {
		what = "there is nothing that could have " + name
	}
	if _, inner, called := strings.Cut(what, "error calling "); called {
		_, what, _ = strings.Cut(inner, ": ")
	}
	if where == tick || where == present {
		return what
	}
	return "{{ " + where + " }}: " + what
}
