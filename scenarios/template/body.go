package template

import (
	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// Body is the body of a response: a JSON value whose strings can be templates, or plain text.
type Body struct {
	content content
	plain   *Template // of a body that is text and sent as it is; nil for JSON
	pieces  pieces    // of JSON
}

// Value is the body as caseapi.Decode would give it, with templates as they were written.
func (b *Body) Value() any { return b.content.value() }

// IsText reports whether the body is sent as plain text, and not as JSON.
func (b *Body) IsText() bool { return b.plain != nil }

// Node writes the body as a file has it.
func (b *Body) Node() strictyaml.Node { return b.content.node() }

func newBody(written content) *Body {
	body := &Body{content: written}
	if text, isText := written.(textContent); isText {
		body.plain = text.template
	} else {
		written.take(&body.pieces)
	}
	return body
}

// Needs is what the body's templates look at, all of them together.
func (b *Body) Needs() Needs {
	if b.plain != nil {
		return b.plain.needs
	}
	var needs Needs
	for _, piece := range b.pieces.list {
		if piece.template != nil {
			needs.Add(piece.template.needs)
		}
	}
	return needs
}

// content is a value of a body. Objects keep the order in which they were written, so that an
// answer reads like its scenario.
type content interface {
	take(into *pieces) // apart, once for all requests
	value() any
	node() strictyaml.Node
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

func (t textContent) node() strictyaml.Node { return t.template.Node() }

func (s singleContent) take(into *pieces) {
	into.json(string(caseapi.MustMarshal(s.json)))
}

func (s singleContent) value() any { return s.json }

func (s singleContent) node() strictyaml.Node { return strictyaml.JSONNode(s.json) }

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

func (o objectContent) node() strictyaml.Node {
	node := strictyaml.MappingNode()
	for _, property := range o {
		node.Put(property.name, property.value.node())
	}
	return node
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

func (a arrayContent) node() strictyaml.Node {
	nodes := make([]strictyaml.Node, len(a))
	for i, element := range a {
		nodes[i] = element.node()
	}
	return strictyaml.ListNode(nodes...)
}
