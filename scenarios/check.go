package scenarios

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// check holds the parts of a scenario against one another.
func (r *reader) check(fields strictyaml.Mapping) {
	if r.scenario.Operation == nil {
		return
	}
	r.checkName(fields.Get("name"))
	expected, inContract := r.scenario.Expected()
	if !inContract {
		return
	}
	for _, matcher := range r.matchers.WithoutExample {
		matcher.Note("needs an example, which the contract sends; or say contract: false")
	}
	if expected.Status != http.StatusBadRequest && len(r.matchers.WithoutExample) == 0 {
		r.checkExample(fields.Get("request"))
	}
}

// checkName keeps names that look like those of built-in scenarios from saying something else.
func (r *reader) checkName(value strictyaml.Value) {
	prefix, code, found := strings.Cut(r.scenario.Name, "/")
	named, ok := caseapi.FindOperation(caseapi.OperationName(prefix))
	switch {
	case !found || !ok:
	case named != r.scenario.Operation:
		value.Note("begins with %s, and the operation is %s", prefix, r.scenario.Operation.Name)
	case !r.answersWith(code):
		value.Note("promises a %s, which none of the responses is", code)
	}
}

// answersWith reports whether a response has the status that a name ends in; true where it ends in
// something else, or in a status that nobody can force by its number.
func (r *reader) answersWith(code string) bool {
	status, err := strconv.Atoi(code)
	if _, documented := r.scenario.Operation.Response(status); err != nil || !documented {
		return true
	}
	for _, response := range r.scenario.Responses {
		if response.Status == status || response.Status == 0 && response.Fault == NoFault {
			return true // a status of 0 has been noted already
		}
	}
	return false
}

// checkExample holds the request that the contract sends against the documents: a server that keeps
// them may refuse anything else.
func (r *reader) checkExample(request strictyaml.Value) {
	operation, example := r.scenario.Operation, r.scenario.Request.example()
	for _, violation := range operation.ValidateHeaders(example.Headers) {
		value := request.Find(request.Path() + ".headers." + violation.Path)
		value.NoteAs("request.headers."+violation.Path, "%s%s", violation.Message, becauseOfContract)
	}
	if example.Body == nil || !operation.HasBody() {
		return
	}
	body := request.Find("request.body")
	for _, violation := range r.api.ValidateBody(operation.Request, example.Body) {
		noteViolation(body, violation, becauseOfContract)
	}
}

const becauseOfContract = " (the contract sends this; contract: false keeps it out)"

// checkBody holds a response's body against the documented schema. A template counts as any string.
func (r *reader) checkBody(response *Response, value strictyaml.Value) {
	if r.scenario.Operation == nil || response.Undocumented {
		return
	}
	documented, ok := r.scenario.Operation.Response(response.Status)
	if !ok || documented.Schema == "" {
		return
	}
	because := fmt.Sprintf(" (documented for a %d; undocumented: true would allow it)",
		response.Status)
	for _, violation := range r.api.ValidateBody(documented.Schema, response.Body.Value()) {
		wrong, _ := value.FindWrong(violation)
		text, _ := wrong.JSON().(string)
		aboutText := violation.Rule == caseapi.ValueRule || violation.Rule == caseapi.FormatRule
		if aboutText && strings.Contains(text, "{{") {
			continue
		}
		noteViolation(value, violation, because)
	}
}

// noteViolation notes what is wrong with a body at the place that is wrong, or as near as there is
// one.
func noteViolation(body strictyaml.Value, violation caseapi.Violation, because string) {
	wrong, path := body.FindWrong(violation)
	wrong.NoteAs(path, "%s%s", violation.Message, because)
}
