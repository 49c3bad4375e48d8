package report

import "casemock/contracts/printable"

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
	text = printable.Escape(text)
	if !s.Colour || text == "" {
		return painted(text)
	}
	return painted(how + text + plain)
}

func colourOf(verdict Verdict) string {
	switch verdict {
	case Verified:
		return green
	case Broken:
		return red
	case Waived, NotExercised, Pending, Open:
		return yellow
	}
	return dim
}
