package scenarios

import "gopkg.in/yaml.v3"

// Matcher is what a value of a request must be like. It is one of [Literal], [Object], [List],
// [Containing], [Pattern], [Typed] and [Absent]; whoever makes something else of matchers, such
// as Pact's matchers, switches over these.
type Matcher interface {
	// Example is a value that fits, for the contract to send: [Missing] where nothing is to be sent.
	Example() any
	// Describe says in words what is expected, as in "a string".
	Describe() string

	// judge holds a value against it, for [Match].
	judge(j *judge, at *place, actual any)
	// node writes it as a file has it.
	node() *yaml.Node
}

// Missing stands for a value that is not there, which null is not.
var Missing any = missing{}

type missing struct{}

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
