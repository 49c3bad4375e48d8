package scenarios

import (
	"bytes"
	"fmt"

	"casemock/contracts"
)

// Body is the body of a response: a JSON value whose strings can be templates, or plain text.
type Body struct {
	content content
	fixed   []byte // the whole body where it is the same for every request; nil where it is not
	plain   bool   // text that is sent as it is
}

// Value is the body as contracts.Decode would give it, with templates as they were written.
func (b *Body) Value() any { return b.content.value() }

func (b *Body) contentType() string {
	if b.plain {
		return textContentType
	}
	return jsonContentType
}

// newBody prepares what is the same for every request.
func newBody(written content) *Body {
	body := &Body{content: written}
	text, isText := written.(textContent)
	body.plain = isText
	switch {
	case isText && text.template.IsFixed():
		body.fixed = []byte(text.template.text)
	case !isText && isFixed(written):
		var renderer renderer
		if written.write(&renderer) == nil {
			body.fixed = renderer.output
		}
	}
	return body
}

func (b *Body) render(r *renderer) ([]byte, error) {
	if b.fixed != nil {
		return bytes.Clone(b.fixed), nil
	}
	if plain, ok := b.content.(textContent); ok {
		filled, err := r.text(plain.template)
		return []byte(filled), err
	}
	err := b.content.write(r)
	return r.output, err
}

// content is a value of a body. Objects keep the order in which they were written, so that an
// answer reads like its scenario.
type content interface {
	write(r *renderer) error
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

func isFixed(written content) bool {
	switch written := written.(type) {
	case textContent:
		return written.template.IsFixed()
	case objectContent:
		for _, property := range written {
			if !isFixed(property.value) {
				return false
			}
		}
	case arrayContent:
		for _, element := range written {
			if !isFixed(element) {
				return false
			}
		}
	}
	return true
}

func (t textContent) write(r *renderer) error {
	filled, err := r.text(t.template)
	if err != nil {
		return err
	}
	if len(r.output)+len(filled) > maxBody {
		return fmt.Errorf("%s: %w", t.template.place, errTooLarge)
	}
	r.output = contracts.AppendString(r.output, filled)
	return nil
}

func (t textContent) value() any { return t.template.text }

func (s singleContent) write(r *renderer) error {
	written, err := contracts.Marshal(s.json)
	r.output = append(r.output, written...)
	return err
}

func (s singleContent) value() any { return s.json }

func (o objectContent) write(r *renderer) error {
	r.output = append(r.output, '{')
	for i, property := range o {
		if i > 0 {
			r.output = append(r.output, ',')
		}
		r.output = append(contracts.AppendString(r.output, property.name), ':')
		if err := property.value.write(r); err != nil {
			return err
		}
	}
	r.output = append(r.output, '}')
	return nil
}

func (o objectContent) value() any {
	values := make(map[string]any, len(o))
	for _, property := range o {
		values[property.name] = property.value.value()
	}
	return values
}

func (a arrayContent) write(r *renderer) error {
	r.output = append(r.output, '[')
	for i, element := range a {
		if i > 0 {
			r.output = append(r.output, ',')
		}
		if err := element.write(r); err != nil {
			return err
		}
	}
	r.output = append(r.output, ']')
	return nil
}

func (a arrayContent) value() any {
	values := make([]any, len(a))
	for i, element := range a {
		values[i] = element.value()
	}
	return values
}
