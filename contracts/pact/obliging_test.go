package pact

import (
	"net/http"
	"sync/atomic"
	"testing"

	"casemock/contracts/crm"
)

// TestNoServerThatLimitsRatesFails refuses every third request.
func TestNoServerThatLimitsRatesFails(t *testing.T) {
	t.Parallel()
	var asked atomic.Int64
	server, refused := crm.New(), http.StatusTooManyRequests
	limiter := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1)%3 == 0 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(refused)
			return
		}
		server.ServeHTTP(w, r)
	})
	requireNoAlarm(t, verify(t, Options{ProviderURL: serve(t, limiter)}))
}
