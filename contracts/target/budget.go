package target

import (
	"errors"
	"net/http"
	"sync/atomic"
)

// ErrBudget says that a request was not sent, since the budget is spent.
var ErrBudget = errors.New("the budget of requests is spent")

// counting counts what is sent, and sends no more than the budget.
type counting struct {
	next   http.RoundTripper
	budget int64 // 0: any number
	sent   atomic.Int64
}

// RoundTrip sends a request.
func (c *counting) RoundTrip(request *http.Request) (*http.Response, error) {
	if sent := c.sent.Add(1); c.budget > 0 && sent > c.budget {
		c.sent.Add(-1)
		if request.Body != nil {
			_ = request.Body.Close()
		}
		return nil, ErrBudget
	}
	return c.next.RoundTrip(request)
}

// CloseIdleConnections is what [http.Client.CloseIdleConnections] looks for.
func (c *counting) CloseIdleConnections() {
	if next, ok := c.next.(interface{ CloseIdleConnections() }); ok {
		next.CloseIdleConnections()
	}
}
