package main

import (
	"fmt"
	"io"

	"casemock/cmd/internal/commandline"
	"casemock/contracts/wording"
	"casemock/scenarios/explore"
)

// exploreNews tells how far an exploration is: in one line of a terminal that always changes, elsewhere in a
// line now and then.
type exploreNews struct {
	line       commandline.ProgressLine
	log        io.Writer // nil on a terminal
	findings   int       // told so far
	nextLogged int       // sequence
}

// everyLogged is how many sequences there are between two lines.
const everyLogged = 25

func newExploreNews(to io.Writer) *exploreNews {
	news := &exploreNews{line: commandline.NewProgressLine(to), nextLogged: everyLogged}
	if !commandline.IsTerminal(to) {
		news.log = to
	}
	return news
}

func (n *exploreNews) tell(progress explore.Progress) {
	text := fmt.Sprintf("[%d/%d] %d requests, %s", progress.Sequence, progress.Sequences, progress.Requests,
		wording.Count(progress.Findings, "finding"))
	if progress.Shrinking {
		text += ", making it smaller"
	}
	n.line.Tell(text)
	if n.log != nil && (progress.Findings > n.findings || progress.Sequence > n.nextLogged) {
		fmt.Fprintln(n.log, text)
		n.findings = progress.Findings
		n.nextLogged = progress.Sequence + everyLogged - 1
	}
}

func (n *exploreNews) clear() { n.line.Clear() }
