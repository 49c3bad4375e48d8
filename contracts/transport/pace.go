package transport

import (
	"context"
	"sync"
	"time"
)

// Pace spreads requests evenly, so that there are no more of them in a second than allowed.
type Pace struct {
	interval time.Duration

	mutex sync.Mutex
	next  time.Time // of the next request
}

// NewPace allows so many requests in a second; 0 allows any number.
func NewPace(perSecond float64) *Pace {
	if perSecond <= 0 {
		return nil
	}
	return &Pace{interval: time.Duration(float64(time.Second) / perSecond)}
}

// wait waits for the turn of a request. On a nil pace, it is always one's turn.
func (p *Pace) wait(ctx context.Context) error {
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
	return Pause(ctx, turn.Sub(now))
}

// Pause waits, unless the run ends.
func Pause(ctx context.Context, length time.Duration) error {
	timer := time.NewTimer(length)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
