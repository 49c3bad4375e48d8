package transport

import (
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// DefaultTimeout is how long one request may take where nobody says otherwise.
const DefaultTimeout = 30 * time.Second

// How far a server's Retry-After is obeyed, for one request.
const (
	mostRetries = 5
	longestWait = time.Minute // altogether; who asks for more is not waited for
	// LeastWait is the first pause of one who asks for none; each further one is twice as long.
	LeastWait = 100 * time.Millisecond
)

// Obliging makes a client do what a server may ask of it:
//
//   - A 429 or 503 with Retry-After, in seconds or as a date, is tried again after that time, at
//     most five times and for a minute altogether. Once that was in vain, the next requests are
//     sent once, until one of them is answered otherwise. Without the header, a status is an answer.
//   - A connection that was kept, and that the server closed before a byte of an answer came, is
//     replaced by a new one: a server may close one at any time, so it has most probably not seen
//     the request. On a new connection, no answer is no answer.
//   - No more requests are sent than the pace allows; nil allows any number.
//
// The client's time limit is then that of each try with the body of its answer, without the
// waiting.
func Obliging(client *http.Client, pace *Pace) *http.Client {
	next := client.Transport
	if next == nil {
		next = http.DefaultTransport
	}
	made := *client
	made.Transport = &obligingTransport{next: next, timeout: client.Timeout, pace: pace}
	made.Timeout = 0
	return &made
}

type obligingTransport struct {
	next    http.RoundTripper
	timeout time.Duration // 0: none
	pace    *Pace
	inVain  atomic.Bool // a request was tried as often as may be, and none was answered since
}

// RoundTrip sends a request as often as it takes.
func (t *obligingTransport) RoundTrip(request *http.Request) (*http.Response, error) {
	waited := time.Duration(0)
	for try := 0; ; try++ {
		response, err := t.try(request)
		if err != nil {
			return nil, err
		}
		wait, asked := askedToWait(response)
		if !asked || isExpected(request.Context(), response.StatusCode) {
			t.inVain.Store(false)
			return response, nil
		}
		wait = max(wait, LeastWait<<try)
		waited += wait
		if t.inVain.Load() || try == mostRetries || waited > longestWait || !sendable(request) {
			t.inVain.Store(true)
			return response, nil
		}
		_, _ = io.CopyN(io.Discard, response.Body, largestExcerpt) // else the connection is lost
		_ = response.Body.Close()
		if err := Pause(request.Context(), wait); err != nil {
			return nil, err
		}
	}
}

// largestExcerpt is how much of a body is read that nobody wants.
const largestExcerpt = 64 << 10

// sendable reports whether a request can be sent again.
func sendable(request *http.Request) bool {
	return request.Body == nil || request.Body == http.NoBody || request.GetBody != nil
}

// try sends a request once, at the pace and within the time limit.
func (t *obligingTransport) try(request *http.Request) (*http.Response, error) {
	if err := t.pace.wait(request.Context()); err != nil {
		return nil, err
	}
	ctx, cancel := request.Context(), context.CancelFunc(func() {})
	if t.timeout > 0 {
		ctx, cancel = context.WithTimeout(ctx, t.timeout)
	}
	sent := request.Clone(ctx)
	if request.GetBody != nil {
		body, err := request.GetBody()
		if err != nil {
			cancel()
			return nil, fmt.Errorf("sending the body again: %w", err)
		}
		sent.Body = body
	}
	if _, given := sent.Header["Idempotency-Key"]; !given {
		// Without a value it is not sent, and makes net/http replace a kept connection for writes, too.
		sent.Header["Idempotency-Key"] = nil
	}
	response, err := t.next.RoundTrip(sent)
	if err != nil {
		cancel()
		return nil, err
	}
	response.Body = &limitedBody{response.Body, cancel}
	return response, nil
}

// CloseIdleConnections is what [http.Client.CloseIdleConnections] looks for.
func (t *obligingTransport) CloseIdleConnections() {
	if next, ok := t.next.(interface{ CloseIdleConnections() }); ok {
		next.CloseIdleConnections()
	}
}

// limitedBody ends the time limit of a request with its answer.
type limitedBody struct {
	io.ReadCloser
	cancel context.CancelFunc
}

// Close closes the body.
func (b *limitedBody) Close() error {
	defer b.cancel()
	return b.ReadCloser.Close()
}

// askedToWait is how long a server wants its client to wait. A date is read beside the server's own
// clock, if it tells the time: ours may be another.
func askedToWait(response *http.Response) (time.Duration, bool) {
	limited := response.StatusCode == http.StatusTooManyRequests ||
		response.StatusCode == http.StatusServiceUnavailable
	text := strings.TrimSpace(response.Header.Get("Retry-After"))
	if !limited || text == "" {
		return 0, false
	}
	// RFC 9110 knows whole seconds alone; limiters that write 0.5 mean what they say.
	if seconds, err := strconv.ParseFloat(text, 64); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, math.MaxInt32) * float64(time.Second)), true
	}
	then, err := http.ParseTime(text)
	if err != nil {
		return 0, false
	}
	now, err := http.ParseTime(response.Header.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	return then.Sub(now), true
}

type expectedStatus struct{}

// Expecting marks requests whose answer is expected to have the status: it is then no reason to
// send them again.
func Expecting(ctx context.Context, status int) context.Context {
	return context.WithValue(ctx, expectedStatus{}, status)
}

func isExpected(ctx context.Context, status int) bool {
	expected, _ := ctx.Value(expectedStatus{}).(int)
	return expected == status
}
