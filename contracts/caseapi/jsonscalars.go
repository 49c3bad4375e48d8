package caseapi

import (
	"encoding/json"
	"strings"
)

// text reads a string, from quote to quote.
func (r *jsonReader) text() (string, error) {
	start, escaped := r.next, false
	for at := start + 1; at < len(r.data); at++ {
		switch c := r.data[at]; {
		case c == '"':
			r.next = at + 1
			return unquote(r.data[start:r.next], escaped)
		case c == '\\':
			escaped = true
			at++
		case c < ' ':
			return "", errSyntax
		}
	}
	return "", errSyntax
}

func unquote(literal string, escaped bool) (string, error) {
	if !escaped {
		return literal[1 : len(literal)-1], nil
	}
	var text string
	if json.Unmarshal([]byte(literal), &text) != nil {
		return "", errSyntax
	}
	return text, nil
}

func (r *jsonReader) literal(word string) error {
	if !strings.HasPrefix(r.data[r.next:], word) {
		return errSyntax
	}
	r.next += len(word)
	return nil
}

func (r *jsonReader) number() (any, error) {
	start := r.next
	for r.next < len(r.data) && strings.IndexByte("+-.0123456789eE", r.data[r.next]) >= 0 {
		r.next++
	}
	literal := r.data[start:r.next]
	if !json.Valid([]byte(literal)) {
		return nil, errSyntax
	}
	return json.Number(literal), nil
}
