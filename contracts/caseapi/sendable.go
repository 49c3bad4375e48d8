package caseapi

import "strings"

// Unsendable says why no HTTP client can send a text as the value of a header, in words that follow
// its name in a sentence: "ends with a line break". It is empty for a text that can be sent.
func Unsendable(text string) string {
	at := strings.IndexFunc(text, isControl)
	switch {
	case at < 0:
		return ""
	case strings.Trim(text[at:], "\r\n") == "":
		return "ends with a line break"
	case text[at] == '\n' || text[at] == '\r':
		return "has a line break in it"
	}
	return "has a control character in it"
}

// isControl recognises what RFC 9110 forbids in a field value.
func isControl(letter rune) bool { return letter < ' ' && letter != '\t' || letter == 0x7f }
