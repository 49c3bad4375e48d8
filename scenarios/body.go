package scenarios

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
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
			body.fixed = renderer.output.Bytes()
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
	return r.output.Bytes(), err
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
	if r.output.Len()+len(filled) > maxBody {
		return fmt.Errorf("%s: %w", t.template.place, errTooLarge)
	}
	return r.json(filled)
}

func (t textContent) value() any { return t.template.text }

func (s singleContent) write(r *renderer) error { return r.json(s.json) }

func (s singleContent) value() any { return s.json }

func (o objectContent) write(r *renderer) error {
	r.output.WriteByte('{')
	for i, property := range o {
		if i > 0 {
			r.output.WriteByte(',')
		}
		err := errors.Join(r.json(property.name), r.output.WriteByte(':'), property.value.write(r))
		if err != nil {
			return err
		}
	}
	return r.output.WriteByte('}')
}

func (o objectContent) value() any {
	values := make(map[string]any, len(o))
	for _, property := range o {
		values[property.name] = property.value.value()
	}
	return values
}

func (a arrayContent) write(r *renderer) error {
	r.output.WriteByte('[')
	for i, element := range a {
		if i > 0 {
			r.output.WriteByte(',')
		}
		if err := element.write(r); err != nil {
			return err
		}
	}
	return r.output.WriteByte(']')
}

func (a arrayContent) value() any {
	values := make([]any, len(a))
	for i, element := range a {
		values[i] = element.value()
	}
	return values
}

// json writes a value as contracts.Marshal does, with one encoder for the whole body.
func (r *renderer) json(value any) error {
	if r.encoder == nil {
		r.encoder = json.NewEncoder(&r.output)
		r.encoder.SetEscapeHTML(false)
	}
	if err := r.encoder.Encode(value); err != nil {
		return err
	}
	r.output.Truncate(r.output.Len() - len("\n"))
	return nil
}
