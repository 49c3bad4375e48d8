package caseapi

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Rule says which kind of demand a value breaks.
type Rule string

// The rules that a value can break.
const (
	SyntaxRule      Rule = "syntax"       // not JSON, not UTF-8, a duplicate key, nested too deeply
	RequiredRule    Rule = "required"     // a property is missing
	TypeRule        Rule = "type"         // another JSON type
	ValueRule       Rule = "value"        // outside the allowed values, or empty
	FormatRule      Rule = "format"       // not a date-time, not a URI
	UnknownRule     Rule = "unknown"      // a property that a closed object does not have
	ReadOnlyRule    Rule = "read-only"    // a property that a client cannot send
	HeaderRule      Rule = "header"       // a malformed header
	StatusRule      Rule = "status"       // a status that is not documented
	ContentTypeRule Rule = "content-type" // JSON under another name
	SenseRule       Rule = "sense"        // right in itself, but at odds with another value
)

// Violation is one thing that is wrong with a request or an answer.
type Violation struct {
	// Path is where: a JSON path such as interactions[0].author.handle, a header's name, or body
	// for the body as a whole.
	Path string
	Rule Rule
	// Message says what is wrong and, where it is not plain, what would be right; it follows Path
	// in a sentence: "must be a string, not a number".
	Message string
	// Expected and Actual are what the documents say and what was there, for reports. Actual is
	// JSON, cut short where it is long, or the word missing.
	Expected, Actual string
}

// Error writes path and message as one clause.
func (v Violation) Error() string { return v.Path + " " + v.Message }

// Tolerable reports whether no document alone forbids an answer to be so: how JSON is called, and a property that
// stands twice, of which readers take either.
func (v Violation) Tolerable() bool {
	return v.Rule == ContentTypeRule || v.Rule == SyntaxRule && v.Path != WholeBody
}

// WholeBody is the path of what is wrong with a body as a whole.
const WholeBody = "body"

// FieldError is an element of the fields of a 400.
type FieldError struct {
	Name         string `json:"name"`
	ErrorMessage string `json:"errorMessage"`
}

// BadRequest is the documented body of a 400.
type BadRequest struct {
	Fields  []FieldError `json:"fields,omitempty"`
	Error   string       `json:"error,omitempty"`
	Message string       `json:"message,omitempty"`
}

// ErrorBody is the documented body of a 422 and of a 500.
type ErrorBody struct {
	Error   string `json:"error,omitempty"`
	Message string `json:"message,omitempty"`
}

// NewBadRequest writes violations as the body of a 400, each of them as one of its fields.
func NewBadRequest(violations []Violation) BadRequest {
	body := BadRequest{Error: "invalid_request"}
	for _, violation := range violations {
		body.Fields = append(body.Fields, FieldError{violation.Path, violation.Message})
	}
	switch len(violations) {
	case 0:
		body.Message = badRequest + "."
	case 1:
		body.Message = fmt.Sprintf("The request is invalid: %s.", violations[0].Error())
	default:
		body.Message = fmt.Sprintf("The request is invalid in %d places, see fields.", len(violations))
	}
	return body
}

// sortViolations puts violations in the order of their paths, as a reader goes through a body.
func sortViolations(violations []Violation) {
	slices.SortStableFunc(violations, func(a, b Violation) int {
		return cmp.Or(
			slices.CompareFunc(pathParts(a.Path), pathParts(b.Path), compareSteps),
			strings.Compare(a.Path, b.Path),
		)
	})
}

// pathParts cuts a[10].b into a, 10, b.
func pathParts(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' })
}

// compareSteps orders the steps of paths: indexes by their value and before names.
func compareSteps(a, b string) int {
	first, second := isIndex(a), isIndex(b)
	switch {
	case first && second:
		return cmp.Or(len(a)-len(b), strings.Compare(a, b))
	case first:
		return -1
	case second:
		return 1
	}
	return strings.Compare(a, b)
}

// isIndex reports whether a step is a number as an index is written.
func isIndex(step string) bool {
	return step != "" && strings.Trim(step, "0123456789") == ""
}
