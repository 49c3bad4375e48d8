package contracts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// deepest bounds how far a body may nest. The API itself needs five levels.
const deepest = 64

// Decode reads one JSON value: objects as map[string]any, arrays as []any, strings, booleans, nil, and
// numbers as [json.Number]. It is stricter than encoding/json: a key that an object has twice, text
// that is not UTF-8, values nested more than 64 deep and anything after the value are violations.
// Of a key that stands twice, the later value is returned.
func Decode(data []byte) (any, []Violation) {
	if !utf8.Valid(data) {
		return nil, []Violation{syntax("must be UTF-8")}
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, []Violation{syntax("must be JSON, but there is none")}
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	reader := jsonReader{decoder: decoder}
	value, err := reader.value("", 0)
	if err == nil {
		err = reader.end()
	}
	if err != nil {
		return nil, []Violation{syntax("is not valid JSON: " + describeSyntax(data, err))}
	}
	return value, reader.duplicates
}

func syntax(message string) Violation {
	return Violation{Path: WholeBody, Rule: SyntaxRule, Message: message, Expected: "JSON"}
}

// jsonReader builds values token by token, since json.Unmarshal keeps the last of two equal keys
// without a word.
type jsonReader struct {
	decoder    *json.Decoder
	duplicates []Violation
}

var errTooDeep = fmt.Errorf("values are nested more than %d deep", deepest)

func (r *jsonReader) value(path string, depth int) (any, error) {
	token, err := r.decoder.Token()
	if err != nil {
		return nil, err
	}
	delimiter, ok := token.(json.Delim)
	switch {
	case !ok:
		return token, nil
	case depth == deepest:
		return nil, errTooDeep
	case delimiter == '{':
		return r.object(path, depth+1)
	}
	return r.array(path, depth+1)
}

func (r *jsonReader) object(path string, depth int) (any, error) {
	object := map[string]any{}
	for r.decoder.More() {
		token, err := r.decoder.Token()
		if err != nil {
			return nil, err
		}
		name := token.(string) // the decoder refuses any other key
		below := join(path, name)
		value, err := r.value(below, depth)
		if err != nil {
			return nil, err
		}
		if _, twice := object[name]; twice {
			r.duplicates = append(r.duplicates, Violation{Path: below, Rule: SyntaxRule,
				Message: "stands there twice; send it once", Actual: jsonText(value)})
		}
		object[name] = value
	}
	_, err := r.decoder.Token()
	return object, err
}

func (r *jsonReader) array(path string, depth int) (any, error) {
	array := []any{}
	for r.decoder.More() {
		value, err := r.value(fmt.Sprintf("%s[%d]", path, len(array)), depth)
		if err != nil {
			return nil, err
		}
		array = append(array, value)
	}
	_, err := r.decoder.Token()
	return array, err
}

// end refuses what stands after the value.
func (r *jsonReader) end() error {
	if _, err := r.decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more after the value")
	}
	return nil
}

// describeSyntax says what stopped the reader, and on which line and column.
func describeSyntax(data []byte, err error) string {
	if errors.Is(err, errTooDeep) {
		return err.Error()
	}
	// A token reader does not know where in the text it stands; the parser of whole values does.
	var whole json.RawMessage
	var broken *json.SyntaxError
	if !errors.As(json.Unmarshal(data, &whole), &broken) {
		return err.Error()
	}
	if broken.Offset >= int64(len(data)) && strings.HasPrefix(broken.Error(), "unexpected end") {
		return "it ends in the middle"
	}
	before := data[:max(broken.Offset-1, 0)]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Sprintf("line %d, column %d: %s", line, column, broken.Error())
}
