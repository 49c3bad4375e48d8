package redact

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// unit reads the start of a text as one letter or byte of what is wanted, in whatever spelling. It
// returns how much of the wanted that is, and how much of the text; 0 for neither.
func unit(text, wanted string) (meant, length int) {
	if text == "" {
		return 0, 0
	}
	for _, spelling := range spellings[text[0]] {
		value, length := spelling(text)
		if length > 0 && strings.HasPrefix(wanted, value) {
			return len(value), length
		}
	}
	if text[0] == wanted[0] {
		return 1, 1
	}
	return 0, 0
}

// spellings read an escape that begins with a byte: what it stands for, and its length; 0 for none.
var spellings = [256][]func(text string) (value string, length int){
	'\\': {ofJSON}, '%': {ofURLs, ofURLsTwice}, '+': {ofForms}, '&': {ofHTML},
	'=': {ofURLs}, // quoted-printable differs from URLs in its sign alone
}

// ofJSON reads an escape with backslashes, of which there are more where JSON stands in JSON.
func ofJSON(text string) (value string, length int) {
	escape := strings.TrimLeft(text, `\`)
	slashes := len(text) - len(escape)
	if slashes == 0 || escape == "" {
		return "", 0
	}
	switch escape[0] {
	case 'u':
		return character(escape[1:], 4, slashes+1)
	case 'x':
		return character(escape[1:], 2, slashes+1)
	case '/', '"', '\'':
		return escape[:1], slashes + 1
	case 'n':
		return "\n", slashes + 1
	case 'r':
		return "\r", slashes + 1
	case 't':
		return "\t", slashes + 1
	}
	if slashes > 1 {
		return `\`, slashes
	}
	return "", 0
}

// character reads hexadecimal digits.
func character(text string, digits, before int) (value string, length int) {
	if len(text) < digits {
		return "", 0
	}
	code, err := strconv.ParseUint(text[:digits], 16, 32)
	if err != nil {
		return "", 0
	}
	return string(utf8.AppendRune(nil, rune(code))), before + digits
}

// ofURLs reads a percent escape, which is one of a byte.
func ofURLs(text string) (value string, length int) {
	if len(text) < 3 {
		return "", 0
	}
	code, err := strconv.ParseUint(text[1:3], 16, 8)
	if err != nil {
		return "", 0
	}
	return string([]byte{byte(code)}), 3
}

// ofURLsTwice reads a percent escape whose percent sign was escaped again, as in %252F.
func ofURLsTwice(text string) (value string, length int) {
	inner, signs := text, 0
	for strings.HasPrefix(inner, "%25") {
		inner = "%" + inner[3:]
		signs += 2
	}
	if signs == 0 {
		return "", 0
	}
	value, length = ofURLs(inner)
	if length == 0 {
		return "", 0
	}
	return value, length + signs
}

// ofForms reads the plus sign of a form.
func ofForms(string) (value string, length int) { return " ", 1 }

// ofHTML reads a character reference, the ampersand of which may be one again.
func ofHTML(text string) (value string, length int) {
	inner := text
	value, length = reference(text)
	for value == "&" {
		next := "&" + inner[length:]
		deeper, size := reference(next)
		if size == 0 {
			break
		}
		inner, value, length = next, deeper, size
	}
	return value, length + len(text) - len(inner)
}

func reference(text string) (value string, length int) {
	const longest = 10
	end := strings.IndexByte(text[:min(len(text), longest)], ';')
	if end < 0 || strings.Contains(text[1:end], "&") {
		return "", 0
	}
	value = html.UnescapeString(text[:end+1])
	if value == text[:end+1] {
		return "", 0
	}
	return value, end + 1
}

// folded is the length of a line break at the start of a text, in any spelling, with the spaces that
// continue a header or a block of Base64.
func folded(text string) int {
	at := 0
	for at < len(text) {
		length := 0
		switch {
		case text[at] == '\r' || text[at] == '\n':
			length = 1
		case text[at] == '=' && at+1 < len(text) && (text[at+1] == '\r' || text[at+1] == '\n'):
			length = 1 // the soft line break of quoted-printable
		case at > 0 && (text[at] == ' ' || text[at] == '\t'):
			length = 1
		case text[at] == '\\':
			value, size := ofJSON(text[at:])
			if value == "\r" || value == "\n" || at > 0 && value == "\t" {
				length = size
			}
		case text[at] == '%':
			value, size := ofURLs(text[at:])
			if value == "\r" || value == "\n" {
				length = size
			}
		}
		if length == 0 {
			break
		}
		at += length
	}
	return at
}
