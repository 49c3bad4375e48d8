package verdict

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"casemock/contracts/wording"
	"casemock/scenarios"
)

// Ledger is what is known of a world's client: what it still owes, and what it has kept and broken. The zero value is
// ready to use; methods are safe for concurrent use.
type Ledger struct {
	// Changed is told of each record that changes, by kind and name; nil: nobody is.
	Changed func(kind, name string)

	mutex   sync.Mutex
	pending []*pending // the oldest first
	tallies map[string]*tally
}

// Bounds of what a ledger keeps.
const (
	mostPending  = 256
	mostRules    = 2000
	mostEvidence = 5 // of a rule
)

// tally is how often a rule was kept and broken.
type tally struct {
	Rule     Rule       `json:"rule"`
	Kept     uint64     `json:"kept,omitempty"`
	Broken   uint64     `json:"broken,omitempty"`
	Evidence []Evidence `json:"evidence,omitempty"` // of the first that were broken
}

// Evidence is why a rule is broken, and the exchanges that show it.
type Evidence struct {
	Why       string     `json:"why"`
	Exchanges []Sighting `json:"exchanges"`
}

// unjudged is the name of the tally of what there was no room for: its Broken counts it.
const unjudged = "unjudged"

// IsIdle reports whether nothing is pending, so that an exchange that concerns nobody changes nothing.
func (l *Ledger) IsIdle() bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return len(l.pending) == 0
}

// has reports whether something is pending that fits.
func (l *Ledger) has(fits func(*pending) bool) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return slices.ContainsFunc(l.pending, fits)
}

// Observe judges what is pending by an exchange, and writes down what follows from its answer.
func (l *Ledger) Observe(e *Exchange, watch *Watch) {
	met := &encounter{Exchange: e, changes: e.isChange(), is: &identity{}}
	if e.Concerns() || l.has(met.mayMatter) {
		met.is, met.seen = e.identity(), e.sighting() // which takes too long for others to wait
	} // else it is the same as nothing; what has come in between is after its answer
	l.mutex.Lock()
	defer l.mutex.Unlock()
	retries := l.meet(met)
	l.settle(e.Ended, watch)
	l.note(met, retries, watch)
}

// note writes down what the exchange says by itself.
func (l *Ledger) note(met *encounter, retries map[string]int, watch *Watch) {
	for _, wrong := range met.Wrong {
		why := fmt.Sprintf("request %d: %s", met.N, wording.Shorten(wrong.Message, mostWhy))
		l.count(requestRule(met.Operation, wrong), ruling{broken, why, []Sighting{met.seen}})
	}
	for _, kind := range met.reaction().Kinds() {
		l.begin(kind, met, retries, watch)
	}
}

// mostWhy is how long a message of the documents' judge may be as evidence, in letters.
const mostWhy = 300

// TooMany notes one identical request too many.
func (l *Ledger) TooMany(e *Exchange, first Sighting) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	why := fmt.Sprintf("request %d is number %d of the same requests within %s", e.N, mostIdentical+1,
		shown(e.Began.Sub(first.Began)))
	l.count(rateRule(e.Operation), ruling{broken, why, []Sighting{first, e.sighting()}})
}

// meet holds an exchange against all that is pending, and returns how often the client has retried by rule.
func (l *Ledger) meet(met *encounter) (retries map[string]int) {
	for at := 0; at < len(l.pending); {
		p := l.pending[at]
		near, looked, ruled := p.Near, p.Looked, ruling{}
		if met.mayMatter(p) {
			ruled = judgeOf(p.Rule.Kind).meet(p, met)
		}
		if ruled.outcome == undecided {
			if near != p.Near || looked != p.Looked {
				l.changed(pendingRecord, nameOf(p.Number))
			}
			at++
			continue
		}
		if p.Reaction.Retry != nil && p.Request.same(met.is, p.Reaction.Retry.Same) {
			if retries == nil {
				retries = map[string]int{}
			}
			retries[p.Rule.ID] = p.Retries + 1
		}
		l.rule(at, ruled)
	}
	return retries
}

