package printable

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ShellQuote writes a text so that a shell takes it as it is. Control characters are escaped, since
// what shows the line may change them.
func ShellQuote(text string) string {
	if !strings.ContainsFunc(text, unquotable) {
		return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
	}
	var quoted strings.Builder
	for _, letter := range text {
		switch {
		case letter == '\'' || letter == '\\':
			quoted.WriteString(`\` + string(letter))
		case unquotable(letter):
			for _, each := range utf8.AppendRune(nil, letter) {
				fmt.Fprintf(&quoted, `\%03o`, each)
			}
		default:
			quoted.WriteRune(letter)
		}
	}
	return "$'" + quoted.String() + "'"
}

// unquotable reports whether a letter may be shown as another one.
func unquotable(letter rune) bool {
	return letter != '\n' && (unicode.IsControl(letter) || unicode.Is(unicode.Bidi_Control, letter))
}
