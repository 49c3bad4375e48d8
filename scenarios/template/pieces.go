package template

import (
	"fmt"

	"casemock/contracts/caseapi"
)

// pieces are a JSON body taken apart: text that is the same for every request, and between it templates
// whose strings are filled in. The zero pieces are of an empty body.
type pieces struct {
	list   []piece
	size   int // of what is the same for every request, in bytes
	filled int // of the rest of the templates, which is about what they are filled in with
}

// full reports whether what is the same for every request is more than an answer may be. What follows is not kept.
func (p *pieces) full() bool { return p.size > maxBody }

// piece is JSON, and the template of a string that follows it, if one does.
type piece struct {
	json     []byte
	place    string // of the last string in the JSON; empty for none
	template *Template
}

// open is the piece that what follows belongs to.
func (p *pieces) open() *piece {
	last := len(p.list) - 1
	if last < 0 || p.list[last].template != nil {
		p.list = append(p.list, piece{})
		last++
	}
	return &p.list[last]
}

// json adds text that is the same for every request. Not much more than a whole answer is kept: a file can
// repeat a long text many times over.
func (p *pieces) json(text string) {
	if p.full() {
		return
	}
	present := p.open()
	present.json = append(present.json, text...)
	p.size += len(text)
}

// text adds a string that is the same for every request.
func (p *pieces) text(template *Template) {
	if p.full() {
		return
	}
	p.open().place = template.place
	p.json(string(caseapi.AppendString(nil, template.text)))
}

// name adds the name of a property.
func (p *pieces) name(name string) {
	if p.full() {
		return // before it is written as JSON, which takes its time where a file repeats a long one
	}
	p.json(string(caseapi.AppendString(nil, name)) + ":")
}

// fill adds a string that each request fills in.
func (p *pieces) fill(template *Template) {
	if p.full() {
		return
	}
	p.open().template = template
	same := template.insertions.length()
	p.filled += len(template.text) - same
	p.size += same
}

func (p *pieces) render(r *Renderer) ([]byte, error) {
	output := make([]byte, 0, min(p.size+p.filled, maxBody))
	for _, piece := range p.list {
		if len(output)+len(piece.json) > maxBody {
			return nil, tooLarge(piece.place)
		}
		output = append(output, piece.json...)
		if piece.template == nil {
			continue
		}
		filled, err := r.Text(piece.template)
		if err != nil {
			return nil, err
		}
		if output = caseapi.AppendString(output, filled); len(output) > maxBody {
			return nil, tooLarge(piece.template.place)
		}
	}
	return output, nil
}

func tooLarge(place string) error {
	if place == "" {
		return errTooLarge
	}
	return fmt.Errorf("%s: %w", place, errTooLarge)
}
