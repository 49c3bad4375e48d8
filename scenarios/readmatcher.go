package scenarios

import (
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

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
	if absent, ok := argument.Bool(); ok && !absent {
		argument.Note("can only be true; for a value that must be there say {type: …}")
	}
	return Absent{}
}

func (r *reader) pattern(value, argument, example strictyaml.Value) Matcher {
	source, ok := argument.Text()
	sample := r.sample(value, example)
	pattern, err := NewPattern(source, sample)
	switch {
	case err != nil:
		reason := strings.TrimPrefix(err.Error(), "error parsing regexp: ")
		argument.Note("is not a regular expression: %s", reason)
		fallthrough
	case !ok:
		return Typed{StringType, sample} // nothing more can be wrong with it
	}
	if sample != nil && Match(pattern, sample) != nil {
		example.Note("must match the regex %s, and %s does not", source, jsonText(sample))
	}
	return pattern
}

func (r *reader) typed(value, argument, example strictyaml.Value) Matcher {
	name, ok := argument.OneOf(typeNames()...)
	typed := Typed{Type(name), r.sample(value, example)}
	if ok && typed.Sample != nil && Match(typed, typed.Sample) != nil {
		example.Note("must be %s, not %s", typed.Describe(), jsonText(typed.Sample))
	}
	return typed
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

func (r *reader) containing(argument, example strictyaml.Value) Matcher {
	if argument.Kind() == strictyaml.String {
		argument.Note("takes a list; a part of a text is found with regex: \".*urgent.*\"")
		return Typed{Type: ArrayType}
	}
	if _, ok := argument.List(); !ok {
		return Typed{Type: ArrayType}
	}
	if len(argument.Elements()) == 0 {
		argument.Note("must name at least one element")
	}
	needing := r.withoutExample
	containing := Containing{r.matchers(argument), example.JSON()}
	if example.Exists() {
		r.withoutExample = needing // the whole has one, so the elements need none
	}
	if containing.Sample != nil && Match(containing, containing.Sample) != nil {
		example.Note("must be %s", containing.Describe())
	}
	return containing
}

// literal reads a value in which no mapping is a matcher. Objects are subsets here too.
func literal(value strictyaml.Value) Matcher {
	switch value.Kind() {
	case strictyaml.Map:
		var members []Member
		for _, entry := range value.Entries() {
			members = append(members, Member{entry.Key, literal(entry.Value)})
		}
		return Object{members}
	case strictyaml.List:
		var elements []Matcher
		for _, element := range value.Elements() {
			elements = append(elements, literal(element))
		}
		return List{elements}
	}
	return Literal{value.JSON()}
}
