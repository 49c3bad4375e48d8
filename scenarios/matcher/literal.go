package matcher

import (
	"casemock/contracts/strictyaml"
	"casemock/scenarios/schema"
)

// Literal is a value as it stands: a string, a json.Number, a boolean or nil.
type Literal struct{ Value any }

var literalWord = word{"literal",
	schema.Shape{"description": "Taken as it stands, without matchers in it."}, false}

// literal reads a value in which no mapping is a matcher. Objects are subsets here too.
func literal(value strictyaml.Value) Matcher {
	switch value.Kind() {
	case strictyaml.Map:
		var members []Member
		for _, entry := range value.Entries() {
			members = append(members, Member{entry.Key, literal(entry.Value)})
		}
		return Object{members}
	case strictyaml.List:
		var elements []Matcher
		for _, element := range value.Elements() {
			elements = append(elements, literal(element))
		}
		return List{elements}
	}
	return Literal{value.JSON()}
}

func (l Literal) judge(j *Judge, at *place, actual any) {
	if j.unmet(equal(l.Value, actual)) {
		j.fail(at, l, actual)
	}
}

// Example is the value itself.
func (l Literal) Example() any { return l.Value }

// Describe writes the value as JSON.
func (l Literal) Describe() string { return jsonText(l.Value) }

// Node writes the value.
func (l Literal) Node() strictyaml.Node { return strictyaml.JSONNode(l.Value) }
