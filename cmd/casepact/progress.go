package main

import (
	"fmt"
	"io"

	"casemock/cmd/internal/commandline"
	"casemock/contracts/pact"
	"casemock/contracts/printable"
)

// progressLine shows which expectation is being verified, in one line of a terminal; elsewhere it
// shows nothing.
type progressLine struct{ to io.Writer }

func newProgressLine(to io.Writer) progressLine {
	if !commandline.IsTerminal(to) {
		to = io.Discard
	}
	return progressLine{printable.Raw(to)}
}

// wholeLine goes to the start of the line and erases it.
const wholeLine = "\r\x1b[K"

func (l progressLine) tell(progress pact.Progress) {
	const longest = 78 // letters; a longer line would not go away again
	text := []rune(fmt.Sprintf("[%d/%d] %s", progress.Number, progress.Total,
		printable.Line(progress.Description)))
	if len(text) > longest {
		text = append(text[:longest-1], '…')
	}
	fmt.Fprint(l.to, wholeLine+string(text))
}

func (l progressLine) clear() { fmt.Fprint(l.to, wholeLine) }
