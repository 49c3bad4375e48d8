package verdict

import (
	"hash/maphash"
	"slices"
	"sync"
	"time"

	"casemock/contracts/caseapi"
)

// Watch is what a process sees of a world by itself, and keeps for no longer than that: the requests under way, those
// that have ended last, and how many identical ones there were in a second. The zero value is ready to use.
type Watch struct {
	mutex    sync.Mutex
	underway []*Underway
	rates    [rateSlots]rate
	last     [lastSlots]ended
	turn     int // the slot of last that is next
	waiting  map[chan struct{}]bool
}

// Underway is a request that has not ended.
type Underway struct {
	operation caseapi.OperationName // empty: the API has no such path
	began     time.Time
}

// The process counts by chance what it has no room for: who comes later takes the place of who came before.
const (
	rateSlots = 64
	lastSlots = 16
)

// rate is how often an identical request came within a second.
type rate struct {
	is    uint64
	first Sighting
	count int
	ended time.Time // the last one
}

// ended is a request that has ended, as those know it who look for its twins.
type ended struct {
	is   uint64
	seen Sighting
}

// Begin is told of a request that has come.
func (w *Watch) Begin(operation caseapi.OperationName, began time.Time) *Underway {
	begun := &Underway{operation, began}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.underway = append(w.underway, begun)
	return begun
}

// End is told that a request is judged, after [Watch.Count].
func (w *Watch) End(begun *Underway) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if at := slices.Index(w.underway, begun); at >= 0 {
		last := len(w.underway) - 1
		w.underway[at], w.underway[last] = w.underway[last], nil
		w.underway = w.underway[:last]
	}
	w.notify()
}

// Busy is how many requests are under way.
func (w *Watch) Busy() int {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return len(w.underway)
}

// isBusy reports whether a request of the operation, or with an empty name any, is under way that began by then.
func (w *Watch) isBusy(operation caseapi.OperationName, by time.Time) bool {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return slices.ContainsFunc(w.underway, func(u *Underway) bool {
		return (operation == "" || u.operation == operation) && !u.began.After(by)
	})
}

// seed is what requests are hashed with that one process alone compares.
var seed = maphash.MakeSeed()

func quickHash(e *Exchange) uint64 {
	var hash maphash.Hash
	hash.SetSeed(seed)
	_, _ = hash.WriteString(e.Method)
	_ = hash.WriteByte(' ')
	_, _ = hash.WriteString(e.Path)
	_ = hash.WriteByte('\n')
	_, _ = hash.Write(e.Body)
	return hash.Sum64()
}

// Count counts a request that has ended. Where it is one too many of its second, the first of them is returned; that is
// said once in each second. Requests that are under way at the same time count once.
func (w *Watch) Count(e *Exchange) (first Sighting, tooMany bool) {
	hash, seen := quickHash(e), e.sighting()
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.last[w.turn] = ended{hash, seen}
	w.turn = (w.turn + 1) % lastSlots
	slot := &w.rates[hash%rateSlots]
	switch {
	case slot.is != hash || e.Began.Sub(slot.first.Began) >= time.Second:
		*slot = rate{is: hash, first: seen, count: 1, ended: e.Ended}
		return Sighting{}, false
	case e.Began.Before(slot.ended):
		slot.ended = latest(slot.ended, e.Ended)
		return Sighting{}, false
	}
	slot.count++
	slot.ended = e.Ended
	return slot.first, slot.count == mostIdentical+1
}

// twinAfter finds an identical request that came after that one, and has ended already.
func (w *Watch) twinAfter(e *Exchange) (twin Sighting, found bool) {
	hash := quickHash(e)
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for _, other := range w.last {
		if other.is == hash && other.seen.N != e.N && other.seen.Began.After(e.Began) {
			return other.seen, true
		}
	}
	return Sighting{}, false
}

// News tells through a channel when something may be new, until stop is called. One notice may stand for several.
func (w *Watch) News() (news <-chan struct{}, stop func()) {
	waiting := make(chan struct{}, 1)
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.waiting == nil {
		w.waiting = map[chan struct{}]bool{}
	}
	w.waiting[waiting] = true
	return waiting, func() {
		w.mutex.Lock()
		defer w.mutex.Unlock()
		delete(w.waiting, waiting)
	}
}

// notify wakes those who wait, with the lock held.
func (w *Watch) notify() {
	for waiting := range w.waiting {
		select {
		case waiting <- struct{}{}:
		default:
		}
	}
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
