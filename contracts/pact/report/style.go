package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"casemock/contracts/pact"
)

// Style says how the console is written.
type Style struct {
	Colour bool
	Width  int // columns; 0 means 100, and fewer than 40 are taken for 40
}

// Bounds of the width.
const (
	defaultWidth = 100
	leastWidth   = 40
)

func (s Style) width() int {
	if s.Width == 0 {
		return defaultWidth
	}
	return max(s.Width, leastWidth)
}

// The escape sequences of terminals.
const (
	bold   = "\x1b[1m"
	dim    = "\x1b[2m"
	red    = "\x1b[31m"
	green  = "\x1b[32m"
	yellow = "\x1b[33m"
	plain  = "\x1b[0m"
)

// painted is a text that a terminal can be given as it is.
type painted string

func (s Style) paint(how, text string) painted {
	text = printable(text)
	if !s.Colour || text == "" {
		return painted(text)
	}
	return painted(how + text + plain)
}

// printable writes control characters as escapes: a server's answer must not steer a terminal, and
// XML cannot hold them.
func printable(text string) string {
	if !strings.ContainsFunc(text, unprintable) {
		return text
	}
	var clean strings.Builder
	for _, letter := range text {
		if unprintable(letter) {
			fmt.Fprintf(&clean, `\u%04x`, letter)
		} else {
			clean.WriteRune(letter)
		}
	}
	return clean.String()
}

func unprintable(letter rune) bool {
	if letter == '\n' || letter == '\t' {
		return false
	}
	return unicode.IsControl(letter) || letter >= utf8.RuneError && letter <= '\uFFFF'
}

func colourOf(verdict pact.Verdict) string {
	switch verdict {
	case pact.Verified:
		return green
	case pact.Broken:
		return red
	case pact.Waived, pact.NotExercised:
		return yellow
	}
	return dim
}
