package commandline

import (
	"fmt"
	"io"
	"sync"
	"time"

	"casemock/contracts/printable"
)

// ProgressLine shows what is being done: in one line of a terminal that always changes, elsewhere, such as in the
// log of a CI server, in a line every ten seconds.
type ProgressLine struct {
	to         io.Writer
	isTerminal bool
	stop       func()

	mutex sync.Mutex
	text  string // the last one, elsewhere than on a terminal
}

// everyLogged is the time between two lines that stay.
const everyLogged = 10 * time.Second

// NewProgressLine begins a line, which [ProgressLine.Clear] ends.
func NewProgressLine(to io.Writer) *ProgressLine {
	if IsTerminal(to) {
		return &ProgressLine{to: printable.Raw(to), isTerminal: true, stop: func() {}}
	}
	ticker := time.NewTicker(everyLogged)
	line := newLoggedLine(to, ticker.C)
	end := line.stop
	line.stop = func() { ticker.Stop(); end() }
	return line
}

// newLoggedLine writes the last text with each tick.
func newLoggedLine(to io.Writer, ticks <-chan time.Time) *ProgressLine {
	ended := make(chan struct{})
	line := &ProgressLine{to: to, stop: sync.OnceFunc(func() { close(ended) })}
	go func() {
		for {
			select {
			case <-ended:
				return
			case <-ticks:
				line.log()
			}
		}
	}()
	return line
}

// log writes the last text, if there is one.
func (l *ProgressLine) log() {
	l.mutex.Lock()
	text := l.text
	l.mutex.Unlock()
	if text != "" {
		fmt.Fprintln(l.to, text) // without the lock: its reader may have fallen asleep
	}
}

// wholeLine goes to the start of the line and erases it.
const wholeLine = "\r\x1b[K"

// Tell puts a text in the place of the former one.
func (l *ProgressLine) Tell(text string) {
	const longest = 78 // letters; a longer line would not go away again
	letters := []rune(printable.Line(text))
	if len(letters) > longest {
		letters = append(letters[:longest-1], '…')
	}
	if l.isTerminal {
		fmt.Fprint(l.to, wholeLine+string(letters))
		return
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.text = string(letters)
}

// Stay writes a text that is worth a line of its own wherever lines stay.
func (l *ProgressLine) Stay(text string) {
	l.Tell(text)
	if !l.isTerminal {
		l.log()
	}
}

// Clear takes the line away, and ends it.
func (l *ProgressLine) Clear() {
	l.stop()
	if l.isTerminal {
		fmt.Fprint(l.to, wholeLine)
	}
}
