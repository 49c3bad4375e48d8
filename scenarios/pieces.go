package scenarios

import (
	"fmt"

	"casemock/contracts"
)

// pieces are a JSON body taken apart: text that is the same for every request, and between it templates
// whose strings are filled in. The zero pieces are of an empty body.
type pieces struct {
	list   []piece
	size   int  // of the JSON, in bytes
	filled int  // of the templates, which is about what they are filled in with
	full   bool // the JSON alone is more than an answer may be; what follows is not kept
}

// piece is JSON, and the template of a string that follows it, if one does.
type piece struct {
	json     []byte
	last     *Template // of the last string in the JSON; nil for none
	reach    int       // how far that string goes, before it is escaped
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

// json adds text that is the same for every request.
func (p *pieces) json(text string) {
	if p.full {
		return
	}
	present := p.open()
	present.json = append(present.json, text...)
	p.size += len(text)
}

// text adds a string that is the same for every request. No more than a whole answer is kept: a file can
// repeat a long text many times over.
func (p *pieces) text(template *Template) {
	if p.full {
		return
	}
	present := p.open()
	present.last, present.reach = template, len(present.json)+len(template.text)
	if p.full = p.size+len(template.text) > maxBody; !p.full {
		p.json(string(contracts.AppendString(nil, template.text)))
	}
}

// fill adds a string that each request fills in.
func (p *pieces) fill(template *Template) {
	if p.full {
		return
	}
	p.open().template = template
	p.filled += len(template.text)
}

func (p *pieces) render(r *renderer) ([]byte, error) {
	output := make([]byte, 0, min(p.size+p.filled, maxBody))
	for _, piece := range p.list {
		if piece.last != nil && len(output)+piece.reach > maxBody {
			return nil, tooLarge(piece.last)
		}
		output = append(output, piece.json...)
		if piece.template == nil {
			continue
		}
		filled, err := r.text(piece.template)
		if err != nil {
			return nil, err
		}
		if len(output)+len(filled) > maxBody {
			return nil, tooLarge(piece.template)
		}
		output = contracts.AppendString(output, filled)
	}
	return output, nil
}

func tooLarge(template *Template) error {
	return fmt.Errorf("%s: %w", template.place, errTooLarge)
}
