package main

import (
	"bytes"
	"io"
	"sync/atomic"
	"time"
)

const (
	// waitingLines is how many lines of the log may wait to be written.
	waitingLines = 100
	// asyncWriterTimeout is how long they may wait when nothing moves.
	asyncWriterTimeout = 500 * time.Millisecond
)

// asyncWriter writes the log from a goroutine of its own: a reader who has fallen asleep, and with it a pipe
// that is full, would hold up every request that has something to log, and the end of the server too.
// A reader who is slow is waited for. Of one who is asleep lines are lost, of which it is told when it
// wakes up.
type asyncWriter struct {
	lines  chan []byte   // nil is the last one
	ended  chan struct{} // the last one was reached
	asleep atomic.Bool
	lost   atomic.Int64
}

// newAsyncWriter makes one that writes to w, to which report writes how many lines were lost.
func newAsyncWriter(w io.Writer, report func(lost int64)) *asyncWriter {
	a := &asyncWriter{lines: make(chan []byte, waitingLines), ended: make(chan struct{})}
	go a.run(w, report)
	return a
}

func (a *asyncWriter) run(w io.Writer, report func(lost int64)) {
	defer close(a.ended)
	for line := range a.lines {
		if line != nil {
			_, _ = w.Write(line) // there is nobody to tell
			a.asleep.Store(false)
		}
		if lost := a.lost.Swap(0); lost > 0 {
			report(lost)
		}
		if line == nil {
			return
		}
	}
}

// Write takes a line. It never fails.
func (a *asyncWriter) Write(line []byte) (int, error) {
	if !a.put(bytes.Clone(line)) {
		a.lost.Add(1)
	}
	return len(line), nil
}

func (a *asyncWriter) put(line []byte) bool {
	select {
	case a.lines <- line:
		return true
	default:
	}
	if a.asleep.Load() {
		return false
	}
	select {
	case a.lines <- line:
		return true
	case <-time.After(asyncWriterTimeout):
		a.asleep.Store(true)
		return false
	}
}

// close waits until what there is is written, unless the reader is asleep. What is written later is
// lost.
func (a *asyncWriter) close() {
	if !a.put(nil) {
		return
	}
	select {
	case <-a.ended:
	case <-time.After(asyncWriterTimeout):
	}
}
