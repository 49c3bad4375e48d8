package template

import (
	"fmt"
	"maps"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// Reader reads the templates of a scenario. What is wrong with them is noted at the values themselves.
type Reader struct {
	Scenario  string             // its name, for errors
	Operation *caseapi.Operation // nil when it is not known
}

// Text reads a string. A template that is wrong is taken for the text itself.
func (r Reader) Text(value strictyaml.Value, text string) *Template {
	read, err := newTemplate(text, fmt.Sprintf("scenario %s: %s", r.Scenario, value.Path()))
	if err == nil {
		err = read.lint(r.Operation)
	}
	if err != nil {
		value.Note("%s", err)
		return Fixed(text)
	}
	return read
}

// Body reads the body of a response.
func (r Reader) Body(value strictyaml.Value) *Body {
	body := newBody(r.content(value))
	if body.pieces.full() {
		value.Note("%v", errTooLarge)
	}
	return body
}

func (r Reader) content(value strictyaml.Value) content {
	switch value.Kind() {
	case strictyaml.Map:
		members := objectContent{}
		for _, entry := range value.Entries() {
			members = append(members, property{entry.Key, r.content(entry.Value)})
		}
		return members
	case strictyaml.List:
		elements := arrayContent{}
		for _, element := range value.Elements() {
			elements = append(elements, r.content(element))
		}
		return elements
	case strictyaml.String:
		text, _ := value.Text()
		return textContent{r.Text(value, text)}
	}
	return singleContent{value.JSON()}
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
		return textContent{Fixed(value)}
	}
	return singleContent{value}
}
