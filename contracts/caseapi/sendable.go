package caseapi

import "strings"

// Unsendable says why a text cannot arrive as the value of a header, in words that follow its name in
// a sentence: "ends with a line break". HTTP knows no control characters there, and takes the white
// space at the ends away. It is empty for a text that arrives as it is.
func Unsendable(text string) string {
	// What RFC 9110 forbids in a field value.
	at := strings.IndexFunc(text, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f })
	switch {
	case at < 0 && strings.TrimSpace(text) != text:
		return "begins or ends with a space"
	case at < 0:
		return ""
	case strings.Trim(text[at:], "\r\n") == "":
		return "ends with a line break"
	case text[at] == '\n' || text[at] == '\r':
		return "has a line break in it"
	}
	return "has a control character in it"
}
