package scenarios

import (
	"casemock/contracts/strictyaml"

	"gopkg.in/yaml.v3"
)

// Absent is a value that is not there.
type Absent struct{}

var absentWord = matcherWord{"absent", shape{"const": true}, false}

func absent(argument strictyaml.Value) Matcher {
	if absent, ok := argument.Bool(); ok && !absent {
		argument.Note("can only be true; for a value that must be there say {type: …}")
	}
	return Absent{}
}

func (a Absent) judge(j *judge, at *place, actual any) {
	if j.unmet(actual == Missing) {
		j.fail(at, a, actual)
	}
}

// Example is [Missing].
func (a Absent) Example() any { return Missing }

// Describe says nothing.
func (a Absent) Describe() string { return "nothing" }

func (a Absent) node() *yaml.Node { return wordNode("absent", boolNode(true), nil) }
