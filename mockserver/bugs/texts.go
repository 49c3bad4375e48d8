package bugs

import (
	"html"
	"maps"
	"slices"
	"strings"
	"unicode"

	"casemock/contracts/caseapi"
)

// texts are the bugs that lose a part of a text.
var texts = []Bug{
	{"title-cut-at-80", "A title is cut after 80 characters.", nothingLost, sending(func(body map[string]any) {
		change(body, "title", func(title string) string { return cut(title, 80) })
	})},
	{"post-cut-at-1000", "The text of a post is cut after 1,000 characters.", nothingLost,
		eachSentPost(func(post map[string]any) {
			change(post, "body", func(text string) string { return cut(text, 1000) })
		})},
	{"emoji-lost", "Emoji are dropped, as by a database with three bytes for a character.", nothingLost,
		eachText(func(text string) string {
			return strings.Map(dropping(func(letter rune) bool { return letter > '\uffff' }), text)
		})},
	{"combining-marks-lost", "Combining marks are dropped: an e that is followed by an accent becomes a plain e.",
		nothingLost, eachText(func(text string) string {
			return strings.Map(dropping(func(letter rune) bool { return unicode.Is(unicode.Mn, letter) }), text)
		})},
	{"latin-1-only", "What is not in Latin-1 becomes a question mark.", nothingLost,
		eachText(func(text string) string {
			return strings.Map(func(letter rune) rune {
				if letter > unicode.MaxLatin1 {
					return '?'
				}
				return letter
			}, text)
		})},
	{"html-escaped", "Texts are escaped for HTML when they are stored: & becomes &amp;.", nothingLost,
		eachText(html.EscapeString)},
	{"quotes-doubled", "A single quote is stored as two, as SQL writes it.", nothingLost,
		eachText(func(text string) string { return strings.ReplaceAll(text, "'", "''") })},
	{"white-space-trimmed", "White space at the ends of a text is dropped.", nothingLost,
		eachText(strings.TrimSpace)},
	{"line-breaks-lost", "Line breaks become spaces.", nothingLost,
		eachText(func(text string) string { return strings.ReplaceAll(text, "\n", " ") })},
}

// sending is a flaw in what a request writes.
func sending(change func(body map[string]any)) flaw {
	return flaw{send: func(w *work, body map[string]any) {
		if w.does(caseapi.CreateCase, caseapi.UpdateCase, caseapi.CreateCustomer, caseapi.UpdateCustomer) {
			change(body)
		}
	}}
}

// eachText is a flaw in each text that a person has written.
func eachText(write func(string) string) flaw {
	return sending(func(body map[string]any) { changeTexts(body, write) })
}

// codes are the properties whose texts are for machines.
var codes = []string{"customerId", "customId", "status", "created", "linkUrl", "serviceId", "service", "contentType",
	"handle"}

func changeTexts(object map[string]any, write func(string) string) {
	for _, name := range slices.Collect(maps.Keys(object)) {
		switch value := object[name].(type) {
		case string:
			if !slices.Contains(codes, name) {
				object[name] = write(value)
			}
		case map[string]any:
			changeTexts(value, write)
		case []any:
			for _, element := range value {
				if object, ok := element.(map[string]any); ok {
					changeTexts(object, write)
				}
			}
		}
	}
}

// change changes a text of an object, if it is there.
func change(object map[string]any, name string, write func(string) string) {
	if text, ok := object[name].(string); ok {
		object[name] = write(text)
	}
}

// cut leaves so many characters of a text.
func cut(text string, most int) string {
	letters := []rune(text)
	return string(letters[:min(len(letters), most)])
}

// dropping maps the letters to nothing that are meant.
func dropping(meant func(rune) bool) func(rune) rune {
	return func(letter rune) rune {
		if meant(letter) {
			return -1
		}
		return letter
	}
}
