package story

import (
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
	"casemock/scenarios"
	"casemock/scenarios/matcher"
	"casemock/scenarios/schema"
)

// reader reads one story. What is wrong with it is noted at the values themselves.
type reader struct {
	story *Story
	// named are the steps that later ones can refer to, by name; a nil one has an unknown operation.
	named map[string]*Step
	later map[string]bool // the names of steps still to come, and of the one that is read
}

// readStory reads a document, and answers the value of its name for what may be said of that later. The story is
// of use only when nothing was noted.
func readStory(document strictyaml.Document) (*Story, strictyaml.Value) {
	r := reader{named: map[string]*Step{}, later: map[string]bool{}, story: &Story{
		Source: scenarios.Source{File: document.Root.File(), Line: document.Line},
	}}
	fields := schema.Read(document.Root, storyKeys)
	r.name(fields.Get("story"))
	r.story.Summary, _ = fields.Get("summary").Text()
	steps := r.list(fields.Get("steps"))
	for _, step := range steps {
		if name, ok := step.Entry("as").JSON().(string); ok {
			r.later[name] = true
		}
	}
	for _, step := range steps {
		r.step(step)
	}
	return r.story, fields.Get("story")
}

func (r *reader) name(value strictyaml.Value) {
	name, ok := value.Word()
	if ok && !scenarios.ValidName(name) {
		value.Note("must be made of letters, digits, . _ and -, in parts that / separates, and not be longer than"+
			" 100 characters, not %q", name)
	}
	r.story.Name = name
}

func (r *reader) list(value strictyaml.Value) []strictyaml.Value {
	if !value.Exists() {
		return nil
	}
	steps, ok := value.List()
	if ok && len(steps) == 0 {
		value.Note("must have at least one step")
	}
	return steps
}

func (r *reader) step(value strictyaml.Value) {
	fields := schema.Read(value, stepKeys)
	step := Step{}
	step.Line, _ = value.Place()
	if name, ok := fields.Get("operation").OneOf(caseapi.OperationNames()...); ok {
		step.Operation = caseapi.MustOperation(caseapi.OperationName(name))
	}
	step.Path = r.path(step.Operation, fields)
	step.Query = readTexts(fields.Get("query"))
	step.Headers = readTexts(fields.Get("headers"))
	scenarios.CheckHeaders(fields.Get("headers"))
	r.body(&step, fields.Get("body"))
	r.expect(&step, fields)
	for _, key := range []string{"path", "query", "headers", "body", "expect"} {
		r.references(fields.Get(key))
	}
	r.as(&step, fields.Get("as"))
	r.story.Steps = append(r.story.Steps, step)
}

// readTexts reads a mapping of names to texts; nil when there is none.
func readTexts(value strictyaml.Value) map[string]string {
	if !value.Exists() {
		return nil
	}
	texts := map[string]string{}
	entries, _ := value.FreeMapping()
	for _, entry := range entries {
		texts[entry.Key], _ = entry.Value.Text()
	}
	return texts
}

func (r *reader) path(operation *caseapi.Operation, fields strictyaml.Mapping) map[string]string {
	value := fields.Get("path")
	path := readTexts(value)
	if operation == nil {
		return path
	}
	scenarios.CheckPath(value, operation)
	for _, name := range operation.PathParameters() {
		if _, given := path[name]; !given {
			fields.Value().Note("lacks path.%s, as in %s %s", name, operation.Method, operation.Path)
		}
	}
	return path
}

func (r *reader) body(step *Step, value strictyaml.Value) {
	switch {
	case !value.Exists():
		return
	case value.Kind() == strictyaml.Null:
		value.Note("has no value; leave the key out to send none")
	case step.Operation != nil && !step.Operation.HasBody():
		value.Note("cannot be sent: %s has no request body", step.Operation.Name)
	}
	step.Body = value.JSON()
}

func (r *reader) expect(step *Step, fields strictyaml.Mapping) {
	if !fields.Has("expect") {
		return
	}
	expect := schema.Read(fields.Get("expect"), expectKeys)
	step.Expect = &Expectation{}
	if status, ok := expect.Get("status").Int(http.StatusOK, 599); ok {
		step.Expect.Status = status
	}
	if step.Operation == nil {
		return
	}
	if _, documented := step.Operation.Response(step.Expect.Status); step.Expect.Status != 0 && !documented {
		expect.Get("status").Note("%d is not documented for %s, only %s are", step.Expect.Status,
			step.Operation.Name, step.Operation.StatusList())
		return
	}
	if expect.Has("body") {
		r.expectBody(step, expect.Get("body"))
	}
}

