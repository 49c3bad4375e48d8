package export

import (
	"fmt"
	"io"
	"strings"
)

// Progress draws a bar on a terminal, in one line that it takes away at the end.
type Progress struct {
	to    io.Writer
	total int
	done  int
	drawn int // steps of the bar
}

// progressSteps is how wide the bar is. It is drawn anew for each hundredth.
const (
	progressWidth = 40
	progressSteps = 100
)

// NewProgress draws the bar of that many objects, at least one.
func NewProgress(to io.Writer, total int) *Progress {
	p := &Progress{to: to, total: total, drawn: -1}
	p.draw()
	return p
}

// Step notes another object.
func (p *Progress) Step() {
	p.done++
	p.draw()
}

func (p *Progress) draw() {
	steps := p.done * progressSteps / p.total
	if steps == p.drawn {
		return
	}
	p.drawn = steps
	full := steps * progressWidth / progressSteps
	fmt.Fprintf(p.to, "\r[%s%s] %3d%%  %d of %d", strings.Repeat("#", full),
		strings.Repeat(" ", progressWidth-full), steps, p.done, p.total)
}

// Clear takes the bar away.
func (p *Progress) Clear() {
	const wholeLine = "\r\x1b[K" // the terminal's "erase to the end of the line"
	fmt.Fprint(p.to, wholeLine)
}
