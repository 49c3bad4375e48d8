package verdict

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"casemock/contracts/caseapi"
)

// Verdict is what comes of a rule.
type Verdict string

// The verdicts, the one first that a rule gets when several would do.
const (
	Broken       Verdict = "broken"
	Open         Verdict = "open" // the client may still do it, or its time is not over
	Kept         Verdict = "kept"
	NotExercised Verdict = "not exercised" // no answer asked for it
)

// Judgement is what comes of a rule, and why.
type Judgement struct {
	Rule
	Verdict  Verdict    `json:"verdict"`
	Kept     uint64     `json:"kept"`
	Broken   uint64     `json:"broken"`
	Open     int        `json:"open"`
	Until    *time.Time `json:"until,omitempty"` // all that is open is decided by then
	Evidence []Evidence `json:"evidence"`        // of the first that were broken
}

// Judged is the verdict about a world's client.
type Judged struct {
	Rules    []Judgement `json:"rules"`
	Open     int         `json:"open"`     // reactions that are not decided
	Underway int         `json:"underway"` // requests that are not answered
	Unjudged uint64      `json:"unjudged"` // reactions that there was no room for
}

// Judge says what comes of the rules, and of those that were met besides. Called tells which operations were; what
// holds for each request of them was kept, unless it was broken.
func (l *Ledger) Judge(now time.Time, watch *Watch, rules []Rule, called func(caseapi.OperationName) bool) Judged {
	present := l.snapshot()
	present.settle(now, watch)
	table := &judgements{byID: map[string]*Judgement{}}
	for _, rule := range rules {
		table.find(rule)
	}
	judged := Judged{Rules: []Judgement{}, Underway: watch.Busy()}
	for _, id := range slices.Sorted(maps.Keys(present.tallies)) {
		counted := present.tallies[id]
		if id == unjudged {
			judged.Unjudged = counted.Broken
			continue
		}
		about := table.find(counted.Rule)
		about.Kept, about.Broken = counted.Kept, counted.Broken
		about.Evidence = append(about.Evidence, counted.Evidence...)
	}
	for _, p := range present.pending {
		if judgeOf(p.Rule.Kind).demands(p) {
			table.find(p.Rule).open(p.Due)
			judged.Open++
		}
	}
	for _, about := range table.all {
		about.Verdict = about.verdict(called)
		judged.Rules = append(judged.Rules, *about)
	}
	slices.SortStableFunc(judged.Rules, func(a, b Judgement) int { return cmp.Compare(placeOf(a), placeOf(b)) })
	return judged
}

// judgements are those that are being made, each rule once.
type judgements struct {
	all  []*Judgement
	byID map[string]*Judgement
}

func (j *judgements) find(rule Rule) *Judgement {
	found := j.byID[rule.ID]
	if found == nil {
		found = &Judgement{Rule: rule, Evidence: []Evidence{}}
		j.byID[rule.ID] = found
		j.all = append(j.all, found)
	}
	return found
}

// open counts a reaction that is not decided before that time.
func (j *Judgement) open(due time.Time) {
	j.Open++
	if j.Until == nil || due.After(*j.Until) {
		j.Until = &due
	}
}

func (j *Judgement) verdict(called func(caseapi.OperationName) bool) Verdict {
	isGeneral := j.Kind == RateKind || j.Kind == RequestKind
	switch {
	case j.Broken > 0:
		return Broken
	case j.Open > 0:
		return Open
	case j.Kept > 0 || isGeneral && called(j.Operation):
		return Kept
	}
	return NotExercised
}

// placeOf is the place of the rule's operation in the documents.
func placeOf(j Judgement) int {
	return slices.IndexFunc(caseapi.Operations(), func(o *caseapi.Operation) bool { return o.Name == j.Operation })
}

// NextDue is when the next of what is pending has had its time; false where nothing is open.
func (l *Ledger) NextDue() (due time.Time, ok bool) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for _, p := range l.pending {
		if judgeOf(p.Rule.Kind).demands(p) && (!ok || p.Due.Before(due)) {
			due, ok = p.Due, true
		}
	}
	return due, ok
}

// snapshot is a copy that can be settled without anybody noticing.
func (l *Ledger) snapshot() *Ledger {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	copied := &Ledger{tallies: map[string]*tally{}}
	for _, p := range l.pending {
		present := *p
		copied.add(&present)
	}
	for id, counted := range l.tallies {
		present := *counted
		present.Evidence = slices.Clone(counted.Evidence)
		copied.tallies[id] = &present
	}
	return copied
}
