package scenarios

import (
	"fmt"

	"casemock/contracts/caseapi"
)

// Body is the body of a response: a JSON value whose strings can be templates, or plain text.
type Body struct {
	content content
	plain   *Template // of a body that is text and sent as it is; nil for JSON
	pieces  pieces    // of JSON
}

// Value is the body as caseapi.Decode would give it, with templates as they were written.
func (b *Body) Value() any { return b.content.value() }

func (b *Body) contentType() string {
	if b.plain != nil {
		return textContentType
	}
	return jsonContentType
}

func newBody(written content) *Body {
	body := &Body{content: written}
	if text, isText := written.(textContent); isText {
		body.plain = text.template
	} else {
		written.take(&body.pieces)
	}
	return body
}

func (b *Body) render(r *renderer) ([]byte, error) {
	if b.plain != nil {
		filled, err := r.text(b.plain)
		return []byte(filled), err
	}
	return b.pieces.render(r)
}

// templates walks the templates of the body.
func (b *Body) templates(yield func(*Template) bool) {
	if b.plain != nil {
		yield(b.plain)
		return
	}
	for _, piece := range b.pieces.list {
		if piece.template != nil && !yield(piece.template) {
			return
		}
	}
}

// content is a value of a body. Objects keep the order in which they were written, so that an
// answer reads like its scenario.
type content interface {
	take(into *pieces) // apart, once for all requests
	value() any
}

type (
	textContent   struct{ template *Template }
	singleContent struct{ json any } // a json.Number, a boolean or nil
	objectContent []property
	arrayContent  []content
)

type property struct {
	name  string
	value content
}

func (t textContent) take(into *pieces) {
	if t.template.IsFixed() {
		into.text(t.template)
		return
	}
	into.fill(t.template)
}

func (t textContent) value() any { return t.template.text }

func (s singleContent) take(into *pieces) {
	written, err := caseapi.Marshal(s.json)
	if err != nil {
		panic(fmt.Sprintf("scenarios: a %T in a body: %v", s.json, err))
	}
	into.json(string(written))
}

func (s singleContent) value() any { return s.json }

func (o objectContent) take(into *pieces) {
	into.json("{")
	for i, property := range o {
		if i > 0 {
			into.json(",")
		}
		into.name(property.name)
		property.value.take(into)
	}
	into.json("}")
}

func (o objectContent) value() any {
	values := make(map[string]any, len(o))
	for _, property := range o {
		values[property.name] = property.value.value()
	}
	return values
}

func (a arrayContent) take(into *pieces) {
	into.json("[")
	for i, element := range a {
		if i > 0 {
			into.json(",")
		}
		element.take(into)
	}
	into.json("]")
}

func (a arrayContent) value() any {
	values := make([]any, len(a))
	for i, element := range a {
		values[i] = element.value()
	}
	return values
}
