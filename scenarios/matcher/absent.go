package matcher

import (
	"casemock/contracts/strictyaml"
	"casemock/scenarios/schema"
)

// Absent is a value that is not there.
type Absent struct{}

var absentWord = word{"absent", schema.Shape{"const": true}, false}

func absent(argument strictyaml.Value) Matcher {
	if absent, ok := argument.Bool(); ok && !absent {
		argument.Note("can only be true; for a value that must be there say {type: …}")
	}
	return Absent{}
}

func (a Absent) judge(j *Judge, at *place, actual any) {
	if j.unmet(actual == Missing) {
		j.fail(at, a, actual)
	}
}

// Example is [Missing].
func (a Absent) Example() any { return Missing }

// Describe says nothing.
func (a Absent) Describe() string { return "nothing" }

// Node writes the word.
func (a Absent) Node() strictyaml.Node { return wordNode("absent", strictyaml.BoolNode(true), nil) }
