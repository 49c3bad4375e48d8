package scenarios

import (
	"fmt"
	"net/textproto"
	"regexp"
	"strings"

	"casemock/contracts/strictyaml"
)

// headerName is what RFC 9110, section 5.6.2, calls a token.
var headerName = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")

// checkHeaderNames notes names that no header can have, and those that stand there twice.
func checkHeaderNames(value strictyaml.Value) {
	seen := map[string]bool{}
	for _, entry := range value.Entries() {
		canonical := textproto.CanonicalMIMEHeaderKey(entry.Key)
		switch {
		case !headerName.MatchString(entry.Key):
			entry.Note("cannot be the name of a header")
		case seen[canonical]:
			entry.Note("stands there twice: the names of headers are not case-sensitive")
		}
		seen[canonical] = true
	}
}

// isHeaderValue notes text that no header can have.
func isHeaderValue(value strictyaml.Value, text string) bool {
	letter, found := forbiddenInHeaders(text)
	switch {
	case !found:
		return true
	case breaksLines(letter):
		value.Note("must be on one line")
	default:
		value.Note("cannot be the value of a header %s", ofForbidden(letter))
	}
	return false
}

// forbiddenInHeaders finds a control character other than a tab, which no value of a header can have
// (RFC 9110, section 5.5).
func forbiddenInHeaders(text string) (letter byte, found bool) {
	at := strings.IndexFunc(text, func(letter rune) bool {
		return letter < ' ' && letter != '\t' || letter == 0x7f
	})
	if at < 0 {
		return 0, false
	}
	return text[at], true
}

func breaksLines(letter byte) bool { return letter == '\r' || letter == '\n' || letter == 0 }

// ofForbidden follows "a header" in a sentence.
func ofForbidden(letter byte) string {
	if breaksLines(letter) {
		return "of several lines"
	}
	return fmt.Sprintf("with the control character %q, which HTTP forbids", letter)
}
