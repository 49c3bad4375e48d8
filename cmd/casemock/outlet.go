package main

import (
	"bytes"
	"io"
	"sync/atomic"
	"time"
)

const (
	// outletLines is how many lines of the log may wait to be written.
	outletLines = 100
	// outletPatience is how long they may wait when nothing moves.
	outletPatience = 500 * time.Millisecond
)

// outlet writes the log from a goroutine of its own: a reader who has fallen asleep, and with it a pipe
// that is full, would hold up every request that has something to log, and the end of the server too.
// A reader who is slow is waited for. Of one who is asleep lines are lost, of which it is told when it
// wakes up.
type outlet struct {
	lines  chan []byte   // nil is the last one
	ended  chan struct{} // the last one was reached
	asleep atomic.Bool
	lost   atomic.Int64
}

// newOutlet makes an outlet to w, to which report writes how many lines were lost.
func newOutlet(w io.Writer, report func(lost int64)) *outlet {
	o := &outlet{lines: make(chan []byte, outletLines), ended: make(chan struct{})}
	go o.run(w, report)
	return o
}

func (o *outlet) run(w io.Writer, report func(lost int64)) {
	defer close(o.ended)
	for line := range o.lines {
		if line != nil {
			_, _ = w.Write(line) // there is nobody to tell
			o.asleep.Store(false)
		}
		if lost := o.lost.Swap(0); lost > 0 {
			report(lost)
		}
		if line == nil {
			return
		}
	}
}

// Write takes a line. It never fails.
func (o *outlet) Write(line []byte) (int, error) {
	if !o.put(bytes.Clone(line)) {
		o.lost.Add(1)
	}
	return len(line), nil
}

func (o *outlet) put(line []byte) bool {
	select {
	case o.lines <- line:
		return true
	default:
	}
	if o.asleep.Load() {
		return false
	}
	select {
	case o.lines <- line:
		return true
	case <-time.After(outletPatience):
		o.asleep.Store(true)
		return false
	}
}

// close waits until what there is is written, unless the reader is asleep. What is written later is
// lost.
func (o *outlet) close() {
	if !o.put(nil) {
		return
	}
	select {
	case <-o.ended:
	case <-time.After(outletPatience):
	}
}