// rule takes away what is pending at a place, since it is decided.
func (l *Ledger) rule(at int, ruled ruling) {
	p := l.pending[at]
	l.pending = slices.Delete(l.pending, at, at+1)
	l.changed(pendingRecord, nameOf(p.Number))
	if ruled.outcome != settled {
		l.count(p.Rule, ruled)
	}
}

// settle ends what has had its time: nothing comes any longer that began by then.
func (l *Ledger) settle(now time.Time, watch *Watch) {
	for at := 0; at < len(l.pending); {
		p := l.pending[at]
		if !now.After(p.Due) || watch.isBusy(p.operation(), p.Due) {
			at++
			continue
		}
		l.rule(at, judgeOf(p.Rule.Kind).over(p))
	}
}

// begin writes down what a kind of reaction demands after an answer. Twins owe it once, and with the most time that
// each of them has.
func (l *Ledger) begin(kind scenarios.Kind, met *encounter, retries map[string]int, watch *Watch) {
	rule := ruleOf(met.Scenario, kind)
	from, due := judgeOf(rule.Kind).begin(met.Scenario.Reaction, met.Exchange)
	owed := &pending{Rule: rule, Reaction: met.Scenario.Reaction.Only(kind), Request: met.is, Subject: met.Subject,
		Answer: met.seen, Left: met.Left, From: from, Due: due, Retries: retries[rule.ID]}
	owed.Wide = owed.isWide()
	isTwin := func(p *pending) bool {
		return met.mayMatter(p) && p.Rule.ID == rule.ID && p.isSame(met.is)
	}
	wasRetried := false
	if kind == scenarios.RetryKind {
		wasRetried = owed.noteTwin(met, watch)
	}
	switch at := slices.IndexFunc(l.pending, isTwin); {
	case wasRetried:
		l.count(rule, ruling{outcome: kept})
	case at >= 0:
		l.pending[at].merge(owed)
		l.changed(pendingRecord, nameOf(l.pending[at].Number))
	case len(l.pending) >= mostPending:
		l.count(Rule{ID: unjudged}, ruling{outcome: broken})
	default:
		if last := len(l.pending) - 1; last >= 0 {
			owed.Number = l.pending[last].Number + 1
		}
		l.pending = append(l.pending, owed)
		l.changed(pendingRecord, nameOf(owed.Number))
	}
}

// merge takes in what a twin owes: a request is late, or one too many, only if it is for both.
func (p *pending) merge(twin *pending) {
	p.Due = latest(p.Due, twin.Due)
	p.Left = p.Left || twin.Left
	if p.Reaction.Retry == nil {
		p.From, p.Answer = latest(p.From, twin.From), twin.Answer
	}
	p.Retries = min(p.Retries, twin.Retries)
}

// count counts what is kept or broken.
func (l *Ledger) count(rule Rule, ruled ruling) {
	counted := l.tallies[rule.ID]
	if counted == nil {
		if len(l.tallies) >= mostRules && rule.ID != unjudged {
			l.count(Rule{ID: unjudged}, ruling{outcome: broken})
			return
		}
		counted = &tally{Rule: rule}
		if l.tallies == nil {
			l.tallies = map[string]*tally{}
		}
		l.tallies[rule.ID] = counted
	}
	if ruled.outcome == kept {
		counted.Kept++
	} else {
		counted.Broken++
	}
	if ruled.why != "" && len(counted.Evidence) < mostEvidence {
		counted.Evidence = append(counted.Evidence, Evidence{ruled.why, ruled.by})
	}
	l.changed(talliedRecord, rule.ID)
}

func (l *Ledger) changed(kind, name string) {
	if l.Changed != nil {
		l.Changed(kind, name)
	}
}

// Forgive forgets what must not be sent again since it was refused, when somebody has changed the data from outside: it
// may be right by now.
func (l *Ledger) Forgive() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for at := 0; at < len(l.pending); {
		if p := l.pending[at]; p.Reaction.NoRetry == nil || !p.hangsOnData() {
			at++
			continue
		}
		l.rule(at, ruling{outcome: kept})
	}
}
