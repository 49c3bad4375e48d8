package scenarios

import (
	"fmt"

	"casemock/contracts"
)

// pieces are a JSON body taken apart: text that is the same for every request, and between it templates
// whose strings are filled in. The zero pieces are of an empty body.
type pieces struct {
	list    []piece
	size    int   // of the text and the templates, about as long as the body
	problem error // why the body can be sent to nobody; nil when it can
}

// piece is JSON, and the template of a string that follows it, if one does.
type piece struct {
	json     []byte
	template *Template
}

// json adds text that is the same for every request.
func (p *pieces) json(text string) {
	last := len(p.list) - 1
	if last < 0 || p.list[last].template != nil {
		p.list = append(p.list, piece{})
		last++
	}
	p.list[last].json = append(p.list[last].json, text...)
	p.size += len(text)
}

// text adds a string that is the same for every request. No more than a whole answer is kept: a file can
// repeat a long text many times over.
func (p *pieces) text(template *Template) {
	switch {
	case p.problem != nil:
	case p.size+len(template.text) > maxBody:
		p.problem = tooLarge(template)
	default:
		p.json(string(contracts.AppendString(nil, template.text)))
	}
}

// fill adds a string that each request fills in.
func (p *pieces) fill(template *Template) {
	p.json("")
	p.list[len(p.list)-1].template = template
	p.size += len(template.text)
}

func (p *pieces) render(r *renderer) ([]byte, error) {
	if p.problem != nil {
		return nil, p.problem
	}
	output := make([]byte, 0, p.size)
	for _, piece := range p.list {
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
