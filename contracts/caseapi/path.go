package caseapi

import (
	"strconv"
	"strings"
	"unicode"

	"casemock/contracts/wording"
)

// step leads from a value to one inside it: to a property, or to an element where the index is not
// negative.
type step struct {
	name  string
	index int
}

func named(name string) step { return step{name, -1} }

func indexed(index int) step { return step{"", index} }

// pathOf writes steps as a JSON path: interactions[0].author.handle.
func pathOf(steps []step) string {
	path := ""
	for _, step := range steps {
		path = step.below(path)
	}
	return path
}

// below writes the JSON path of what the step leads to from a value with that path.
func (s step) below(path string) string {
	if s.index >= 0 {
		return path + "[" + strconv.Itoa(s.index) + "]"
	}
	name := cut(s.name)
	switch {
	case !isPlainName(name):
		return path + "[" + strconv.Quote(name) + "]"
	case path == "":
		return name
	}
	return path + "." + name
}

// isPlainName reports whether a name can stand in a path without quotes.
func isPlainName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_-$@…", r)
	})
}

// longestEcho bounds how much of what a client sent is repeated to it, in characters.
const longestEcho = 60

// cut shortens a text that is too long to be repeated.
func cut(text string) string { return wording.Shorten(text, longestEcho) }
