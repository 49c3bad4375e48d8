package matcher

import (
	"slices"

	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
	"casemock/scenarios/schema"
)

// word is what makes a mapping a matcher.
type word struct {
	word    string
	value   schema.Shape
	example bool // whether an example may stand beside it
}

var words = []word{regexWord, typeWord, absentWord, containsWord, literalWord}

func isWord(name string) bool {
	return slices.ContainsFunc(words, func(m word) bool { return m.word == name })
}

// Reader reads matchers. What is wrong with them is noted at the values themselves.
type Reader struct {
	// WithoutExample are the matchers read so far that have none, which a contract needs.
	WithoutExample []strictyaml.Value
}

// Read reads a value of a request: by a word where a mapping has one of the matchers' words, a literal
// otherwise.
func (r *Reader) Read(value strictyaml.Value) Matcher {
	switch value.Kind() {
	case strictyaml.Map:
		if word := wordOf(value); word != "" {
			return r.byWord(value, word)
		}
		var members []Member
		for _, entry := range value.Entries() {
			members = append(members, Member{entry.Key, r.Read(entry.Value)})
		}
		return Object{members}
	case strictyaml.List:
		return List{r.matchers(value)}
	}
	return Literal{value.JSON()}
}

func (r *Reader) matchers(list strictyaml.Value) []Matcher {
	var elements []Matcher
	for _, element := range list.Elements() {
		elements = append(elements, r.Read(element))
	}
	return elements
}

// wordOf finds the word that makes a mapping a matcher; empty when it is an object.
func wordOf(value strictyaml.Value) string {
	for _, entry := range value.Entries() {
		for _, known := range words {
			if known.word == entry.Key {
				return known.word
			}
		}
	}
	return ""
}

func (r *Reader) byWord(value strictyaml.Value, word string) Matcher {
	keys := []strictyaml.Key{strictyaml.Required(word)}
	for _, known := range words {
		if known.word == word && known.example {
			keys = append(keys, strictyaml.Optional("example"))
		}
	}
	fields := value.Mapping(keys...)
	for _, entry := range value.Entries() {
		if entry.Key != word && wording.Nearest(entry.Key, []string{"example"}) == "" {
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
func (r *Reader) sample(matcher, example strictyaml.Value) any {
	switch example.Kind() {
	case strictyaml.Nothing:
		r.WithoutExample = append(r.WithoutExample, matcher)
	case strictyaml.Null:
		example.Note("has no value; no matcher fits null")
	}
	return example.JSON()
}

// wordNode writes a matcher with a word, and the example that was given, if any.
func wordNode(word string, argument strictyaml.Node, sample any) strictyaml.Node {
	node := strictyaml.MappingNode()
	node.Put(word, argument)
	node.PutIf(sample != nil, "example", strictyaml.JSONNode(sample))
	return node.OnOneLine()
}
