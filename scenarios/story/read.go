package story

import (
	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/scenarios"
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
