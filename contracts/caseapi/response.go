package caseapi

import (
	"fmt"
	"net/http"
	"strconv"
)

// ValidateResponse holds an answer against the documents: its status, its content type where JSON
// is documented, and its body, the optional parts too; violations stand in the order of their
// paths. Which of them no document alone forbids, [Violation.Tolerable] says.
//
// It asks for no more than the documents promise: properties that they do not name are no
// violation, nor is null for an optional string or boolean, and of a 401 or 404 nothing but the
// status counts.
func (a *API) ValidateResponse(
	o *Operation, status int, headers http.Header, body []byte,
) []Violation {
	_, violations := a.ReadResponse(o, status, headers, body)
	return violations
}

// ReadResponse is [API.ValidateResponse] for who needs what the body says, too: it is read once. The value is as
// [Decode] gives it; nil where the status is not documented, or comes without a JSON body.
func (a *API) ReadResponse(
	o *Operation, status int, headers http.Header, body []byte,
) (any, []Violation) {
	documented, ok := o.Response(status)
	if !ok {
		return nil, []Violation{{Path: "status", Rule: StatusRule,
			Message:  fmt.Sprintf("%d is not documented for %s, only %s are", status, o.Name, o.StatusList()),
			Expected: "one of " + o.StatusList(), Actual: strconv.Itoa(status)}}
	}
	if documented.Schema == "" {
		return nil, nil
	}
	var violations []Violation
	if contentType := headers.Get(contentTypeHeader); !IsJSONAnswer(contentType) {
		violations = append(violations, contentTypeViolation(ContentTypeRule, contentType))
	}
	value, wrong := Decode(body)
	if value != nil || wrong == nil {
		wrong = append(wrong, a.validate(documented.Schema, value, true)...)
	}
	violations = append(violations, wrong...)
	sortViolations(violations)
	return value, violations
}
