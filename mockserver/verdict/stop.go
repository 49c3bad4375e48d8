package verdict

import (
	"fmt"
	"time"

	"casemock/scenarios"
)

func stopTime(reaction scenarios.Reaction, e *Exchange) (from, due time.Time) {
	return e.Ended, e.Ended.Add(reaction.Stop.For)
}

// meetStop takes any request of the operation for one too many.
func meetStop(p *pending, met *encounter) ruling {
	if met.Operation != p.Rule.Operation || p.isTwin(met) || p.isOver(met) {
		return ruling{}
	}
	return p.broken(met, func() string {
		return fmt.Sprintf("request %d is another %s, %s after the answer to request %d", met.N, met.Operation,
			shown(met.Began.Sub(p.Answer.Ended)), p.Answer.N)
	})
}
