package commandline

import (
	"fmt"
	"io"

	"casemock/contracts/printable"
)

// ProgressLine shows what is being done, in one line of a terminal; elsewhere it shows nothing.
type ProgressLine struct{ to io.Writer }

// NewProgressLine is a line of what is written to, if that is a terminal.
func NewProgressLine(to io.Writer) ProgressLine {
	if !IsTerminal(to) {
		to = io.Discard
	}
	return ProgressLine{printable.Raw(to)}
}

// wholeLine goes to the start of the line and erases it.
const wholeLine = "\r\x1b[K"

// Tell puts a text in the place of the former one.
func (l ProgressLine) Tell(text string) {
	const longest = 78 // letters; a longer line would not go away again
	letters := []rune(printable.Line(text))
	if len(letters) > longest {
		letters = append(letters[:longest-1], '…')
	}
	fmt.Fprint(l.to, wholeLine+string(letters))
}

// Clear takes the line away.
func (l ProgressLine) Clear() { fmt.Fprint(l.to, wholeLine) }
