package verdict

import (
	"fmt"
	"slices"
	"time"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

func noRetryTime(reaction scenarios.Reaction, e *Exchange) (from, due time.Time) {
	return e.Ended, e.Ended.Add(reaction.NoRetry.For)
}

// meetNoRetry takes the same request for one too many, unless there was reason to hope.
func meetNoRetry(p *pending, met *encounter) ruling {
	parts := p.Reaction.NoRetry.Same
	switch {
	case p.isTwin(met) || p.isOver(met):
		return ruling{}
	case p.isSame(met.is()):
		return p.broken(met, func() string {
			return fmt.Sprintf("request %d has the same %s as request %d, %s after that was refused", met.N, and(parts),
				p.Answer.N, shown(met.Began.Sub(p.Answer.Ended)))
		})
	case p.isForgivenBy(met):
		return ruling{outcome: kept}
	}
	return ruling{}
}

// isForgivenBy reports whether a change may have made a request right that was refused.
func (p *pending) isForgivenBy(met *encounter) bool {
	if !met.changes || !p.hangsOnData() {
		return false
	}
	return met.Subject == p.Subject || met.Operation == caseapi.CreateCustomer
}

// hangsOnData reports whether the answer could be another one when the data is: not that of a request that was wrong in
// itself, and not that of a key.
func (p *pending) hangsOnData() bool {
	return !p.Hopeless && !slices.Contains(p.Reaction.NoRetry.Same, scenarios.SameKey)
}
