package verdict

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"casemock/contracts/wording"
	"casemock/scenarios"
)

// optionalRetry is for how long a request that need not be sent again is taken for a retry.
const optionalRetry = 10 * time.Second

// retryTime is from the answer on, or from the request on where nothing is ever answered.
func retryTime(reaction scenarios.Reaction, e *Exchange) (from, due time.Time) {
	within, since := reaction.Retry.Within, e.Ended
	if within == 0 {
		within = optionalRetry
	}
	if e.isNeverAnswered() {
		since = e.Began
	}
	return e.Ended, since.Add(within)
}

// isExhausted reports whether the client has retried as often as it may.
func (p *pending) isExhausted() bool {
	most := p.Reaction.Retry.AtMost
	return most > 0 && p.Retries >= most
}

func retryDemands(p *pending) bool { return p.Reaction.Retry.Within > 0 && !p.isExhausted() }

// meetRetry takes the same request for the retry. Where the client did not wait for the answer, its retry may be there
// before the server has noticed that.
func meetRetry(p *pending, met *encounter) ruling {
	retry := p.Reaction.Retry
	twin, same := p.isTwin(met), p.Request.same(met.is(), retry.Same)
	if twin && p.Left && same && met.Began.After(p.Answer.Began) && !p.isOver(met) {
		return ruling{outcome: kept}
	}
	gap := met.Began.Sub(p.Answer.Ended)
	switch {
	case twin && same:
		p.noteSentBefore(met.seen)
	case twin:
	case !same:
		return meetOther(p, met)
	case p.isOver(met):
		p.note(nearLate, met.seen, func() string {
			return fmt.Sprintf("request %d is the same, but came %s after the answer", met.N, shown(gap))
		})
	case p.isExhausted():
		return p.broken(met, func() string {
			return fmt.Sprintf("request %d is retry number %d of one request, and there may be %d", met.N, p.Retries+1,
				retry.AtMost)
		})
	case gap < retry.NotBefore && !p.Left: // nobody knows when a client gave up
		return p.broken(met, func() string {
			return fmt.Sprintf("request %d came %s after the answer, and must not come before %s", met.N, shown(gap),
				shown(retry.NotBefore))
		})
	default:
		return ruling{outcome: kept}
	}
	return ruling{}
}

func (p *pending) noteSentBefore(request Sighting) {
	p.note(nearTwin, request, func() string {
		return fmt.Sprintf("request %d is the same, but was sent before the answer came", request.N)
	})
}

// noteTwin looks for a request that has ended while the one was under way that has a retry to come. Of a client that
// did not wait for the answer that was the retry, and faster than the news that it had left.
func (p *pending) noteTwin(met *encounter, watch *Watch) (wasRetried bool) {
	twin, found := watch.twinAfter(met.Exchange)
	if found {
		p.noteSentBefore(twin)
	}
	return found && met.Left
}

// broken is a ruling by an exchange.
func (p *pending) broken(met *encounter, why func() string) ruling {
	return ruling{broken, why, []Sighting{p.Answer, met.seen}}
}

// How nearly a request is a retry.
const (
	nearPath = iota + 1
	nearTwin
	nearLate
	nearBody
	nearSpelling
)

// meetOther looks at a request that is not the same. One that must be meant as a retry breaks what nobody has to do; it
// does not break what has to be done, since the right one may still come.
func meetOther(p *pending, met *encounter) ruling {
	if p.isOver(met) {
		return ruling{}
	}
	same := p.Reaction.Retry.Same
	request, is, meant := p.Request, met.is(), false
	switch {
	case is.Operation == "" && request.Method == is.Method && alike(request.Path, is.Path):
		meant = true
		p.note(nearSpelling, met.seen, func() string {
			return fmt.Sprintf("request %d is sent to %s, and the API has no such path", met.N, met.seen.Path)
		})
	case request.samePath(is) && slices.Contains(same, scenarios.SameBody) && !request.sameBody(is):
		meant = request.samePosts(is)
		p.note(nearBody, met.seen, func() string {
			return fmt.Sprintf("request %d goes to the same path, but its body differs from that of request %d", met.N,
				p.Answer.N)
		})
	case request.Operation == is.Operation && request.sameBody(is):
		p.note(nearPath, met.seen, func() string {
			return fmt.Sprintf("request %d has the same body, but goes to %s", met.N, met.seen.Path)
		})
	}
	if meant && p.Reaction.Retry.Within == 0 {
		return p.broken(met, func() string { return p.Near.Why })
	}
	return ruling{}
}

// alike reports whether two paths differ in nothing but slashes and capitals.
func alike(a, b string) bool {
	plain := func(path string) string { return strings.ToLower(strings.ReplaceAll(path, "/", "")) }
	return plain(a) == plain(b)
}

// retryOver is what is to be said when no retry came.
func retryOver(p *pending) ruling {
	if !retryDemands(p) {
		return ruling{outcome: settled}
	}
	why := fmt.Sprintf("request %d was not sent again within %s", p.Answer.N, shown(p.Reaction.Retry.Within))
	if p.Retries > 0 {
		why += fmt.Sprintf(", after %s", wording.Count(p.Retries, "retry"))
	}
	by := []Sighting{p.Answer}
	if p.Near != nil {
		why, by = why+": "+p.Near.Why, append(by, p.Near.Request)
	}
	return ruling{broken, func() string { return why }, by}
}
