package caseapi

import (
	"errors"
	"strings"
	"unicode"
)

// CheckHeaderValue says why nobody can send a text as the value of a header: HTTP takes white space at its
// ends away, and knows no control characters. The error follows the value in a sentence; nil means that it
// can be sent.
func CheckHeaderValue(text string) error {
	switch {
	case text == "", strings.TrimSpace(text) != text:
		return errors.New("must not be empty, and not begin or end with a space")
	case strings.ContainsFunc(text, unicode.IsControl):
		return errors.New("must not have a line end or another control character, which no header can have")
	}
	return nil
}
