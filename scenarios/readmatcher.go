package scenarios

import (
	"slices"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"

	"gopkg.in/yaml.v3"
)

// matcherWord is a word that makes a mapping a matcher.
type matcherWord struct {
	word    string
	value   shape
	example bool // whether an example may stand beside it
}

var matcherWords = []matcherWord{regexWord, typeWord, absentWord, containsWord, literalWord}

func isMatcherWord(name string) bool {
	return slices.ContainsFunc(matcherWords, func(m matcherWord) bool { return m.word == name })
}

// matcher reads a value of a request: by a word where a mapping has one of the matchers' words,
// a literal otherwise.
func (r *reader) matcher(value strictyaml.Value) Matcher {
	switch value.Kind() {
	case strictyaml.Map:
		if word := wordOf(value); word != "" {
			return r.byWord(value, word)
		}
		var members []Member
		for _, entry := range value.Entries() {
			members = append(members, Member{entry.Key, r.matcher(entry.Value)})
		}
		return Object{members}
	case strictyaml.List:
		return List{r.matchers(value)}
	}
	return Literal{value.JSON()}
}

func (r *reader) matchers(list strictyaml.Value) []Matcher {
	var elements []Matcher
	for _, element := range list.Elements() {
		elements = append(elements, r.matcher(element))
	}
	return elements
}

// wordOf finds the word that makes a mapping a matcher; empty when it is an object.
func wordOf(value strictyaml.Value) string {
	for _, entry := range value.Entries() {
		for _, known := range matcherWords {
			if known.word == entry.Key {
				return known.word
			}
		}
	}
	return ""
}

func (r *reader) byWord(value strictyaml.Value, word string) Matcher {
	keys := []strictyaml.Key{strictyaml.Required(word)}
	for _, known := range matcherWords {
		if known.word == word && known.example {
			keys = append(keys, strictyaml.Optional("example"))
		}
	}
	fields := value.Mapping(keys...)
	for _, entry := range value.Entries() {
		if entry.Key != word && caseapi.Nearest(entry.Key, []string{"example"}) == "" {
			value.Note("is read as the matcher %s; an object that has this key is written"+
				" {literal: {…}}", word)
			break
		}
	}
	argument, example := fields.Get(word), fields.Get("example")
	switch word {
	case "regex":
		return r.pattern(value, argument, example)
	case "type":
		return r.typed(value, argument, example)
	case "contains":
		return r.containing(argument, example)
	case "literal":
		return literal(argument)
	}
	return absent(argument)
}

// sample is a matcher's example as JSON; nil when there is none.
func (r *reader) sample(matcher, example strictyaml.Value) any {
	switch example.Kind() {
	case strictyaml.Nothing:
		r.withoutExample = append(r.withoutExample, matcher)
	case strictyaml.Null:
		example.Note("has no value; no matcher fits null")
	}
	return example.JSON()
}

// wordNode writes a matcher with a word, and the example that was given, if any.
func wordNode(word string, argument *yaml.Node, sample any) *yaml.Node {
	node := mappingNode()
	node.put(word, argument)
	node.putIf(sample != nil, "example", jsonNode(sample))
	node.Style = yaml.FlowStyle
	return node.Node
}
