// Package matcher holds what is expected of a value of a request: a literal, or one of a closed set of
// matchers. They read and write themselves, judge values, and give examples for a contract to send.
//
// To add a matcher: a file of its own, as regex.go: a type with the methods of [Matcher], its word with
// the shape that the JSON Schema shows, and how it is read; then its word in read.go, in the list and
// where it is read.
package matcher

import (
	"maps"
	"slices"

	"casemock/contracts/strictyaml"
)

// Matcher is what a value of a request must be like. It is one of [Literal], [Object], [List],
// [Containing], [Pattern], [Typed] and [Absent]; whoever makes something else of matchers switches over
// these.
type Matcher interface {
	// Example is a value that fits, for the contract to send: [Missing] where nothing is to be sent.
	Example() any
	// Describe says in words what is expected, as in "a string".
	Describe() string
	// Node writes it as a file has it.
	Node() strictyaml.Node

	// judge holds a value against it, for [Match].
	judge(j *Judge, at *place, actual any)
}

// Values that no JSON value is like.
var (
	// Missing stands for a value that is not there, which null is not.
	Missing any = missing{}
	// Unread stands for a body that is there and cannot be read, which is not absent.
	Unread any = unread{}
)

type (
	missing struct{}
	unread  struct{}
)

// Match holds a value against a matcher; nil means that it fits.
func Match(expected Matcher, actual any) *Mismatch {
	var quick Judge
	if quick.Value(Part{}, expected, actual); quick.Fits() {
		return nil
	}
	full := Judge{Explain: true}
	full.Value(Part{}, expected, actual)
	return full.Mismatch()
}

// LiteralOf expects a decoded JSON value as it stands, with objects as subsets.
func LiteralOf(value any) Matcher {
	switch value := value.(type) {
	case map[string]any:
		var members []Member
		for _, name := range slices.Sorted(maps.Keys(value)) {
			members = append(members, Member{name, LiteralOf(value[name])})
		}
		return Object{members}
	case []any:
		var elements []Matcher
		for _, element := range value {
			elements = append(elements, LiteralOf(element))
		}
		return List{elements}
	}
	return Literal{value}
}
