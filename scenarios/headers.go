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

// IsHeaderName reports whether a header can have the name.
func IsHeaderName(name string) bool { return headerName.MatchString(name) }

// checkHeaderNames notes names that no header can have, and those that stand there twice.
func checkHeaderNames(value strictyaml.Value) {
	seen := map[string]bool{}
	for _, entry := range value.Entries() {
		canonical := textproto.CanonicalMIMEHeaderKey(entry.Key)
		switch {
		case !IsHeaderName(entry.Key):
			entry.Note("cannot be the name of a header")
		case seen[canonical]:
			entry.Note("stands there twice: the names of headers are not case-sensitive")
		}
		seen[canonical] = true
	}
}

// isHeaderValue notes text that no header can have.
func isHeaderValue(value strictyaml.Value, text string) bool {
	wrong := wrongInHeader(text)
	switch wrong {
	case "":
		return true
	case severalLines:
		value.Note("must be on one line")
	default:
		value.Note("cannot be the value of a header %s", wrong)
	}
	return false
}

const severalLines = "of several lines"

// wrongInHeader finds a control character other than a tab, which no value of a header can have (RFC 9110,
// section 5.5). It follows "a header" in a sentence, and is empty when there is none.
func wrongInHeader(text string) string {
	at := strings.IndexFunc(text, func(letter rune) bool {
		return letter < ' ' && letter != '\t' || letter == 0x7f
	})
	switch {
	case at < 0:
		return ""
	case strings.IndexByte("\r\n\x00", text[at]) >= 0:
		return severalLines
	}
	return fmt.Sprintf("with the control character %q, which HTTP forbids", text[at])
}
