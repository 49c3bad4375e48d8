package matcher

import "casemock/contracts/strictyaml"

// Object is an object that has at least these properties.
type Object struct{ Members []Member }

// Member is a property of an [Object].
type Member struct {
	Name  string
	Value Matcher
}

func (o Object) judge(j *Judge, at *place, actual any) {
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
		actual, there := object[member.Name]
		if !there {
			actual = Missing
		}
		member.Value.judge(j, j.below(at, member.Name), actual)
	}
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

// Node writes the members, as a literal where one is called like a matcher's word.
func (o Object) Node() strictyaml.Node {
	node := strictyaml.MappingNode()
	for _, member := range o.Members {
		if isWord(member.Name) {
			literal := strictyaml.MappingNode()
			literal.Put("literal", strictyaml.JSONNode(o.Example()))
			return literal
		}
		node.Put(member.Name, member.Value.Node())
	}
	return node
}
