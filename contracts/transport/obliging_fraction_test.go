package transport

import (
	"net/http"
	"testing"
	"time"
)

// Limiters that count in milliseconds write fractions of a second, which RFC 9110 does not know.
func TestRetryAfterMayBeAFraction(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{"0.5": 500 * time.Millisecond, "1.25": 1250 * time.Millisecond} {
		answer := limited(text)
		if got, asked := askedToWait(&answer); !asked || got != want {
			t.Errorf("%s: got %v, %t", text, got, asked)
		}
	}
	for _, text := range []string{"-1", "NaN", "1,5", "1s"} {
		answer := limited(text)
		if got, asked := askedToWait(&answer); asked {
			t.Errorf("%s: got %v", text, got)
		}
	}
}

func limited(wait string) http.Response {
	return http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {wait}}}
}
