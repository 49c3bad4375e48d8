package surprises

import (
	"bytes"
	"encoding/json"
	"unicode/utf16"
)

// spellings are the surprises in how the same JSON is written.
var spellings = []Surprise{
	{Name: "unicode-escapes", Summary: `Names and texts are written with escapes: \u00fc for ü, and "\u0069d" for "id".`,
		Sentence: escaped, Mistake: "A client looks for a property with a search in the text.",
		place: spelled, strike: func(w *work) bool { return w.spell(escapeUnicode) }},
	{Name: "slashes-escaped", Summary: `Each slash is written as \/, in urls and in texts.`,
		Sentence: escaped, Mistake: "A client takes a url out of the text of the answer.",
		place: spelled, strike: func(w *work) bool {
			return w.spell(func(text []byte) []byte { return bytes.ReplaceAll(text, []byte("/"), []byte(`\/`)) })
		}},
	{Name: "indented", Summary: "The JSON has a line for each value, with tabs before and CR LF behind it.",
		Sentence: spaces, Mistake: "A client reads an answer line by line, or looks for `\"id\":\"` in it.",
		place: spelled, strike: func(w *work) bool {
			return w.spell(func(text []byte) []byte {
				var indented bytes.Buffer
				_ = json.Indent(&indented, text, "", "\t") // it is JSON
				return bytes.ReplaceAll(indented.Bytes(), []byte("\n"), []byte("\r\n"))
			})
		}},
	{Name: "white-space-around", Summary: "The JSON begins after an empty line, and ends with one.",
		Sentence: spaces, Mistake: "A client tells objects and arrays by the first byte, or errors by it.",
		place: spelled, strike: func(w *work) bool {
			return w.spell(func(text []byte) []byte { return append(append([]byte("\n "), text...), " \r\n\n"...) })
		}},
}

// escapeUnicode writes all that is not ASCII, and the first letter of each text, as escapes. That of a quote that ends
// a text, or of what is escaped, stays as it is.
func escapeUnicode(text []byte) []byte {
	var escaped []byte
	inText, opened, backslash := false, false, false
	for _, letter := range string(text) {
		first := opened && letter != '"' && letter != '\\'
		opened = false
		switch {
		case first, letter > '~':
			escaped = appendEscape(escaped, letter)
			continue
		case backslash:
			backslash = false
		case letter == '\\':
			backslash = true
		case letter == '"':
			inText = !inText
			opened = inText
		}
		escaped = append(escaped, byte(letter))
	}
	return escaped
}

func appendEscape(to []byte, letter rune) []byte {
	const digits = "0123456789abcdef"
	for _, unit := range utf16.Encode([]rune{letter}) {
		to = append(to, '\\', 'u', digits[unit>>12], digits[unit>>8&15], digits[unit>>4&15], digits[unit&15])
	}
	return to
}

// spell writes a body that is JSON in another way; false where that makes no difference.
func (w *work) spell(rewrite func([]byte) []byte) bool {
	if w.document == nil {
		return false
	}
	before := encode(w.document)
	w.spelling = rewrite(before)
	return !bytes.Equal(before, w.spelling)
}