// expectBody reads what is expected of the body, and notes what no documented answer can be like.
func (r *reader) expectBody(step *Step, value strictyaml.Value) {
	step.Expect.Body = new(matcher.Reader).Read(value)
	documented := step.answer()
	if documented.Schema == "" {
		value.Note("cannot be expected: the documents promise no body of a %d", documented.Status)
		return
	}
	api := caseapi.New(caseapi.ObjectStructures{})
	for _, violation := range api.ValidateBody(documented.Schema, step.Expect.Body.Example()) {
		if isAboutValues(violation.Rule) {
			noteViolation(value, violation)
		}
	}
}

// answer is the documented answer that a step expects.
func (s *Step) answer() caseapi.Response {
	if s.Expect != nil && s.Expect.Status != 0 {
		documented, _ := s.Operation.Response(s.Expect.Status)
		return documented
	}
	return s.Operation.Success()
}

func isAboutValues(rule caseapi.Rule) bool {
	return rule == caseapi.TypeRule || rule == caseapi.ValueRule || rule == caseapi.FormatRule
}

// noteViolation notes a value that no answer can have, but for one that is not known yet.
func noteViolation(body strictyaml.Value, violation caseapi.Violation) {
	value, path := body.FindWrong(violation)
	text, _ := value.JSON().(string)
	if value.Path() != path || isMatcher(value) || strings.Contains(text, "${") {
		return
	}
	value.Note("%s (no documented answer is otherwise)", violation.Message)
}

// isMatcher reports whether a mapping is a matcher with a word, such as {type: string}.
func isMatcher(value strictyaml.Value) bool {
	_, plain := new(matcher.Reader).Read(value).(matcher.Object)
	return value.Kind() == strictyaml.Map && !plain
}

func (r *reader) as(step *Step, value strictyaml.Value) {
	name, ok := value.Word()
	if !ok {
		return
	}
	delete(r.later, name)
	switch _, twice := r.named[name]; {
	case !nameForm.MatchString(name):
		value.Note("must be a letter, and letters, digits, _ and - after it, not %q", name)
	case name == runName:
		value.Note("cannot be run: ${run.id} is a number that is another in each playing")
	case twice:
		value.Note("is %s, and so is that of an earlier step", name)
	}
	step.As = name
	r.named[name] = step
}

// references notes references that lead nowhere, in all texts of a value.
func (r *reader) references(value strictyaml.Value) {
	for _, element := range value.Elements() {
		r.references(element)
	}
	for _, entry := range value.Entries() {
		if pieces, err := split(entry.Key); err != nil || slices.ContainsFunc(pieces, isReference) {
			entry.Note("is a name, in which no reference can stand")
		}
		r.references(entry.Value)
	}
	if value.Kind() != strictyaml.String {
		return
	}
	text, _ := value.JSON().(string)
	pieces, err := split(text)
	if err != nil {
		value.Note("%s", err)
	}
	for _, piece := range pieces {
		if isReference(piece) {
			r.reference(value, *piece.reference)
		}
	}
}

func isReference(piece piece) bool { return piece.reference != nil }

func (r *reader) reference(value strictyaml.Value, found reference) {
	step, known := r.named[found.name]
	switch {
	case found.name == runName:
		if found.String() != "${run.id}" {
			value.Note("cannot have %s: there is ${run.id} alone", found)
		}
	case known:
		if step.Operation == nil {
			return
		}
		documented := step.answer()
		if documented.Schema == "" {
			value.Note("cannot have %s: the documents promise no body of a %d", found, documented.Status)
			return
		}
		schema := caseapi.New(caseapi.ObjectStructures{}).Schema(documented.Schema)
		if wrong := leads(found.path, schema); wrong != "" {
			value.Note("cannot have %s: it %s", found, wrong)
		}
	case r.later[found.name]:
		value.Note("cannot have %s: an answer is known only after its step", found)
	default:
		value.Note("cannot have %s: no earlier step is called %s%s", found, found.name, r.meant(found.name))
	}
}

func (r *reader) meant(name string) string {
	var names []string
	for known := range r.named {
		names = append(names, known)
	}
	slices.Sort(names)
	return wording.DidYouMean(name, names)
}
