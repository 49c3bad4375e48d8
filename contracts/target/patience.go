package target

import (
	"context"
	"net/http"
	"time"

	"casemock/contracts/transport"
)

// Patience asks again, for servers whose reads lag behind their writes, or whose parts lag behind one
// another.
type Patience struct {
	limit  time.Duration
	inVain int // how often it was, since it was not
}

// NewPatience is patient for so long each time; a negative limit is none.
func NewPatience(limit time.Duration) *Patience { return &Patience{limit: limit} }

// Limit is how long it lasts.
func (p *Patience) Limit() time.Duration { return p.limit }

// few is how often in a row patience is in vain before it ends for good.
const few = 3

// Spent reports whether nothing is waited for any more.
func (p *Patience) Spent() bool { return p.inVain >= few }

// Until asks until the answer is right, or patience ends. It asks once in any case, and no more than that
// when patience was in vain a few times in a row: then the server is not slow, but wrong.
func (p *Patience) Until(ctx context.Context, right func() bool) {
	const firstPause = 50 * time.Millisecond
	if right() {
		return
	}
	length, end := firstPause, time.Now().Add(p.limit)
	for ; !p.Spent() && time.Now().Before(end); length *= 2 {
		if transport.Pause(ctx, min(length, time.Until(end))) != nil {
			return
		}
		if right() {
			p.inVain = 0
			return
		}
	}
	p.inVain++
}

// UnknownYet reports whether a server may answer so while a customer or a case, whose id is in
// the path or in the body, is not known to it yet.
func UnknownYet(status int) bool {
	switch status {
	case http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity:
		return true
	}
	return false
}
