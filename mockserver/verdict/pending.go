package verdict

import (
	"slices"
	"time"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// pending is a reaction that a client owes, or something that it must not do, after an answer.
type pending struct {
	Number   uint64             `json:"number"` // in its ledger
	Rule     Rule               `json:"rule"`
	Reaction scenarios.Reaction `json:"reaction"`
	Request  *identity          `json:"request"`
	Subject  Subject            `json:"subject"`
	Answer   Sighting           `json:"answer"`
	Left     bool               `json:"left,omitempty"` // the client did not wait for the answer
	From     time.Time          `json:"from"`           // a request that began before is a twin
	Due      time.Time          `json:"due"`            // the last moment at which a request is of the reaction's business
	Wide     bool               `json:"wide,omitempty"` // see isWide
	Retries  int                `json:"retries,omitempty"`
	Hopeless bool               `json:"hopeless,omitempty"` // see Exchange
	Near     *near              `json:"near,omitempty"`
	Looked   *Sighting          `json:"looked,omitempty"` // what became of the request
}

// near is a request that nearly was the one that is waited for: it says why it is not.
type near struct {
	Why     string   `json:"why"`
	Request Sighting `json:"request"`
	Rank    int      `json:"rank"` // how nearly
}

// note notes a request that nearly was the right one, unless there was one that was nearer.
func (p *pending) note(rank int, request Sighting, why func() string) {
	if p.Near == nil || p.Near.Rank < rank {
		p.Near = &near{why(), request, rank}
	}
}

// isTwin reports whether a request came before the answer.
func (p *pending) isTwin(met *encounter) bool { return met.Began.Before(p.From) }

// isOver reports whether a request comes too late to be of the reaction's business.
func (p *pending) isOver(met *encounter) bool { return met.Began.After(p.Due) }

// encounter is an exchange that is held against what is pending.
type encounter struct {
	*Exchange
	changes bool   // it has changed something
	id      string // as an identity has it
	seen    Sighting
	found   *identity // nil: nobody has asked for it
}

// is what the request is the same as another by.
func (e *encounter) is() *identity {
	if e.found == nil {
		e.found = e.identity()
	}
	return e.found
}

// mayMatter reports whether an exchange can be of a pending reaction's business: whoever asks for much meets hundreds
// that are about something else, so it is quick to say no.
func (e *encounter) mayMatter(p *pending) bool {
	isOfOperation := e.Operation == p.Request.Operation
	switch {
	case p.Reaction.NoRetry != nil:
		return p.Wide || isOfOperation && e.id == p.Request.ID || p.isForgivenBy(e)
	case len(p.Reaction.First) > 0:
		return isOfOperation || slices.Contains(p.Reaction.First, e.Operation)
	}
	return isOfOperation || e.Operation == ""
}

// isOfKey reports whether the reaction is about the key, whatever else is asked with it.
func (p *pending) isOfKey() bool { return slices.Contains(p.parts(), scenarios.SameKey) }

// isWide reports whether requests of other paths can be of the reaction's business.
func (p *pending) isWide() bool {
	return p.isOfKey() || !slices.Contains(p.parts(), scenarios.SamePath)
}

// isSame reports whether a request is that of the reaction, by the parts that count. One that was refused may have been
// so for a header: with another one it is not the very same.
func (p *pending) isSame(other *identity) bool {
	mended := p.Reaction.NoRetry != nil && slices.Contains(p.parts(), scenarios.SameBody) &&
		p.Request.Headers != other.Headers
	return !mended && p.Request.same(other, p.parts())
}

// operation is the one whose requests can be of the reaction's business; empty: all.
func (p *pending) operation() caseapi.OperationName {
	if p.isOfKey() {
		return ""
	}
	return p.Request.Operation
}

// parts are those by which two requests are the same to the reaction.
func (p *pending) parts() []scenarios.Part {
	switch {
	case p.Reaction.NoRetry != nil:
		return p.Reaction.NoRetry.Same
	case p.Reaction.Retry != nil:
		return p.Reaction.Retry.Same
	case p.Reaction.Stop != nil:
		return nil
	}
	return []scenarios.Part{scenarios.SamePath, scenarios.SameBody}
}

// ruling is what comes of a pending reaction.
type ruling struct {
	outcome outcome
	why     func() string // it is broken; nil: that is not said. It is asked for the first times only
	by      []Sighting    // the exchanges that show it
}

type outcome int

const (
	undecided outcome = iota
	kept
	broken
	settled // there was nothing to judge
)

// judge is what decides about a kind of reaction.
type judge struct {
	// meet is asked with each exchange that ends while the reaction is pending.
	meet func(*pending, *encounter) ruling
	// over is asked when its time is over.
	over func(*pending) ruling
	// begin says from and until when requests are of its business.
	begin func(scenarios.Reaction, *Exchange) (from, due time.Time)
	// demands reports whether the verdict is open as long as it is pending: what nobody has to do is not waited for.
	demands func(*pending) bool
}

func judgeOf(kind Kind) judge {
	switch scenarios.Kind(kind) {
	case scenarios.RetryKind:
		return judge{meetRetry, retryOver, retryTime, retryDemands}
	case scenarios.StopKind:
		return judge{meetStop, keptOver, stopTime, always}
	case scenarios.NoRetryKind:
		return judge{meetNoRetry, keptOver, noRetryTime, always}
	}
	return judge{meetFirst, firstOver, firstTime, never}
}

func always(*pending) bool { return true }
func never(*pending) bool  { return false }

// keptOver is for what must not happen.
func keptOver(*pending) ruling { return ruling{outcome: kept} }
