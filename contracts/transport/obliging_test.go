package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// limiting is a server in memory: it answers one after the other, the last one for ever, and remembers
// when it was asked, and what.
type limiting struct {
	answers []http.Response
	times   []time.Duration
	bodies  []string
	started time.Time
	slow    time.Duration // before each answer
}

func (s *limiting) RoundTrip(request *http.Request) (*http.Response, error) {
	s.times = append(s.times, time.Since(s.started).Round(time.Millisecond))
	text := ""
	if request.Body != nil {
		read, _ := io.ReadAll(request.Body)
		text = string(read)
	}
	s.bodies = append(s.bodies, text)
	if Pause(request.Context(), s.slow) != nil {
		return nil, request.Context().Err()
	}
	answer := s.answers[min(len(s.times), len(s.answers))-1]
	answer.Body = io.NopCloser(strings.NewReader("said"))
	if answer.Header == nil {
		answer.Header = http.Header{}
	}
	return &answer, nil
}

func limited(status int, retryAfter string) http.Response {
	return http.Response{StatusCode: status, Header: http.Header{"Retry-After": {retryAfter}}}
}

var fine = http.Response{StatusCode: http.StatusOK}

// dated is an answer of a server whose clock is wrong by a day.
func dated(later time.Duration) http.Response {
	now := time.Now().UTC().AddDate(0, 0, 1)
	answer := limited(http.StatusServiceUnavailable, now.Add(later).Format(http.TimeFormat))
	answer.Header.Set("Date", now.Format(http.TimeFormat))
	return answer
}

func TestRetryAfterIsObeyedWithinBounds(t *testing.T) {
	t.Parallel()
	const second = time.Second
	for name, test := range map[string]struct {
		answers []http.Response
		status  int
		times   []time.Duration
	}{
		"seconds":     {[]http.Response{limited(429, "7"), fine}, 200, []time.Duration{0, 7 * second}},
		"a 503":       {[]http.Response{limited(503, " 2 "), fine}, 200, []time.Duration{0, 2 * second}},
		"a date":      {[]http.Response{dated(9 * second), fine}, 200, []time.Duration{0, 9 * second}},
		"no time":     {[]http.Response{limited(429, "0"), fine}, 200, []time.Duration{0, LeastWait}},
		"a time gone": {[]http.Response{dated(-second), fine}, 200, []time.Duration{0, LeastWait}},
		"twice": {[]http.Response{limited(429, "1"), limited(503, "2"), fine}, 200,
			[]time.Duration{0, second, 3 * second}},
		"an hour":       {[]http.Response{limited(429, "3600"), fine}, 429, []time.Duration{0}},
		"an age":        {[]http.Response{limited(429, "99999999999999999999"), fine}, 429, []time.Duration{0}},
		"no sense":      {[]http.Response{limited(429, "soon"), fine}, 429, []time.Duration{0}},
		"no header":     {[]http.Response{{StatusCode: 503}, fine}, 503, []time.Duration{0}},
		"of another":    {[]http.Response{limited(500, "1"), fine}, 500, []time.Duration{0}},
		"over a minute": {[]http.Response{limited(429, "25")}, 429, []time.Duration{0, 25 * second, 50 * second}},
		"for ever": {[]http.Response{limited(429, "1")}, 429,
			[]time.Duration{0, second, 2 * second, 3 * second, 4 * second, 5600 * time.Millisecond}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server := &limiting{answers: test.answers, started: time.Now()}
				client := Obliging(&http.Client{Transport: server}, nil)
				response, err := client.Post("http://crm.invalid", "text/plain", strings.NewReader("new"))
				if err != nil {
					t.Fatal(err)
				}
				_ = response.Body.Close()
				if response.StatusCode != test.status {
					t.Errorf("the last answer is a %d, want %d", response.StatusCode, test.status)
				}
				requireSame(t, server.times, test.times)
				for _, body := range server.bodies {
					if body != "new" {
						t.Errorf("sent %q", server.bodies)
					}
				}
			})
		})
	}
}

func requireSame(t *testing.T, got, want []time.Duration) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("sent at %v, want %v", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("sent at %v, want %v", got, want)
		}
	}
}

func get(ctx context.Context, t *testing.T, client *http.Client) (int, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://crm.invalid", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

func TestWhatWasInVainIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &limiting{answers: []http.Response{limited(429, "3600"), limited(429, "1"), fine,
			limited(429, "1"), fine}, started: time.Now()}
		client := Obliging(&http.Client{Transport: server}, nil)
		for _, want := range []int{429, 429, 200, 200} {
			if status, err := get(t.Context(), t, client); status != want {
				t.Fatalf("got %d, %v, want %d", status, err, want)
			}
		}
		requireSame(t, server.times, []time.Duration{0, 0, 0, 0, time.Second})
	})
}

func TestAnExpectedStatusIsAnAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &limiting{answers: []http.Response{limited(503, "1"), fine}, started: time.Now()}
		client := Obliging(&http.Client{Transport: server}, nil)
		if status, err := get(Expecting(t.Context(), 503), t, client); status != 503 {
			t.Errorf("got %d, %v", status, err)
		}
	})
}

func TestWaitingEndsWithTheRun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &limiting{answers: []http.Response{limited(503, "30")}, started: time.Now()}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := get(ctx, t, Obliging(&http.Client{Transport: server}, NewPace(1)))
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(server.started) != time.Second {
			t.Errorf("got %v after %s", err, time.Since(server.started))
		}
	})
}

func TestTheTimeLimitIsThatOfATry(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &limiting{answers: []http.Response{limited(503, "30"), fine}, started: time.Now(),
			slow: time.Second}
		client := Obliging(&http.Client{Transport: server, Timeout: 2 * time.Second}, nil)
		if status, err := get(t.Context(), t, client); status != 200 {
			t.Errorf("got %d, %v", status, err)
		}
		server.slow = 3 * time.Second
		if _, err := get(t.Context(), t, client); !IsLate(PlainReason(err)) {
			t.Errorf("got %v, want that it is late", err)
		}
	})
}

func TestAPaceIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &limiting{answers: []http.Response{fine, limited(429, "0"), fine}, started: time.Now()}
		client := Obliging(&http.Client{Transport: server}, NewPace(0.5))
		for range 3 {
			if status, err := get(t.Context(), t, client); status != 200 {
				t.Fatalf("got %d, %v", status, err)
			}
		}
		requireSame(t, server.times, []time.Duration{0, 2 * time.Second, 4 * time.Second, 6 * time.Second})
	})
}

// Limiters that count in milliseconds write fractions of a second, which RFC 9110 does not know.
func TestRetryAfterMayBeAFraction(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{"0.5": 500 * time.Millisecond, "1.25": 1250 * time.Millisecond} {
		answer := limited(http.StatusTooManyRequests, text)
		if got, asked := askedToWait(&answer); !asked || got != want {
			t.Errorf("%s: got %v, %t", text, got, asked)
		}
	}
	for _, text := range []string{"-1", "NaN", "1,5", "1s"} {
		answer := limited(http.StatusTooManyRequests, text)
		if got, asked := askedToWait(&answer); asked {
			t.Errorf("%s: got %v", text, got)
		}
	}
}
