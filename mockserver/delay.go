package mockserver

import (
	"context"
	"time"

	"casemock/scenarios"
)

// delay is how long the answer is to be held back.
func (x *exchange) delay(result answer) time.Duration {
	delay := result.delay
	if result.fault == scenarios.SlowBody {
		delay = 0 // its body takes it up
	}
	if latency := x.server.config.latency; latency.Max > 0 {
		delay += latency.at(x.draw(latencyChance))
	}
	return delay
}

// wait holds the answer back as long as it should be; false when the client has left meanwhile. A client
// whose body does not come to an end is not waited for: nobody would notice that it leaves.
func (x *exchange) wait(result answer) bool {
	x.readBody()
	delay := x.delay(result)
	if delay <= 0 && result.fault != scenarios.SlowBody {
		return true
	}
	if !drain(x.request) {
		x.body.cut = true
		return true
	}
	return pause(x.request.Context(), delay)
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
