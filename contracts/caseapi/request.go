package caseapi

import (
	"fmt"
	"net/http"
	"slices"
)

// ValidateRequest reads a request body and says everything that is wrong with it and with the
// headers: header violations first, then those of the body by path. Of a body that has a
// Content-Encoding, or an array of more than 10000 elements, it says no more than that. The object is
// what was read, nil for an operation without a body or a body that is not an object; it is of use only
// when there is no violation.
func (a *API) ValidateRequest(
	o *Operation, headers http.Header, body []byte,
) (map[string]any, []Violation) {
	violations := o.ValidateHeaders(headers)
	if !o.HasBody() {
		return nil, violations
	}
	if contentType := headers.Get(contentTypeHeader); !IsJSON(contentType) {
		violations = append(violations, contentTypeViolation(HeaderRule, contentType))
	}
	if encoded := ValidateContentEncoding(headers); encoded != nil {
		return nil, append(violations, encoded...) // the body as it is would only be called no JSON
	}
	value, reader, wrong := decode(body)
	wrong = append(append(wrong, reader.duplicates...), reader.halves...)
	if value == nil && wrong != nil {
		return nil, append(violations, wrong...)
	}
	object, _ := value.(map[string]any)
	wrong = append(wrong, a.validateRequestBody(o, value, object)...)
	sortViolations(wrong)
	return object, append(violations, wrong...)
}

func (a *API) validateRequestBody(o *Operation, value any, object map[string]any) []Violation {
	if long := longArrays(object); long != nil {
		return long
	}
	wrong := a.ValidateBody(o.Request, value)
	if o.Object == CaseObject {
		wrong = append(wrong, customerIDsAgree(object)...)
	}
	return wrong
}

// mostElements bounds each array of a request. It is far more than a platform sends; without it, a
// body of one MiB could be wrong in so many places that finding them takes 350 MB.
const mostElements = 10_000

// longArrays finds arrays above the bound. Requests have arrays nowhere but at the top.
func longArrays(object map[string]any) []Violation {
	var names []string
	for name, value := range object {
		if array, ok := value.([]any); ok && len(array) > mostElements {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var violations []Violation
	for _, name := range names {
		array, _ := object[name].([]any)
		most := fmt.Sprintf("no more than %d elements", mostElements)
		violations = append(violations, Violation{Path: named(name).below(""), Rule: ValueRule,
			Message:  fmt.Sprintf("must have %s, not %d", most, len(array)),
			Expected: most, Actual: jsonText(array)})
	}
	return violations
}

// customerIDsAgree is the rule that no schema can say: customId is another spelling of
// customerId, so both may be sent, but not with different values.
func customerIDsAgree(object map[string]any) []Violation {
	id, sent := object["customerId"].(string)
	other, sentOther := object["customId"].(string)
	if !sent || !sentOther || id == other {
		return nil
	}
	return []Violation{{Path: "customId", Rule: SenseRule,
		Message:  "is another spelling of customerId and must have the same value; send customerId alone",
		Expected: jsonText(id), Actual: jsonText(other)}}
}
