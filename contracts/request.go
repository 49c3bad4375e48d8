package contracts

import (
	"net/http"
)

// ValidateRequest reads a request body and says everything that is wrong with it and with the
// headers: header violations first, then those of the body by path. The object is what was read,
// nil for an operation without a body or a body that is not an object; it is of use only when
// there is no violation.
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
	value, wrong := Decode(body)
	if value == nil && wrong != nil {
		return nil, append(violations, wrong...)
	}
	wrong = append(wrong, a.ValidateBody(o.Request, value)...)
	object, _ := value.(map[string]any)
	if o.Object == CaseObject {
		wrong = append(wrong, customerIDsAgree(object)...)
	}
	sortViolations(wrong)
	return object, append(violations, wrong...)
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
