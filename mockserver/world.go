package mockserver

import (
	"net/url"
	"sync"
	"sync/atomic"

	"casemock/mockserver/journal"
	"casemock/mockserver/store"
	"casemock/scenarios"
)

// world is everything that one key's client can change or leave behind, from its start or its last reset on:
// tests in different worlds do not disturb each other. A reset puts another world in its place, and so does
// whoever enters one that was dropped. What was under way by then holds on to the former one and writes
// there, where nobody looks any longer.
type world struct {
	name      string
	store     store.Store
	positions *scenarios.Positions
	forced    forcedQueue
	states    worldStates
	setups    worldSetups
	journal   *journal.Journal
	coverage  *coverage
	arrivals  atomic.Uint64 // requests so far; what is left to chance depends on it
	lastUsed  atomic.Uint64 // the registry's tick
	ended     chan struct{} // closed when the world was dropped or reset
	successor *world        // what a reset put in its place; to be read when it has ended
}

// end lets go of what the world keeps. The successor is nil for a world that is dropped. It returns how many
// requests there have been in it.
func (w *world) end(successor *world) (requests uint64) {
	w.store.Close()
	w.forced.account.Close()
	last, requests := w.journal.Close()
	if successor != nil {
		successor.journal.GoOnAfter(last)
	}
	w.successor = successor
	close(w.ended)
	return requests
}

// link makes a URL of the sandbox lead to the world in which the thing was made. In a browser there is
// no key to tell the world by.
func (w *world) link(address string) string {
	if w.name == DefaultWorld {
		return address
	}
	return address + "?world=" + url.QueryEscape(w.name)
}

// worlds are the worlds of one server, made when somebody first enters one.
type worlds struct {
	create func(name string) *world
	bound  int
	tick   atomic.Uint64

	mutex  sync.RWMutex
	byName map[string]*world
	lost   lostRequests
	made   chan struct{} // closed when the next world is made
}

func newWorlds(bound int, create func(name string) *world) *worlds {
	all := &worlds{create: create, bound: bound, byName: map[string]*world{}, lost: lostRequests{},
		made: make(chan struct{})}
	all.byName[DefaultWorld] = create(DefaultWorld)
	return all
}

// enter finds a world, or makes it. To stay within the bound, the least recently used world is dropped
// for a new one, but never the default one, whose journal says so.
func (w *worlds) enter(name string) *world {
	tick := w.tick.Add(1)
	found, ok := w.find(name)
	if !ok {
		found = w.add(name, tick)
	}
	found.lastUsed.Store(tick)
	return found
}

// visit finds a world, or shows what one of that name would be: looking makes no worlds and drops none.
func (w *worlds) visit(name string) *world {
	if found, ok := w.find(name); ok {
		found.lastUsed.Store(w.tick.Add(1))
		return found
	}
	w.mutex.RLock()
	defer w.mutex.RUnlock()
	return w.recreate(name)
}

// await finds a world that somebody has entered, or tells when the next one is made, which may be it.
func (w *worlds) await(name string) (found *world, made <-chan struct{}) {
	w.mutex.RLock()
	defer w.mutex.RUnlock()
	return w.byName[name], w.made
}

// find finds a world that somebody has entered.
func (w *worlds) find(name string) (*world, bool) {
	w.mutex.RLock()
	defer w.mutex.RUnlock()
	found, ok := w.byName[name]
	return found, ok
}

// add makes a world. It is as young as the tick before others can see it, and drop it.
func (w *worlds) add(name string, tick uint64) *world {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if found, ok := w.byName[name]; ok {
		return found
	}
	if len(w.byName) > w.bound {
		w.dropOldest()
	}
	created := w.recreate(name)
	delete(w.lost, name)
	created.lastUsed.Store(tick)
	w.byName[name] = created
	close(w.made)
	w.made = make(chan struct{})
	return created
}

// reset brings a world back to the seeded data and forgets what happened in it. One that nobody has entered
// has nothing to forget.
func (w *worlds) reset(name string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	delete(w.lost, name)
	former, ok := w.byName[name]
	if !ok {
		return
	}
	fresh := w.create(name)
	fresh.lastUsed.Store(w.tick.Add(1))
	former.end(fresh)
	w.byName[name] = fresh
}

func (w *worlds) dropOldest() {
	oldest := w.leastRecentlyUsed(func(candidate *world) bool { return candidate.name != DefaultWorld })
	if oldest != nil {
		delete(w.byName, oldest.name)
		w.lost.add(oldest.name, oldest.end(nil))
		w.byName[DefaultWorld].journal.Note("world " + oldest.name +
			" was dropped: more worlds are in use than --max-worlds allows")
	}
}

// recreate makes a world of that name, with the lock held. Its journal knows of requests that were lost
// with a former one.
func (w *worlds) recreate(name string) *world {
	created := w.create(name)
	created.journal.HasLost(w.lost[name])
	return created
}

// leastRecentlyUsed finds the world that was used longest ago of those that fit, with the lock held; nil when
// none does.
func (w *worlds) leastRecentlyUsed(fits func(*world) bool) *world {
	var oldest *world
	for _, candidate := range w.byName {
		if (oldest == nil || candidate.lastUsed.Load() < oldest.lastUsed.Load()) && fits(candidate) {
			oldest = candidate
		}
	}
	return oldest
}
