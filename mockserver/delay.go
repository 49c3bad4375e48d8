package mockserver

import (
	"context"
	"net/http"
	"time"

	"casemock/scenarios"
)

// latency is how long every answer is held back.
func (x *exchange) latency() time.Duration {
	if x.server.config.latency.Max == 0 {
		return 0
	}
	return x.server.config.latency.at(x.draw(latencyChance))
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
