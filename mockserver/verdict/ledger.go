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
	mostPending  = 1000
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

// Observe judges what is pending by an exchange, and writes down what follows from its answer.
func (l *Ledger) Observe(e *Exchange, watch *Watch) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	met := &encounter{e, e.identity(), e.sighting()}
	retries := l.meet(met)
	l.settle(e.Ended, watch)
	for _, wrong := range e.Wrong {
		why := fmt.Sprintf("request %d: %s", e.N, wording.Shorten(wrong.Message, mostWhy))
		l.count(requestRule(e.Operation, wrong), ruling{broken, why, []Sighting{met.seen}})
	}
	reaction := e.reaction()
	for _, kind := range reaction.Kinds() {
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
	for _, p := range slices.Clone(l.pending) {
		near, looked := p.Near, p.Looked
		ruled := judgeOf(p.Rule.Kind).meet(p, met)
		if p.Rule.Kind == Kind(scenarios.RetryKind) && ruled.outcome != undecided &&
			p.Request.same(met.is, p.Reaction.Retry.Same) {
			if retries == nil {
				retries = map[string]int{}
			}
			retries[p.Rule.ID] = p.Retries + 1
		}
		l.rule(p, ruled)
		if ruled.outcome == undecided && (near != p.Near || looked != p.Looked) {
			l.changed(pendingRecord, nameOf(p.Number))
		}
	}
	return retries
}

// rule does what a ruling says.
func (l *Ledger) rule(p *pending, ruled ruling) {
	if ruled.outcome == undecided {
		return
	}
	l.pending = slices.DeleteFunc(l.pending, func(other *pending) bool { return other == p })
	l.changed(pendingRecord, nameOf(p.Number))
	if ruled.outcome != settled {
		l.count(p.Rule, ruled)
	}
}

// settle ends what has had its time: nothing comes any longer that began by then.
func (l *Ledger) settle(now time.Time, watch *Watch) {
	for _, p := range slices.Clone(l.pending) {
		operation := p.Request.Operation
		if noRetry := p.Reaction.NoRetry; noRetry != nil && slices.Contains(noRetry.Same, scenarios.SameKey) {
			operation = ""
		}
		if now.After(p.Due) && !watch.isBusy(operation, p.Due) {
			l.rule(p, judgeOf(p.Rule.Kind).over(p))
		}
	}
}

// begin writes down what a kind of reaction demands after an answer. Twins owe it once, and with the most time that
// each of them has.
func (l *Ledger) begin(kind scenarios.Kind, met *encounter, retries map[string]int, watch *Watch) {
	rule := ruleOf(met.Scenario, kind)
	from, due := judgeOf(rule.Kind).begin(met.Scenario.Reaction, met.Exchange)
	owed := &pending{Rule: rule, Reaction: met.Scenario.Reaction.Only(kind), Request: met.is, Subject: met.Subject,
		Answer: met.seen, Left: met.Left, From: from, Due: due, Retries: retries[rule.ID]}
	isTwin := func(p *pending) bool {
		return p.Rule.ID == rule.ID && p.Request.same(met.is, p.parts())
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

// parts are those by which two answers demand the same.
func (p *pending) parts() []scenarios.Part {
	switch {
	case p.Reaction.NoRetry != nil:
		return p.Reaction.NoRetry.Same
	case p.Reaction.Stop != nil:
		return nil
	}
	return []scenarios.Part{scenarios.SamePath, scenarios.SameBody}
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
	for _, p := range slices.Clone(l.pending) {
		if p.Reaction.NoRetry != nil && p.Answer.Status != badRequest && p.hangsOnData() {
			l.rule(p, ruling{outcome: kept})
		}
	}
}
