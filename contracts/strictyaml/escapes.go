package strictyaml

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"gopkg.in/yaml.v3"
)

// JSON has two ways to write a character in a string that the library does not know: \/ for a slash, and
// two \u for one beyond 16 bits. They are in files of JSON, and in what is pasted from one into YAML.
// Only between double quotes do they mean anything, and where those are the library alone knows. So it
// reads a text twice: once with escapes that it knows in their place, of the same length, which gives
// the places, and then with the characters that they mean.

// escapes are what a backslash begins.
var escapes = regexp.MustCompile(pairEscape + `|` + halfEscape + `|\\(?s:.)`)

const (
	slashEscape = `\/`
	halfEscape  = `\\u[dD][89a-fA-F][0-9a-fA-F]{2}`
	pairEscape  = `\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}`
)

// withKnownEscapes has escapes of the same length in the place of the unknown ones.
func withKnownEscapes(text string) string {
	return escapes.ReplaceAllStringFunc(text, func(escape string) string {
		const one, half = `\_`, `\u0041`
		switch {
		case escape == slashEscape:
			return one
		case len(escape) >= len(half):
			return strings.Repeat(half, len(escape)/len(half))
		}
		return escape
	})
}

// withMeaning reads a text again whose escapes the library does not know. The document is what it read
// with others in their place.
func (f *File) withMeaning(chunk chunk, document *yaml.Node) (*yaml.Node, error) {
	var meant strings.Builder
	at := &cursor{text: chunk.text, line: 1, column: 1}
	for node := range scalars(document) {
		if node.Style&yaml.DoubleQuotedStyle == 0 {
			continue
		}
		before := at.offset
		at.forward(node.Line, node.Column)
		start, end := quoted(chunk.text, at.offset)
		meant.WriteString(chunk.text[before:start])
		f.noteHalves(chunk.line-1, at, start, end)
		meant.WriteString(meaning(chunk.text[start:end]))
		at.forwardTo(end)
	}
	meant.WriteString(chunk.text[at.offset:])
	read, err := decodeDocument(meant.String())
	if err == nil && read != nil {
		placeAs(read, document)
	}
	return read, err
}

// noteHalves notes the halves of characters in a part of the text.
func (f *File) noteHalves(lines int, at *cursor, start, end int) {
	for _, found := range escapes.FindAllStringIndex(at.text[start:end], -1) {
		if escape := at.text[start+found[0] : start+found[1]]; isHalf(escape) {
			at.forwardTo(start + found[0])
			f.notes.note(at.line+lines, at.column, "%s is half of a character; write the whole one", escape)
		}
	}
}

// meaning is a quoted string with escapes that the library knows.
func meaning(quoted string) string {
	return escapes.ReplaceAllStringFunc(quoted, func(escape string) string {
		switch {
		case escape == slashEscape:
			return "/"
		case isHalf(escape):
			return `\ufffd`
		case len(escape) == 2*len(`\u0000`):
			return fmt.Sprintf(`\U%08x`, utf16.DecodeRune(codeUnit(escape), codeUnit(escape[6:])))
		}
		return escape
	})
}

// withoutTabs puts spaces in their place in JSON, which has them between values alone, and may begin with
// one; YAML may not.
func withoutTabs(text string) string {
	if !strings.Contains(text, "\t") || !json.Valid([]byte(text)) {
		return text
	}
	return strings.ReplaceAll(text, "\t", " ")
}

func isHalf(escape string) bool { return len(escape) == len(`\u0000`) }

// codeUnit reads \u0000.
func codeUnit(text string) rune {
	unit, _ := strconv.ParseUint(text[2:6], 16, 16)
	return rune(unit)
}

// quoted finds the string that is quoted next.
func quoted(text string, from int) (start, end int) {
	opening := strings.IndexByte(text[from:], '"')
	if opening < 0 {
		return from, from
	}
	start = from + opening
	for end = start + 1; end < len(text) && text[end] != '"'; end++ {
		if text[end] == '\\' {
			end++
		}
	}
	return start, min(end+1, len(text))
}
