package contracts

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

var (
	errTooDeep = fmt.Errorf("values are nested more than %d deep", deepest)
	errSyntax  = errors.New("it is not JSON")
)

// jsonSpace is the white space of JSON.
const jsonSpace = " \t\r\n"

// jsonReader reads a JSON text that is UTF-8. json.Unmarshal keeps the last of two equal keys
// without a word, and json.Decoder's tokens, which show both, take three times as long.
type jsonReader struct {
	data       []byte
	next       int    // the offset of the byte to read next
	path       []step // from the document down to the value that is being read
	duplicates []Violation
}

// document reads the one value of the text.
func (r *jsonReader) document() (any, error) {
	value, err := r.value()
	if err != nil {
		return nil, err
	}
	if r.peek(); r.next < len(r.data) {
		return nil, errSyntax
	}
	return value, nil
}

func (r *jsonReader) value() (any, error) {
	switch r.peek() {
	case '{':
		return r.object()
	case '[':
		return r.array()
	case '"':
		return r.text()
	case 't':
		return true, r.literal("true")
	case 'f':
		return false, r.literal("false")
	case 'n':
		return nil, r.literal("null")
	}
	return r.number()
}

func (r *jsonReader) object() (any, error) {
	if len(r.path) == deepest {
		return nil, errTooDeep
	}
	object := map[string]any{}
	r.take('{')
	for !r.take('}') {
		if len(object) > 0 && !r.take(',') || r.peek() != '"' {
			return nil, errSyntax
		}
		if err := r.member(object); err != nil {
			return nil, err
		}
	}
	return object, nil
}

func (r *jsonReader) member(object map[string]any) error {
	name, err := r.text()
	if err != nil {
		return err
	}
	if !r.take(':') {
		return errSyntax
	}
	r.path = append(r.path, named(name))
	start := r.next
	value, err := r.value()
	if err != nil {
		return err
	}
	if _, twice := object[name]; twice && len(r.duplicates) < mostViolations {
		r.duplicates = append(r.duplicates, Violation{Path: pathOf(r.path), Rule: SyntaxRule,
			Message: "stands there twice; send it once", Expected: "one value",
			Actual: cut(string(bytes.Trim(r.data[start:r.next], jsonSpace)))})
	}
	r.path = r.path[:len(r.path)-1]
	object[name] = value
	return nil
}

func (r *jsonReader) array() (any, error) {
	if len(r.path) == deepest {
		return nil, errTooDeep
	}
	array := []any{}
	r.take('[')
	for !r.take(']') {
		if len(array) > 0 && !r.take(',') {
			return nil, errSyntax
		}
		r.path = append(r.path, indexed(len(array)))
		value, err := r.value()
		if err != nil {
			return nil, err
		}
		r.path = r.path[:len(r.path)-1]
		array = append(array, value)
	}
	return array, nil
}

// take reads the byte if it comes next, white space aside.
func (r *jsonReader) take(c byte) bool {
	if r.peek() != c {
		return false
	}
	r.next++
	return true
}

// peek skips white space and gives the byte after it; 0, with which nothing starts, at the end.
func (r *jsonReader) peek() byte {
	for ; r.next < len(r.data); r.next++ {
		if c := r.data[r.next]; strings.IndexByte(jsonSpace, c) < 0 {
			return c
		}
	}
	return 0
}
