package caseapi

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"
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

// plain is a value of a tree as [Decode] gives it: without the order.
func plain(value any) any {
	switch value := value.(type) {
	case tree:
		object := make(map[string]any, len(value))
		for _, member := range value {
			object[member.name] = plain(member.value)
		}
		return object
	case []any:
		array := make([]any, len(value))
		for i, element := range value {
			array[i] = plain(element)
		}
		return array
	}
	return value
}

// list makes texts the values of a JSON array.
func list(texts []string) []any {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = text
	}
	return values
}

// yamlNode gives the form that yaml.v3 writes.
func yamlNode(value any) *yaml.Node {
	switch value := value.(type) {
	case tree:
		node := &yaml.Node{Kind: yaml.MappingNode}
		for _, member := range value {
			node.Content = append(node.Content, yamlNode(member.name), yamlNode(member.value))
		}
		return node
	case []any:
		node := &yaml.Node{Kind: yaml.SequenceNode}
		for _, element := range value {
			node.Content = append(node.Content, yamlNode(element))
		}
		return node
	case string:
		// The tag makes yaml.v3 put quotes around what YAML 1.2 would read as something else.
		node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
		if isOldLiteral(value) {
			node.Style = yaml.DoubleQuotedStyle
		}
		return node
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Value: fmt.Sprint(value)}
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
