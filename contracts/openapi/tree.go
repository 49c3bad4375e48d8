package openapi

import (
	"fmt"
	"strings"

	"casemock/contracts/strictyaml"
)

// tree is a JSON object whose members keep their order, so that a document reads as it was thought:
// a Go map would shuffle it, a sorted one would put required before type.
type tree []member

type member struct {
	name  string
	value any // string, int, bool, []any or tree
}

func (t *tree) add(name string, value any) { *t = append(*t, member{name, value}) }

func (t *tree) addIf(present bool, name string, value any) {
	if present {
		t.add(name, value)
	}
}

// find gives the member with that name; nil when there is none.
func (t tree) find(name string) *member {
	for i := range t {
		if t[i].name == name {
			return &t[i]
		}
	}
	return nil
}

// list makes texts the values of a JSON array.
func list(texts []string) []any {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = text
	}
	return values
}

// node is a value of a tree as it is written.
func node(value any) strictyaml.Node {
	switch value := value.(type) {
	case tree:
		mapping := strictyaml.MappingNode()
		for _, member := range value {
			mapping.Put(member.name, node(member.value))
		}
		return mapping
	case []any:
		elements := make([]strictyaml.Node, len(value))
		for i, element := range value {
			elements[i] = node(element)
		}
		return strictyaml.ListNode(elements...)
	case string:
		if isOldLiteral(value) {
			return strictyaml.TextNode(value).InQuotes()
		}
		return strictyaml.BlockNode(value)
	case bool:
		return strictyaml.BoolNode(value)
	}
	return strictyaml.NumberNode(fmt.Sprint(value))
}

// isOldLiteral reports whether YAML 1.1, which many tools still read, could take a text for a
// boolean or for a number, such as the base 60 of 1:30.
func isOldLiteral(text string) bool {
	switch strings.ToLower(text) {
	case "":
		return false
	case "y", "n", "yes", "no", "on", "off":
		return true
	}
	return strings.Contains("+-.0123456789", text[:1])
}
