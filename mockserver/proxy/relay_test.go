package proxy

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// TestHoldingEndsOnce lets the time of holding be over while the answer is judged: either one sends it, and only once.
func TestHoldingEndsOnce(t *testing.T) {
	t.Parallel()
	for range 1000 {
		to := httptest.NewRecorder()
		relay := newRelay(to, held, time.Nanosecond)
		relay.WriteHeader(http.StatusCreated)
		_, _ = relay.Write([]byte("all of it"))
		_, _, _, sent := relay.settle()
		relay.finish(http.Header{"X-Judged": {"yes"}}, false)
		if err := relay.refusal(); err != nil {
			t.Fatal(err)
		}
		relay.end()
		if body := to.Body.String(); to.Code != http.StatusCreated || body != "all of it" {
			t.Fatalf("got %d, %q", to.Code, body)
		}
		if said := to.Result().Header.Get("X-Judged") != ""; said == sent {
			t.Fatalf("sent before it was judged: %t, but says that it was judged: %t", sent, said)
		}
	}
}
