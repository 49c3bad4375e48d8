package verdict

import (
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
	case p.Request.same(met.is, parts):
		return p.broken(met, "request %d has the same %s as request %d, %s after that was refused", met.N, and(parts),
			p.Answer.N, shown(met.Began.Sub(p.Answer.Ended)))
	case p.isForgivenBy(met.Exchange):
		return ruling{outcome: kept}
	}
	return ruling{}
}

// isForgivenBy reports whether a change may have made a request right that was refused: not one that was wrong in
// itself.
func (p *pending) isForgivenBy(e *Exchange) bool {
	if p.Answer.Status == badRequest || !p.hangsOnData() || !e.isChange() {
		return false
	}
	return e.Subject == p.Subject || e.Operation == caseapi.CreateCustomer
}

// hangsOnData reports whether the answer could be another one when the data is.
func (p *pending) hangsOnData() bool {
	for _, part := range p.Reaction.NoRetry.Same {
		if part == scenarios.SameKey {
			return false
		}
	}
	return true
}
