package verdict

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"casemock/contracts/caseapi"
)

// topic is which requests something pending is about, so that an exchange meets nothing else: under load there are
// hundreds. Empty parts stand for all of them.
type topic struct {
	operation caseapi.OperationName
	id        string // bounded
}

// topic is the narrowest one that has all requests of the reaction's business, but for changes and unknown paths.
func (p *pending) topic() topic {
	switch {
	case len(p.Reaction.First) > 0 || p.Reaction.NoRetry != nil && p.Wide:
		return topic{}
	case p.Reaction.NoRetry != nil:
		return topic{p.Request.Operation, p.Request.ID}
	}
	return topic{operation: p.Request.Operation}
}

// near goes through all that an exchange can be of the business of, the oldest of a topic first, with the lock held.
// What it yields may be removed meanwhile, and nothing else.
func (l *Ledger) near(met *encounter) iter.Seq[*pending] {
	lists := [3][]*pending{l.pending}
	if met.Operation != "" && !met.changes {
		lists = [3][]*pending{l.about[topic{}], l.about[topic{operation: met.Operation}]}
		if met.id != "" {
			lists[2] = l.about[topic{met.Operation, met.id}]
		}
	}
	return func(yield func(*pending) bool) {
		for _, list := range lists {
			for at := 0; at < len(list) && list[at] != nil; {
				p := list[at]
				if met.mayMatter(p) && !yield(p) {
					return
				}
				if list[at] == p { // else the next one has moved up, and there is nil at the end
					at++
				}
			}
		}
	}
}

// isFull reports whether there is no room for more.
func (l *Ledger) isFull() bool { return len(l.pending) >= mostPending }

// matters reports whether an exchange can be of the business of anything that is pending, or is going to be.
func (l *Ledger) matters(met *encounter) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for range l.near(met) {
		return true
	}
	return !met.reaction().IsNone() && !l.isFull()
}

// add writes down what is pending.
func (l *Ledger) add(p *pending) {
	if l.about == nil {
		l.about = map[topic][]*pending{}
	}
	l.pending, l.about[p.topic()] = with(l.pending, p), with(l.about[p.topic()], p)
	l.owed.Store(int64(len(l.pending)))
	if p.Due.Before(l.due) {
		l.due = p.Due
	}
}

// remove takes away what is pending.
func (l *Ledger) remove(p *pending) {
	l.pending = without(l.pending, p)
	if others := without(l.about[p.topic()], p); len(others) > 0 {
		l.about[p.topic()] = others
	} else {
		delete(l.about, p.topic())
	}
	l.owed.Store(int64(len(l.pending)))
}

// settle ends what has had its time: nothing comes any longer that began by then.
func (l *Ledger) settle(now time.Time, watch *Watch) {
	if !now.After(l.due) {
		return
	}
	l.due = time.Time{}
	for at := 0; at < len(l.pending); {
		p := l.pending[at]
		if now.After(p.Due) && !watch.isBusy(p.operation(), p.Due) {
			l.rule(p, judgeOf(p.Rule.Kind).over(p))
			continue
		}
		if l.due.IsZero() || p.Due.Before(l.due) {
			l.due = p.Due
		}
		at++
	}
}

// search finds a number among what is pending.
func search(among []*pending, number uint64) (at int, found bool) {
	return slices.BinarySearchFunc(among, number, func(p *pending, number uint64) int {
		return cmp.Compare(p.Number, number)
	})
}

func with(others []*pending, p *pending) []*pending {
	at, _ := search(others, p.Number)
	return slices.Insert(others, at, p)
}

func without(all []*pending, p *pending) []*pending {
	at, _ := search(all, p.Number)
	return slices.Delete(all, at, at+1)
}
