package mockserver

import (
	"context"
	"io"
	"net/http"
	"time"

	"casemock/mockserver/sandbox"
	"casemock/mockserver/surprises"
	"casemock/scenarios"
)

// send answers the request, whole or broken as the answer's fault says, but for the very end, which the
// function does that it returns. What it returns besides is what was sent of the answer, for the journal.
func (a answer) send(w http.ResponseWriter, r *http.Request, body *requestBody) (sent answer, end func()) {
	switch {
	case a.breaksOff():
		return a.breakOff(w, r, body)
	case a.relay != nil:
		if !pause(r.Context(), a.delay) {
			return a.unsent(), abort
		}
		return a.relay(w, a)
	case a.isNone() || !a.wait(r, body):
		return a.unsent(), abort // the client has left
	}
	var err error
	switch a.fault {
	case scenarios.MalformedJSON:
		a.Body = sandbox.Body{a.Body.Head(a.Body.Len() / 2)}
		err = a.write(w)
	case scenarios.SlowBody:
		err = a.writeSlowly(r.Context(), w)
	default:
		if a.delivery == (surprises.Delivery{}) {
			err = a.write(w)
		} else {
			err = a.deliver(w)
		}
	}
	a.met = err == nil && !body.cut && r.Context().Err() == nil
	return a, func() {} // net/http does it
}

// wait holds the answer back as long as it should be; false when the client has left meanwhile. A client
// whose body does not come to an end is not waited for: nobody would notice that it leaves.
func (a answer) wait(r *http.Request, body *requestBody) bool {
	body.read()
	if a.delay <= 0 && a.fault != scenarios.SlowBody {
		return true
	}
	if !body.drain() {
		body.cut = true
		return true
	}
	return pause(r.Context(), a.delay)
}

// write sends the answer whole. net/http keeps its last byte until the handler returns.
func (a answer) write(w http.ResponseWriter) error {
	a.writeHead(w)
	if a.Body.Len() <= heldBack {
		return a.writeBody(w)
	}
	return a.writeBody(lastApart{w})
}

// heldBack is how much net/http keeps at least of what is written until the handler returns, in bytes.
const heldBack = 1 << 10

// lastApart writes the last byte of each piece apart from the others. net/http sends a large piece at once,
// and with it, nobody could do anything any longer before the client has the whole answer.
type lastApart struct{ to io.Writer }

func (w lastApart) Write(data []byte) (int, error) {
	last := max(len(data)-1, 0)
	written, err := w.to.Write(data[:last])
	if err != nil {
		return written, err
	}
	more, err := w.to.Write(data[last:])
	return written + more, err
}

// slowParts is in how many parts a slow body is sent at most.
const slowParts = 20

// writeSlowly sends the body in parts; the client may leave in between.
func (a answer) writeSlowly(ctx context.Context, w http.ResponseWriter) error {
	a.writeHead(w)
	length := max(a.Body.Len(), 1)
	part := (length + slowParts - 1) / slowParts
	parts := (length + part - 1) / part
	return a.writeBody(&slowWriter{ctx: ctx, to: w, part: part, gap: a.trickle / time.Duration(parts)})
}

// slowWriter waits before each part.
type slowWriter struct {
	ctx  context.Context
	to   http.ResponseWriter
	part int // bytes
	gap  time.Duration
	left int // of the part under way, in bytes
}

func (s *slowWriter) Write(data []byte) (written int, err error) {
	for written < len(data) {
		if s.left == 0 {
			if err := s.next(); err != nil {
				return written, err
			}
		}
		piece := data[written:min(len(data), written+s.left)]
		count, err := lastApart{s.to}.Write(piece)
		written, s.left = written+count, s.left-count
		if err != nil {
			return written, err
		}
	}
	return written, nil
}

// next sends what was written so far and waits for the next part's turn.
func (s *slowWriter) next() error {
	if err := http.NewResponseController(s.to).Flush(); err != nil {
		return err
	}
	if !pause(s.ctx, s.gap) {
		return s.ctx.Err()
	}
	s.left = s.part
	return nil
}

// pause waits, unless the context ends first; false when it did.
func pause(ctx context.Context, delay time.Duration) bool {
	if delay <= 0 {
		return true
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
