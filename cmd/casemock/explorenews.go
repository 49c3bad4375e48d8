package main

import (
	"fmt"
	"io"

	"casemock/cmd/internal/commandline"
	"casemock/contracts/wording"
	"casemock/scenarios/explore"
)

// exploreNews tells how far an exploration is; each finding is worth a line of its own.
type exploreNews struct {
	line     *commandline.ProgressLine
	findings int // told so far
}

func newExploreNews(to io.Writer) *exploreNews {
	return &exploreNews{line: commandline.NewProgressLine(to)}
}

func (n *exploreNews) tell(progress explore.Progress) {
	text := fmt.Sprintf("[%d/%d] %d requests, %s", progress.Sequence, progress.Sequences, progress.Requests,
		wording.Count(progress.Findings, "finding"))
	if progress.Shrinking {
		text += ", making it smaller"
	}
	if progress.Findings > n.findings {
		n.findings = progress.Findings
		n.line.Stay(text)
		return
	}
	n.line.Tell(text)
}

func (n *exploreNews) clear() { n.line.Clear() }
