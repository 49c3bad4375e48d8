package scenarios

import (
	"gopkg.in/yaml.v3"
)

// Object is an object that has at least these properties.
type Object struct{ Members []Member }

// Member is a property of an [Object].
type Member struct {
	Name  string
	Value Matcher
}

func (o Object) judge(j *judge, at *place, actual any) {
	object, ok := actual.(map[string]any)
	if (!ok || len(o.Members) == 0) && j.unmet(ok) {
		j.fail(at, o, actual)
	}
	if !ok {
		return
	}
	for _, member := range o.Members {
		if !j.goesOn() {
			return
		}
		member.Value.judge(j, j.below(at, member.Name), propertyOf(object, member.Name))
	}
}

func propertyOf(object map[string]any, name string) any {
	if value, there := object[name]; there {
		return value
	}
	return Missing
}

// Example has the examples of the members; those without one are left out.
func (o Object) Example() any {
	object := map[string]any{}
	for _, member := range o.Members {
		if example := member.Value.Example(); example != Missing {
			object[member.Name] = example
		}
	}
	return object
}

// Describe says that it is an object.
func (o Object) Describe() string { return "an object" }

func (o Object) node() *yaml.Node {
	node := mappingNode()
	for _, member := range o.Members {
		if isMatcherWord(member.Name) { // which would make a matcher of the object
			literal := mappingNode()
			literal.put("literal", jsonNode(o.Example()))
			return literal.Node
		}
		node.put(member.Name, member.Value.node())
	}
	return node.Node
}
