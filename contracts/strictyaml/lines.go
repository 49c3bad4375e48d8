package strictyaml

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

const byteOrderMark = "\ufeff"

// Lines end in LF, in CR or in both, as of three families of systems, and in NEL where nothing else ends
// them, as of a fourth. In any other text NEL is a character, and so are LS and PS: JSON says so, and so
// do YAML 1.2 and editors; the library ends lines at them.
const (
	nextLine           = "\u0085"
	lineSeparator      = "\u2028"
	paragraphSeparator = "\u2029"
)

// withLineFeeds ends all lines in the same way, which moves nothing to another line or column.
func withLineFeeds(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if strings.Contains(text, "\n") || json.Valid([]byte(text)) {
		return text
	}
	return strings.ReplaceAll(text, nextLine, "\n")
}

// withoutMarks takes the byte order mark from the start, and from documents that were joined to others.
func withoutMarks(text string) string {
	return strings.ReplaceAll(strings.TrimPrefix(text, byteOrderMark), "\n"+byteOrderMark+"---", "\n---")
}

// hideSeparators puts letters that the text does not have in the place of those that end lines for the
// library alone. Show is the way back.
func hideSeparators(text string) (hidden string, show *strings.Replacer) {
	if !strings.ContainsAny(text, nextLine+lineSeparator+paragraphSeparator) {
		return text, strings.NewReplacer()
	}
	var hide, back []string
	unused := '\ue000' // the first of 6400 for private use
	for _, separator := range []string{nextLine, lineSeparator, paragraphSeparator} {
		for strings.ContainsRune(text, unused) {
			unused++
		}
		hide, back = append(hide, separator, string(unused)), append(back, string(unused), separator)
		unused++
	}
	return strings.NewReplacer(hide...).Replace(text), strings.NewReplacer(back...)
}

// cursor goes through a text, from its start to its end.
type cursor struct {
	text         string
	offset       int
	line, column int // from 1
}

// forward goes on to a place.
func (c *cursor) forward(line, column int) {
	for c.offset < len(c.text) && (c.line < line || c.line == line && c.column < column) {
		c.step()
	}
}

// forwardTo goes on to an offset.
func (c *cursor) forwardTo(offset int) {
	for c.offset < offset {
		c.step()
	}
}

func (c *cursor) step() {
	letter, size := utf8.DecodeRuneInString(c.text[c.offset:])
	c.offset += size
	c.column++
	if letter == '\n' {
		c.line, c.column = c.line+1, 1
	}
}
