package matcher

import "casemock/contracts/strictyaml"

// List is an array that starts with these elements; more may follow.
type List struct{ Elements []Matcher }

func (l List) judge(j *Judge, at *place, actual any) {
	array, ok := actual.([]any)
	if (!ok || len(l.Elements) == 0) && j.unmet(ok) {
		j.fail(at, l, actual)
	}
	if !ok {
		return
	}
	for i, element := range l.Elements {
		if !j.goesOn() {
			return
		}
		actual := Missing
		if i < len(array) {
			actual = array[i]
		}
		element.judge(j, j.element(at, i), actual)
	}
}

// Example has the examples of the elements.
func (l List) Example() any { return examples(l.Elements) }

// Describe says that it is an array.
func (l List) Describe() string { return "an array" }

func examples(elements []Matcher) []any {
	array := []any{}
	for _, element := range elements {
		if example := element.Example(); example != Missing {
			array = append(array, example)
		}
	}
	return array
}

// Node writes the elements.
func (l List) Node() strictyaml.Node { return listNode(l.Elements) }

func listNode(elements []Matcher) strictyaml.Node {
	nodes := make([]strictyaml.Node, len(elements))
	for i, element := range elements {
		nodes[i] = element.Node()
	}
	return strictyaml.ListNode(nodes...)
}
