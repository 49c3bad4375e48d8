package caseapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

var (
	errTooDeep  = fmt.Errorf("values are nested more than %d deep", deepest)
	errTrailing = errors.New("something follows the value")
)

// valueReader reads a JSON text as the values that [Decode] returns. encoding/json keeps the last of two equal
// keys without a word, and makes other characters of broken ones.
type valueReader struct {
	data       []byte
	decoder    *jsontext.Decoder
	path       []step // from the document down to the value that is being read
	duplicates []Violation
	halves     []Violation // halves of characters
}

func newValueReader(data []byte) *valueReader {
	return &valueReader{data: data, decoder: jsontext.NewDecoder(bytes.NewBuffer(data),
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))}
}

// document reads the one value of the text.
func (r *valueReader) document() (any, error) {
	value, err := r.value()
	if err != nil {
		return nil, err
	}
	switch _, err := r.decoder.ReadToken(); {
	case err == nil:
		return nil, errTrailing
	case !errors.Is(err, io.EOF):
		return nil, err
	}
	return value, nil
}

func (r *valueReader) value() (any, error) {
	if r.decoder.PeekKind() == '"' {
		return r.text(r.path)
	}
	token, err := r.decoder.ReadToken()
	if err != nil {
		return nil, err
	}
	switch token.Kind() {
	case '{':
		return r.object()
	case '[':
		return r.array()
	case '0':
		return json.Number(token.String()), nil
	case 'n':
		return nil, nil
	}
	return token.Bool(), nil
}

// text reads a string. Half a character, which the library makes another of, is noted at the value with that
// path.
func (r *valueReader) text(path []step) (string, error) {
	literal, err := r.decoder.ReadValue()
	if err != nil {
		return "", err
	}
	if plain := literal[1 : len(literal)-1]; bytes.IndexByte(plain, '\\') < 0 {
		return string(plain), nil
	}
	text, err := jsontext.AppendUnquote(nil, literal)
	if err != nil {
		r.addHalf(path, string(literal))
	}
	return string(text), nil
}

// name reads the name of a member; what is wrong with it is noted at the member.
func (r *valueReader) name() (string, error) {
	halves := len(r.halves)
	name, err := r.text(nil)
	if len(r.halves) > halves {
		r.halves[halves].Path = pathOf(append(r.path, named(name)))
	}
	return name, err
}

func (r *valueReader) object() (any, error) {
	if len(r.path) == deepest {
		return nil, errTooDeep
	}
	object := map[string]any{}
	for r.decoder.PeekKind() != '}' {
		name, err := r.name()
		if err != nil {
			return nil, err
		}
		start := r.decoder.InputOffset()
		value, err := r.below(named(name))
		if err != nil {
			return nil, err
		}
		if _, twice := object[name]; twice {
			r.addDuplicate(name, r.data[start:r.decoder.InputOffset()])
		}
		object[name] = value
	}
	_, err := r.decoder.ReadToken()
	return object, err
}

func (r *valueReader) array() (any, error) {
	if len(r.path) == deepest {
		return nil, errTooDeep
	}
	array := []any{}
	for r.decoder.PeekKind() != ']' {
		value, err := r.below(indexed(len(array)))
		if err != nil {
			return nil, err
		}
		array = append(array, value)
	}
	_, err := r.decoder.ReadToken()
	return array, err
}

// below reads a value inside the one that is being read.
func (r *valueReader) below(step step) (any, error) {
	r.path = append(r.path, step)
	value, err := r.value()
	r.path = r.path[:len(r.path)-1]
	return value, err
}

// addDuplicate notes a name that stood there before, with what follows it this time.
func (r *valueReader) addDuplicate(name string, again []byte) {
	if len(r.duplicates) < mostViolations {
		r.duplicates = append(r.duplicates, Violation{Path: pathOf(append(r.path, named(name))),
			Rule: SyntaxRule, Message: "stands there twice; send it once", Expected: "one value",
			Actual: cut(string(bytes.Trim(again, jsonSpace+":")))})
	}
}
