package scenarios

import (
	"encoding/json"
	"regexp"
	"regexp/syntax"

	"casemock/contracts/caseapi"
)

// Matcher is what a value of a request must be like. It is one of [Literal], [Object], [List],
// [Containing], [Pattern], [Typed] and [Absent]; whoever makes something else of matchers, such
// as Pact's matchers, switches over these.
type Matcher interface {
	// Example is a value that fits, for the contract to send: [Missing] where nothing is to be sent.
	Example() any
	// Describe says in words what is expected, as in "a string".
	Describe() string

	judge(j *judge, at *place, actual any)
}

// Missing stands for a value that is not there, which null is not.
var Missing any = missing{}

type missing struct{}

// Literal is a value as it stands: a string, a json.Number, a boolean or nil.
type Literal struct{ Value any }

// Object is an object that has at least these properties.
type Object struct{ Members []Member }

// Member is a property of an [Object].
type Member struct {
	Name  string
	Value Matcher
}

// List is an array that starts with these elements; more may follow.
type List struct{ Elements []Matcher }

// Containing is an array that has these elements anywhere.
type Containing struct {
	Elements []Matcher
	Sample   any // the example that was given; nil when none was
}

// Pattern is a string that a regular expression matches as a whole; its . also stands for the end of a
// line, since texts have several.
type Pattern struct {
	Source string // as it was written, in Go's syntax (RE2)
	Sample any    // the example that was given; nil when none was
	whole  *regexp.Regexp
}

// Typed is any value of a JSON type.
type Typed struct {
	Type   Type
	Sample any // the example that was given; nil when none was
}

// Absent is a value that is not there.
type Absent struct{}

// Type is a JSON type as a matcher names it.
type Type string

// The types that can be expected.
const (
	StringType  Type = "string"
	NumberType  Type = "number"
	BooleanType Type = "boolean"
	ArrayType   Type = "array"
	ObjectType  Type = "object"
)

// Types lists the types that can be expected.
func Types() []Type { return []Type{StringType, NumberType, BooleanType, ArrayType, ObjectType} }

// NewPattern compiles the expression of a [Pattern].
func NewPattern(source string, sample any) (Pattern, error) {
	// By itself first: a message then shows what was written, and brackets must pair up within it.
	if _, err := syntax.Parse(source, syntax.Perl); err != nil {
		return Pattern{}, err
	}
	whole, err := regexp.Compile(`\A(?s:` + source + `)\z`)
	return Pattern{source, sample, whole}, err
}

// typeOf is the type of a decoded JSON value; empty for null and for what is missing.
func typeOf(value any) Type {
	switch value.(type) {
	case string:
		return StringType
	case json.Number, float64, int:
		return NumberType
	case bool:
		return BooleanType
	case []any:
		return ArrayType
	case map[string]any:
		return ObjectType
	}
	return ""
}

// Match holds a decoded JSON value, or [Missing], against a matcher; nil means that it fits.
func Match(expected Matcher, actual any) *Mismatch {
	var quick judge
	expected.judge(&quick, nil, actual)
	if !quick.failed {
		return nil
	}
	full := judge{explain: true}
	expected.judge(&full, &place{}, actual)
	full.first.Met = full.met
	return full.first
}

// jsonText writes a value for a message.
func jsonText(value any) string {
	const longest = 80
	switch value {
	case Missing:
		return "nothing"
	case unread{}:
		return "a body that cannot be read"
	}
	encoded, err := caseapi.Marshal(value)
	if err != nil {
		return "a value that is not JSON"
	}
	if letters := []rune(string(encoded)); len(letters) > longest {
		return string(letters[:longest]) + "…"
	}
	return string(encoded)
}
