package caseapi

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// text reads a string, from quote to quote.
func (r *jsonReader) text() (string, error) {
	start, escaped := r.next, false
	for at := start + 1; at < len(r.data); at++ {
		switch c := r.data[at]; {
		case c == '"':
			r.next = at + 1
			return r.unquote(r.data[start:r.next], escaped)
		case c == '\\':
			escaped = true
			at++
		case c < ' ':
			return "", errSyntax
		}
	}
	return "", errSyntax
}

func (r *jsonReader) unquote(literal string, escaped bool) (string, error) {
	if !escaped {
		return literal[1 : len(literal)-1], nil
	}
	var text string
	if json.Unmarshal([]byte(literal), &text) != nil {
		return "", errSyntax
	}
	r.half = halfCharacter(literal)
	return text, nil
}

// halfCharacter finds the first escape of half a character, whose other half is not beside it, in a
// string that is right otherwise; empty when there is none.
func halfCharacter(literal string) string {
	const escape = len(`\u0000`)
	for at := strings.IndexByte(literal, '\\'); at >= 0; {
		length := 2
		if literal[at+1] == 'u' {
			length = escape
			if utf16.IsSurrogate(codeUnit(literal[at:])) {
				if !isPair(literal[at:]) {
					return literal[at : at+escape]
				}
				length = 2 * escape
			}
		}
		literal = literal[at+length:]
		at = strings.IndexByte(literal, '\\')
	}
	return ""
}

// isPair reports whether text starts with two escapes that are one character together.
func isPair(text string) bool {
	const escape = len(`\u0000`)
	return strings.HasPrefix(text[escape:], `\u`) &&
		utf16.DecodeRune(codeUnit(text), codeUnit(text[escape:])) != utf8.RuneError
}

// codeUnit reads \u0000.
func codeUnit(text string) rune {
	unit, _ := strconv.ParseUint(text[2:6], 16, 16)
	return rune(unit)
}

// addHalf notes half a character in the string that was read last, at the value that is being read.
func (r *jsonReader) addHalf() {
	if r.half == "" {
		return
	}
	if len(r.halves) < mostViolations {
		path := cmp.Or(pathOf(r.path), WholeBody)
		r.halves = append(r.halves, Violation{Path: path, Rule: SyntaxRule,
			Message:  "must be whole characters, and " + r.half + " is half of one",
			Expected: "whole characters", Actual: r.half})
	}
	r.half = ""
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
