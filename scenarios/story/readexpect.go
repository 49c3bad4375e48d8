package story

import (
	"net/http"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/scenarios/matcher"
	"casemock/scenarios/schema"
)

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
