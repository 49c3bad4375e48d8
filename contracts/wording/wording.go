// Package wording has what messages are put together from: the nearest word to one that is unknown, lists
// that end in or, and texts that are cut short.
//
// It holds what says the same in many places and is right or wrong as a sentence. What says something about
// cases or files stands there.
package wording

import (
	"fmt"
	"strings"
)

// Shorten leaves so many characters of a text, and an ellipsis for what is cut.
func Shorten(text string, most int) string {
	if len(text) <= most {
		return text
	}
	count := 0
	for at := range text {
		if count == most {
			return text[:at] + "…"
		}
		count++
	}
	return text
}

// Or lists things as in a, b or c.
func Or[T any](things []T) string {
	texts := make([]string, len(things))
	for i, thing := range things {
		texts[i] = fmt.Sprint(thing)
	}
	if len(texts) < 2 {
		return strings.Join(texts, "")
	}
	last := len(texts) - 1
	return strings.Join(texts[:last], ", ") + " or " + texts[last]
}

// Count writes a number of things, as in 1 file and 2 files, 1 story and 2 stories.
func Count(number int, thing string) string {
	if number == 1 {
		return "1 " + thing
	}
	if stem, found := strings.CutSuffix(thing, "y"); found {
		thing = stem + "ie"
	}
	return fmt.Sprintf("%d %ss", number, thing)
}
