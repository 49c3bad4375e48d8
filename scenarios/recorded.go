package scenarios

import (
	"maps"
	"slices"
)

// The functions of this file make parts of a scenario from a recorded request and its answer.

// LiteralOf expects a decoded JSON value as it stands, with objects as subsets.
func LiteralOf(value any) Matcher {
	switch value := value.(type) {
	case map[string]any:
		var members []Member
		for _, name := range slices.Sorted(maps.Keys(value)) {
			members = append(members, Member{name, LiteralOf(value[name])})
		}
		return Object{members}
	case []any:
		var elements []Matcher
		for _, element := range value {
			elements = append(elements, LiteralOf(element))
		}
		return List{elements}
	}
	return Literal{value}
}

// BodyOf is a body that is sent as it stands: a decoded JSON value, or a string for plain text.
func BodyOf(value any) *Body { return newBody(contentOf(value)) }

func contentOf(value any) content {
	switch value := value.(type) {
	case map[string]any:
		members := objectContent{}
		for _, name := range slices.Sorted(maps.Keys(value)) {
			members = append(members, property{name, contentOf(value[name])})
		}
		return members
	case []any:
		elements := arrayContent{}
		for _, element := range value {
			elements = append(elements, contentOf(element))
		}
		return elements
	case string:
		return textContent{FixedTemplate(value)}
	}
	return singleContent{value}
}

// FixedTemplate is text that stays as it is, even where it looks like a template.
func FixedTemplate(text string) *Template { return &Template{text: text} }
