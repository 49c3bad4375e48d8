package caseapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// deepest bounds how far a body may nest. The API itself needs five levels.
const deepest = 64

// mostViolations bounds what is said about one body: a client can put a million mistakes into one.
const mostViolations = 1000

// jsonSpace is the white space of JSON.
const jsonSpace = " \t\r\n"

// byteOrderMark is the mark that some editors put before UTF-8. RFC 8259 forbids sending it.
var byteOrderMark = []byte("\ufeff")

// Decode reads one JSON value: objects as map[string]any, arrays as []any, strings, booleans,
// nil, and numbers as [json.Number]. It is stricter than encoding/json: a key that an object has
// twice, text that is not UTF-8, values nested more than 64 deep and anything after the value are
// violations, of which no more than 1000 are returned. Of a key that stands twice, the later
// value is returned; for everything else that is wrong, nil. Half a character, such as \ud83d without
// the \ude00 that belongs to it, is U+FFFD: an answer may have one.
func Decode(data []byte) (any, []Violation) {
	value, reader, violations := decode(data)
	return value, append(violations, reader.duplicates...)
}

// DecodeRequest is [Decode] for what a client sends: half a character is a violation, as is other text
// that is none, since it cannot be kept as it is. The value is nil then.
func DecodeRequest(data []byte) (any, []Violation) {
	value, reader, violations := decode(data)
	if len(reader.halves) > 0 {
		value = nil
	}
	return value, append(append(violations, reader.duplicates...), reader.halves...)
}

func decode(data []byte) (any, *valueReader, []Violation) {
	switch {
	case !utf8.Valid(data):
		return nil, &valueReader{}, []Violation{syntax("must be UTF-8")}
	case bytes.HasPrefix(data, byteOrderMark):
		return nil, &valueReader{}, []Violation{syntax("must not start with a byte order mark")}
	case len(bytes.Trim(data, jsonSpace)) == 0:
		return nil, &valueReader{}, []Violation{syntax("must be JSON, but there is none")}
	}
	reader := newValueReader(data)
	value, err := reader.document()
	if err != nil {
		return nil, &valueReader{}, []Violation{syntax("is not valid JSON: " + describeSyntax(data, err))}
	}
	return value, reader, nil
}

func syntax(message string) Violation {
	return Violation{Path: WholeBody, Rule: SyntaxRule, Message: message, Expected: "JSON"}
}

// describeSyntax says what stopped the reader, and on which line and column.
func describeSyntax(data []byte, err error) string {
	if errors.Is(err, errTooDeep) {
		return err.Error()
	}
	// The reader knows that something is wrong; encoding/json has the words for what it is. The
	// space at the end sets apart what is wrong with the last byte from what is missing after it.
	var whole json.RawMessage
	var broken *json.SyntaxError
	if !errors.As(json.Unmarshal(append(bytes.Clone(data), ' '), &whole), &broken) {
		return err.Error()
	}
	if broken.Offset > int64(len(data)) {
		return "it ends in the middle"
	}
	before := data[:max(broken.Offset-1, 0)]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Sprintf("line %d, column %d: %s", line, column, broken.Error())
}
