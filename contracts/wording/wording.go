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

// Wrap breaks a text into lines of at most width letters, at spaces where it can. Line breaks of
// the text stay.
func Wrap(text string, width int) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines = append(lines, wrapLine(paragraph, width)...)
	}
	return lines
}

// wrapLine keeps the indentation, which is that of JSON, on the first line.
func wrapLine(text string, width int) []string {
	letters := []rune(strings.ReplaceAll(text, "\t", "    "))
	var lines []string
	for len(letters) > width {
		at := breakAt(letters, width)
		lines = append(lines, strings.TrimRight(string(letters[:at]), " "))
		letters = []rune(strings.TrimLeft(string(letters[at:]), " "))
	}
	return append(lines, string(letters))
}

// breakAt is after the last space that fits, or in the middle of a word that does not.
func breakAt(letters []rune, width int) int {
	for at := width; at > width/2; at-- {
		if letters[at] == ' ' {
			return at
		}
	}
	return width
}
