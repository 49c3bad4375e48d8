package caseapi

import (
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
// without a word, and json.Decoder's tokens, which show both, take three times as long. The strings
// that it gives are parts of the text, which they keep in memory.
type jsonReader struct {
	data       string
	next       int    // the offset of the byte to read next
	path       []step // from the document down to the value that is being read
	duplicates []Violation
	half       string // of a character, in the string that was read last; empty for none
	halves     []Violation
}

// document reads the one value of the text.
func (r *jsonReader) document() (any, error) {
	value, err := r.value()
	if err != nil {
		return nil, err
	}
	return value, r.end()
}

// end makes sure that nothing comes after the value.
func (r *jsonReader) end() error {
	if r.peek(); r.next < len(r.data) {
		return errSyntax
	}
	return nil
}

func (r *jsonReader) value() (any, error) {
	switch r.peek() {
	case '{':
		return r.object()
	case '[':
		return r.array()
	case '"':
		text, err := r.text()
		r.addHalf()
		return text, err
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
	object := map[string]any{}
	err := r.members(func(name string) error {
		start := r.next
		value, err := r.value()
		if _, twice := object[name]; twice && err == nil {
			r.addDuplicate(r.data[start:r.next])
		}
		object[name] = value
		return err
	})
	return object, err
}

// addDuplicate notes that the member that was read stood there before.
func (r *jsonReader) addDuplicate(again string) {
	if len(r.duplicates) < mostViolations {
		r.duplicates = append(r.duplicates, Violation{Path: pathOf(r.path), Rule: SyntaxRule,
			Message: "stands there twice; send it once", Expected: "one value",
			Actual: cut(strings.Trim(again, jsonSpace))})
	}
}

func (r *jsonReader) array() (any, error) {
	array := []any{}
	err := r.elements(func() error {
		value, err := r.value()
		array = append(array, value)
		return err
	})
	return array, err
}

// members reads an object; the function has to read the value of each of its members.
func (r *jsonReader) members(read func(name string) error) error {
	if len(r.path) == deepest {
		return errTooDeep
	}
	if !r.take('{') {
		return errSyntax
	}
	for first := true; !r.take('}'); first = false {
		if !first && !r.take(',') || r.peek() != '"' {
			return errSyntax
		}
		name, err := r.text()
		if err != nil {
			return err
		}
		if !r.take(':') {
			return errSyntax
		}
		r.path = append(r.path, named(name))
		r.addHalf()
		if err := read(name); err != nil {
			return err
		}
		r.path = r.path[:len(r.path)-1]
	}
	return nil
}

// elements reads an array; the function has to read each of its elements.
func (r *jsonReader) elements(read func() error) error {
	if len(r.path) == deepest {
		return errTooDeep
	}
	if !r.take('[') {
		return errSyntax
	}
	for index := 0; !r.take(']'); index++ {
		if index > 0 && !r.take(',') {
			return errSyntax
		}
		r.path = append(r.path, indexed(index))
		if err := read(); err != nil {
			return err
		}
		r.path = r.path[:len(r.path)-1]
	}
	return nil
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
		switch c := r.data[r.next]; c {
		case ' ', '\t', '\r', '\n':
		default:
			return c
		}
	}
	return 0
}
