package caseapi

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

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

// addHalf notes half a character in a string, at the value with that path.
func (r *valueReader) addHalf(path []step, literal string) {
	if len(r.halves) == mostViolations {
		return
	}
	half := halfCharacter(literal)
	r.halves = append(r.halves, Violation{Path: cmp.Or(pathOf(path), WholeBody), Rule: SyntaxRule,
		Message:  "must be whole characters, and " + half + " is half of one",
		Expected: "whole characters", Actual: half})
}
