package pact

import (
	"context"
	"sync"
	"time"
)

// pace spreads requests evenly, so that there are no more of them in a second than allowed.
type pace struct {
	interval time.Duration

	mutex sync.Mutex
	next  time.Time // of the next request
}

// newPace allows so many requests in a second; 0 allows any number.
func newPace(perSecond float64) *pace {
	if perSecond <= 0 {
		return nil
	}
	return &pace{interval: time.Duration(float64(time.Second) / perSecond)}
}

// wait waits for the turn of a request. On a nil pace, it is always one's turn.
func (p *pace) wait(ctx context.Context) error {
	if p == nil {
		return nil
	}
	p.mutex.Lock()
	now := time.Now()
	turn := p.next
	if turn.Before(now) {
		turn = now
	}
	p.next = turn.Add(p.interval)
	p.mutex.Unlock()
	return pause(ctx, turn.Sub(now))
}

// pause waits, unless the run ends.
func pause(ctx context.Context, length time.Duration) error {
	timer := time.NewTimer(length)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
