package verdict

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"casemock/contracts/wording"
	"casemock/mockserver/store"
	"casemock/scenarios"
)

// Ledger is what is known of a world's client: what it still owes, and what it has kept and broken. The zero value is
// ready to use; methods are safe for concurrent use.
type Ledger struct {
	// Changed is told of each record that changes, by kind and name; nil: nobody is.
	Changed func(kind, name string)

	mutex   sync.Mutex
	pending []*pending           // the oldest first
	about   map[topic][]*pending // the same by what they are about
	owed    atomic.Int64         // how many they are
	due     time.Time            // none of them has had its time before; zero: that is not known
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
	return l.owed.Load() == 0
}

// Observe judges what is pending by an exchange, and writes down what follows from its answer.
func (l *Ledger) Observe(e *Exchange, watch *Watch) {
	met := &encounter{Exchange: e, changes: e.isChange(), id: bounded(e.ID), seen: e.sighting()}
	if l.matters(met) {
		met.is() // before, since it takes too long for others to wait
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	retries := l.meet(met)
	l.settle(e.Ended, watch)
	l.note(met, retries, watch)
}

// note writes down what the exchange says by itself.
func (l *Ledger) note(met *encounter, retries map[string]int, watch *Watch) {
	for _, wrong := range met.Wrong {
		why := func() string {
			return fmt.Sprintf("request %d: %s", met.N, wording.Shorten(wrong.Message, mostWhy))
		}
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
	why := func() string {
		return fmt.Sprintf("request %d is number %d of the same requests within %s", e.N, mostIdentical+1,
			shown(e.Began.Sub(first.Began)))
	}
	l.count(rateRule(e.Operation), ruling{broken, why, []Sighting{first, e.sighting()}})
}

// meet holds an exchange against all that is pending, and returns how often the client has retried by rule.
func (l *Ledger) meet(met *encounter) (retries map[string]int) {
	for p := range l.near(met) {
		near, looked := p.Near, p.Looked
		ruled := judgeOf(p.Rule.Kind).meet(p, met)
		if ruled.outcome == undecided {
			if near != p.Near || looked != p.Looked {
				l.changedPending(p)
			}
			continue
		}
		if p.Reaction.Retry != nil && p.Request.same(met.is(), p.Reaction.Retry.Same) {
			if retries == nil {
				retries = map[string]int{}
			}
			retries[p.Rule.ID] = p.Retries + 1
		}
		l.rule(p, ruled)
	}
	return retries
}

// rule takes away what is pending, since it is decided.
func (l *Ledger) rule(p *pending, ruled ruling) {
	l.remove(p)
	l.changedPending(p)
	if ruled.outcome != settled {
		l.count(p.Rule, ruled)
	}
}

// begin writes down what a kind of reaction demands after an answer. Twins owe it once, and with the most time that
// each of them has.
func (l *Ledger) begin(kind scenarios.Kind, met *encounter, retries map[string]int, watch *Watch) {
	twin := l.twin(idOf(met.Scenario, kind), met)
	if twin == nil && l.isFull() {
		l.count(Rule{ID: unjudged}, ruling{outcome: broken})
		return
	}
	owed := newPending(kind, met, retries)
	switch {
	case kind == scenarios.RetryKind && owed.noteTwin(met, watch):
		l.count(owed.Rule, ruling{outcome: kept})
	case twin != nil:
		twin.merge(owed)
		l.changedPending(twin)
	default:
		if last := len(l.pending) - 1; last >= 0 {
			owed.Number = l.pending[last].Number + 1
		}
		l.add(owed)
		l.changedPending(owed)
	}
}

func newPending(kind scenarios.Kind, met *encounter, retries map[string]int) *pending {
	rule := ruleOf(met.Scenario, kind)
	from, due := judgeOf(rule.Kind).begin(met.Scenario.Reaction, met.Exchange)
	owed := &pending{Rule: rule, Reaction: met.Scenario.Reaction.Only(kind), Request: met.is(), Subject: met.Subject,
		Answer: met.seen, Left: met.Left, Hopeless: met.Hopeless, From: from, Due: due, Retries: retries[rule.ID]}
	owed.Wide = owed.isWide()
	return owed
}

// twin is what the rule demands already after the same request; nil: nothing.
func (l *Ledger) twin(rule string, met *encounter) *pending {
	for p := range l.near(met) {
		if p.Rule.ID == rule && p.isSame(met.is()) {
			return p
		}
	}
	return nil
}

// merge takes in what a twin owes: a request is late, or one too many, only if it is for both.
func (p *pending) merge(twin *pending) {
	p.Due = latest(p.Due, twin.Due)
	p.Left, p.Hopeless = p.Left || twin.Left, p.Hopeless && twin.Hopeless
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
	if ruled.why != nil && len(counted.Evidence) < mostEvidence {
		counted.Evidence = append(counted.Evidence, Evidence{ruled.why(), ruled.by})
	}
	if l.Changed != nil {
		l.Changed(talliedRecord, rule.ID)
	}
}

func (l *Ledger) changedPending(p *pending) {
	if l.Changed != nil {
		l.Changed(pendingRecord, store.NameOfNumber(p.Number))
	}
}

// Forgive forgets what must not be sent again since it was refused, when somebody has changed the data from outside: it
// may be right by now.
func (l *Ledger) Forgive() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for _, p := range slices.Clone(l.pending) {
		if p.Reaction.NoRetry != nil && p.hangsOnData() {
			l.rule(p, ruling{outcome: kept})
		}
	}
}
