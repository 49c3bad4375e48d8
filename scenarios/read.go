package scenarios

import (
	"regexp"
	"slices"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
	"casemock/scenarios/matcher"
	"casemock/scenarios/schema"
)

// reader reads one scenario. What is wrong with it is noted at the values themselves.
type reader struct {
	// api is what requests and answers are held against. It is nil for the built-in scenarios: a test
	// checks those once, for the custom fields that are built in.
	api      *caseapi.API
	scenario *Scenario
	matchers matcher.Reader
}

const (
	namePattern = `^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9._-]+)*$`
	longestName = 100
	leastStatus = 200 // informational answers precede an answer, they are none
	mostStatus  = 599
	mostTimes   = 1_000_000
)

// MostDelay is how long an answer can be held back.
const MostDelay = time.Hour

var nameForm = regexp.MustCompile(namePattern)

// ValidName reports whether a scenario can be called so.
func ValidName(name string) bool { return len(name) <= longestName && nameForm.MatchString(name) }

// readScenario reads a document, and answers the value of its name for what may be said of that
// later. The scenario is of use only when nothing was noted.
func readScenario(api *caseapi.API, document strictyaml.Document) (*Scenario, strictyaml.Value) {
	r := reader{api: api, scenario: &Scenario{
		Contract: true, YAML: document.Text,
		Source: Source{File: document.Root.File(), Line: document.Line},
	}}
	fields := schema.Read(document.Root, scenarioKeys)
	r.name(fields.Get("name"))
	r.scenario.Summary, _ = fields.Get("summary").Text()
	if name, ok := fields.Get("operation").OneOf(caseapi.OperationNames()...); ok {
		r.scenario.Operation, _ = caseapi.FindOperation(caseapi.OperationName(name))
	}
	r.given(fields.Get("given"))
	r.request(fields.Get("request"))
	r.responses(fields.Get("responses"))
	r.then(fields.Get("then"), fields.Get("responses"))
	r.reaction(fields.Get("reaction"))
	if live, ok := fields.Get("live").Bool(); ok {
		r.scenario.Live = live
	}
	if contract, ok := fields.Get("contract").Bool(); ok {
		r.scenario.Contract = contract
	}
	if r.api != nil {
		r.check(fields)
	}
	return r.scenario, fields.Get("name")
}

func (r *reader) name(value strictyaml.Value) {
	name, ok := value.Word()
	switch {
	case !ok:
	case len(name) > longestName:
		value.Note("must not be longer than %d characters", longestName)
	case !nameForm.MatchString(name):
		value.Note("must be made of letters, digits, . _ and -, in parts that / separates,"+
			" as in updateCase/422, not %q", name)
	default:
		r.scenario.Name = name
	}
}

func (r *reader) given(value strictyaml.Value) {
	if !value.Exists() {
		return
	}
	states, _ := value.List()
	for _, state := range states {
		fields := schema.Read(state, stateKeys)
		name, ok := fields.Get("state").Word()
		if !ok {
			continue
		}
		if meant := meantState(name); meant != "" && meant != name {
			fields.Get("state").Note("cannot be %q; did you mean %q?", name, meant)
			continue
		}
		read := State{Name: name}
		if fields.Has("params") {
			read.Params = r.params(name, fields.Get("params"))
		}
		r.scenario.Given = append(r.scenario.Given, read)
	}
}

func (r *reader) params(state string, value strictyaml.Value) []Param {
	var params []Param
	entries, _ := value.FreeMapping()
	knownState, isKnown := FindKnownState(state)
	isChecked := isKnown && r.api != nil
	for _, entry := range entries {
		text, ok := entry.Value.Text()
		if !ok {
			continue
		}
		if allowed := r.paramNames(knownState); isChecked && !slices.Contains(allowed, entry.Key) {
			entry.Note("is no parameter of %q%s", state, wording.Suggest(entry.Key, allowed))
		}
		if state == ServerFails && entry.Key == "operation" {
			entry.Value.OneOf(caseapi.OperationNames()...)
		}
		params = append(params, Param{entry.Key, text})
	}
	return params
}

// paramNames lists the parameters of a known state, the custom fields of what it makes at the end.
func (r *reader) paramNames(state KnownState) []string {
	if r.api == nil {
		return state.Params
	}
	allowed := state.Params
	for _, field := range r.api.Structures().Of(state.Object).Fields {
		allowed = append(slices.Clip(allowed), field.Name)
	}
	return allowed
}
