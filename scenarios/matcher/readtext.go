package matcher

import "casemock/contracts/strictyaml"

// ReadText reads what is expected where a request has text: in its path, query and headers. A list is
// expected of what is sent several times.
func (r *Reader) ReadText(value strictyaml.Value) Matcher {
	read := r.Read(value)
	switch read := read.(type) {
	case List:
		checkTexts(value, read.Elements)
	case Containing:
		checkTexts(value.Entry("contains"), read.Elements)
	default:
		checkText(value, read)
	}
	return read
}

func checkTexts(list strictyaml.Value, read []Matcher) {
	for i, element := range list.Elements() {
		checkText(element, read[i])
	}
}

// checkText notes what text can never be like.
func checkText(value strictyaml.Value, read Matcher) {
	switch read := read.(type) {
	case Literal:
		if wordOf(value) == "literal" {
			value = value.Entry("literal")
		}
		value.Text()
	case Typed:
		if read.Type != StringType {
			value.Note("is always a string here; regex can say more of it")
		}
	case Object, List, Containing:
		value.Note("must be a text or a matcher of one, not %s", read.Describe())
	}
}

// Texts are the examples of what is text in a request; several where a list is expected, none where
// nothing is.
func Texts(expected Matcher) []string {
	switch example := expected.Example().(type) {
	case string:
		return []string{example}
	case []any:
		var texts []string
		for _, element := range example {
			if text, ok := element.(string); ok {
				texts = append(texts, text)
			}
		}
		return texts
	}
	return nil
}
