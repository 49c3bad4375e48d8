package main

import (
	"fmt"
	"io"
	"strings"
)

// progressBar is a line of a terminal that fills as something gets done.
type progressBar struct {
	to    io.Writer
	drawn int // hundredths
}

// tell draws the bar anew for each hundredth.
func (b *progressBar) tell(done, total int) {
	const width, hundred = 40, 100
	part := done * hundred / total
	if part == b.drawn {
		return
	}
	b.drawn = part
	full := part * width / hundred
	fmt.Fprintf(b.to, "\r[%s%s] %3d%%  %d of %d", strings.Repeat("#", full),
		strings.Repeat(" ", width-full), part, done, total)
}

// clear takes the bar away.
func (b *progressBar) clear() {
	const wholeLine = "\r\x1b[K" // the terminal's "erase to the end of the line"
	fmt.Fprint(b.to, wholeLine)
}
