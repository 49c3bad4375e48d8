package matcher

import (
	"strings"

	"casemock/contracts/strictyaml"
	"casemock/scenarios/schema"
)

// Containing is an array that has these elements anywhere.
type Containing struct {
	Elements []Matcher
	Sample   any // the example that was given; nil when none was
}

var containsWord = word{"contains",
	schema.Shape{"type": "array", "minItems": 1, "items": schema.Reference("value")}, true}

func (r *Reader) containing(argument, example strictyaml.Value) Matcher {
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
	needing := r.WithoutExample
	containing := Containing{r.matchers(argument), example.JSON()}
	if example.Exists() {
		r.WithoutExample = needing // the whole has one, so the elements need none
	}
	if containing.Sample != nil && Match(containing, containing.Sample) != nil {
		example.Note("must be %s", containing.Describe())
	}
	return containing
}

func (c Containing) judge(j *Judge, at *place, actual any) {
	array, ok := actual.([]any)
	if !ok && j.unmet(false) {
		j.fail(at, c, actual)
	}
	for _, element := range c.Elements {
		if !ok || !j.goesOn() {
			return
		}
		if j.unmet(among(array, element)) {
			j.fail(at, Containing{Elements: []Matcher{element}}, actual)
		}
	}
}

func among(array []any, expected Matcher) bool {
	for _, actual := range array {
		var quick Judge
		if expected.judge(&quick, nil, actual); !quick.failed {
			return true
		}
	}
	return false
}

// Example is the example that was given, or has those of the elements.
func (c Containing) Example() any {
	if c.Sample != nil {
		return c.Sample
	}
	return examples(c.Elements)
}

// Describe says what the array must contain.
func (c Containing) Describe() string {
	parts := make([]string, len(c.Elements))
	for i, element := range c.Elements {
		parts[i] = jsonText(element.Example())
		switch element.(type) {
		case Pattern, Typed, Absent:
			parts[i] = element.Describe()
		}
	}
	return "an array that contains " + strings.Join(parts, " and ")
}

// Node writes the word with its elements.
func (c Containing) Node() strictyaml.Node {
	return wordNode("contains", listNode(c.Elements), c.Sample)
}
