package contracts

import (
	"fmt"
	"net/http"
	"strconv"
)

// ValidateResponse holds an answer against the documents: its status, its content type where JSON is
// documented, and its body, the optional parts too. Properties that the documents do not name are no
// violation. It demands nothing of a 401 or 404 beyond the status.
func (a *API) ValidateResponse(o *Operation, status int, headers http.Header, body []byte) []Violation {
	documented, ok := o.Response(status)
	if !ok {
		return []Violation{{Path: "status", Rule: StatusRule,
			Message:  fmt.Sprintf("%d is not documented for %s, only %s are", status, o.Name, o.StatusList()),
			Expected: "one of " + o.StatusList(), Actual: strconv.Itoa(status)}}
	}
	if documented.Schema == "" {
		return nil
	}
	if contentType := headers.Get("Content-Type"); !IsJSON(contentType) {
		return []Violation{{Path: "Content-Type", Rule: ContentTypeRule, Message: "must be application/json",
			Expected: "application/json", Actual: strconv.Quote(contentType)}}
	}
	value, violations := Decode(body)
	if value == nil && violations != nil {
		return violations
	}
	return append(violations, a.ValidateBody(documented.Schema, value)...)
}
