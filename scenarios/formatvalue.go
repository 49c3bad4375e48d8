package scenarios

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"casemock/contracts/strictyaml"

	"gopkg.in/yaml.v3"
)

func contentNode(written content) *yaml.Node {
	switch written := written.(type) {
	case textContent:
		return templateNode(written.template)
	case singleContent:
		return jsonNode(written.json)
	case arrayContent:
		node := sequenceNode()
		for _, element := range written {
			node.Content = append(node.Content, contentNode(element))
		}
		return node
	case objectContent:
		node := mappingNode()
		for _, property := range written {
			node.put(property.name, contentNode(property.value))
		}
		return node.Node
	}
	panic(fmt.Sprintf("scenarios: cannot write a %T", written))
}

// templateNode writes text such that it is not read as a template where it is none.
func templateNode(template *Template) *yaml.Node {
	if template.IsFixed() {
		return textNode(strings.ReplaceAll(template.text, "{{", `{{ "{{" }}`))
	}
	return textNode(template.text)
}

// jsonNode writes a decoded JSON value.
func jsonNode(value any) *yaml.Node {
	switch value := value.(type) {
	case map[string]any:
		node := mappingNode()
		for _, name := range slices.Sorted(maps.Keys(value)) {
			node.put(name, jsonNode(value[name]))
		}
		return node.Node
	case []any:
		node := sequenceNode()
		for _, element := range value {
			node.Content = append(node.Content, jsonNode(element))
		}
		return node
	case string:
		return textNode(value)
	case bool:
		return boolNode(value)
	case json.Number:
		return numberNode(value.String())
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
}

// mapping is a mapping that is being written.
type mapping struct{ *yaml.Node }

func mappingNode() mapping { return mapping{&yaml.Node{Kind: yaml.MappingNode}} }

func (m mapping) put(key string, value *yaml.Node) {
	m.Content = append(m.Content, textNode(key), value)
}

func (m mapping) putIf(present bool, key string, value *yaml.Node) {
	if present {
		m.put(key, value)
	}
}

func sequenceNode() *yaml.Node { return &yaml.Node{Kind: yaml.SequenceNode} }

func textNode(text string) *yaml.Node {
	node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: strings.ToValidUTF8(text, "\ufffd")}
	// A block would lose spaces at the ends of lines, and a number of any size is one unless it is quoted.
	if strings.Contains(text, "\n") || strictyaml.IsNumber(text) {
		node.Style = yaml.DoubleQuotedStyle
	}
	return node
}

func numberNode(text string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Value: text}
}

func boolNode(value bool) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(value)}
}
