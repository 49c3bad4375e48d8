package strictyaml

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// Node is a value that is to be written. Mappings keep their order. [Encode] makes text of it, which
// [Parse] reads as the same.
type Node struct{ node *yaml.Node }

// Encode writes a document.
func Encode(root Node) []byte {
	var buffer bytes.Buffer
	encoder := yaml.NewEncoder(&buffer)
	encoder.SetIndent(2)
	// Writing to memory cannot fail, and the nodes are such as YAML can hold.
	_ = encoder.Encode(root.node)
	_ = encoder.Close()
	return buffer.Bytes()
}

// MappingNode is a mapping without keys, for [Node.Put].
func MappingNode() Node { return Node{&yaml.Node{Kind: yaml.MappingNode}} }

// Put adds a key to a mapping.
func (n Node) Put(key string, value Node) {
	n.node.Content = append(n.node.Content, TextNode(key).node, value.node)
}

// PutIf adds a key to a mapping where a condition holds.
func (n Node) PutIf(present bool, key string, value Node) {
	if present {
		n.Put(key, value)
	}
}

// IsEmpty reports whether a mapping or list holds nothing.
func (n Node) IsEmpty() bool { return len(n.node.Content) == 0 }

// OnOneLine writes a mapping or list in its brackets.
func (n Node) OnOneLine() Node {
	n.node.Style = yaml.FlowStyle
	return n
}

// ListNode is a list.
func ListNode(elements ...Node) Node {
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for _, element := range elements {
		list.Content = append(list.Content, element.node)
	}
	return Node{list}
}

// TextNode is a string, which is written such that it is read as one.
func TextNode(text string) Node {
	node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: strings.ToValidUTF8(text, "\ufffd")}
	// A block would lose spaces at the ends of lines, and a number of any size is one unless it is quoted.
	if strings.Contains(text, "\n") || isNumber(text) {
		node.Style = yaml.DoubleQuotedStyle
	}
	return Node{node}
}

// InQuotes writes a text between double quotes.
func (n Node) InQuotes() Node {
	n.node.Style = yaml.DoubleQuotedStyle
	return n
}

// BlockNode is a text whose lines are written as lines, for people to read; spaces at their ends may be lost.
func BlockNode(text string) Node {
	return Node{&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}}
}

// NumberNode is a number as it is written in JSON.
func NumberNode(text string) Node { return Node{&yaml.Node{Kind: yaml.ScalarNode, Value: text}} }

// BoolNode is true or false.
func BoolNode(value bool) Node {
	return Node{&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(value)}}
}

// JSONNode is a decoded JSON value, as [Value.JSON] gives it.
func JSONNode(value any) Node {
	switch value := value.(type) {
	case map[string]any:
		mapping := MappingNode()
		for _, name := range slices.Sorted(maps.Keys(value)) {
			mapping.Put(name, JSONNode(value[name]))
		}
		return mapping
	case []any:
		elements := make([]Node, len(value))
		for i, element := range value {
			elements[i] = JSONNode(element)
		}
		return ListNode(elements...)
	case string:
		return TextNode(value)
	case bool:
		return BoolNode(value)
	case json.Number:
		return NumberNode(value.String())
	}
	return Node{&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}}
}
