package caseapi

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// The functions of this file write JSON at the end of a buffer. Reflection would take five times as
// long for a case, which is what the fake server writes most; a test holds both side by side.

// appendText appends a string after the text before it: `,"title":` and its value.
func appendText(to []byte, before, text string) []byte {
	return AppendString(append(to, before...), text)
}

// appendCustom appends what is kept by name as further properties of an object that has some already.
func appendCustom(to []byte, custom map[string]string) []byte {
	if len(custom) == 0 {
		return to
	}
	names := slices.AppendSeq(make([]string, 0, len(custom)), maps.Keys(custom))
	slices.Sort(names)
	for _, name := range names {
		to = AppendString(append(to, ','), name)
		to = appendText(to, ":", custom[name])
	}
	return to
}

func appendArray[T any](to []byte, elements []T, element func(T, []byte) []byte) []byte {
	to = append(to, '[')
	for i := range elements {
		if i > 0 {
			to = append(to, ',')
		}
		to = element(elements[i], to)
	}
	return append(to, ']')
}

// separators end a line in JavaScript, where JSON may be pasted; three bytes each.
const separators = "\u2028\u2029"

// AppendString appends text as a JSON string to a buffer, which it returns, as [Marshal] writes it: <, >
// and & stay as they are. What is not UTF-8 becomes the replacement character.
func AppendString(to []byte, text string) []byte {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, string(utf8.RuneError))
	}
	to = append(to, '"')
	written := 0
	for at := range len(text) {
		switch c := text[at]; {
		case c < ' ' || c == '"' || c == '\\':
			to = append(to, text[written:at]...)
			to = appendEscaped(to, c)
			written = at + 1
		case c == separators[0] && (text[at:at+3] == separators[:3] || text[at:at+3] == separators[3:]):
			to = append(to, text[written:at]...)
			to = append(to, `\u202`...)
			to = append(to, '8'+text[at+2]-separators[2])
			written = at + 3
		}
	}
	to = append(to, text[written:]...)
	return append(to, '"')
}

func appendEscaped(to []byte, c byte) []byte {
	const hexadecimal = "0123456789abcdef"
	switch c {
	case '"', '\\':
		return append(to, '\\', c)
	case '\b':
		return append(to, `\b`...)
	case '\f':
		return append(to, `\f`...)
	case '\n':
		return append(to, `\n`...)
	case '\r':
		return append(to, `\r`...)
	case '\t':
		return append(to, `\t`...)
	}
	return append(to, '\\', 'u', '0', '0', hexadecimal[c>>4], hexadecimal[c&0xf])
}
