package mockserver

import (
	"net/url"
	"sync"
	"sync/atomic"

	"casemock/mockserver/store"
	"casemock/scenarios"
)

// world is everything that one key's client can change or leave behind: tests in different worlds do
// not disturb each other.
type world struct {
	name      string
	store     store.Store
	positions *scenarios.Positions
	forced    forcedQueue
	states    worldStates
	setups    worldSetups
	journal   *journal
	coverage  *coverage
	arrivals  atomic.Uint64 // requests so far; what is left to chance depends on it
	lastUsed  atomic.Uint64 // the registry's tick
	gone      chan struct{} // closed when the world is dropped
}

// reset brings the world back to the seeded data and forgets what happened in it.
func (w *world) reset() {
	w.store.Reset()
	w.positions.Reset()
	w.forced.clear()
	w.states.clear()
	w.setups.clear()
	w.journal.clear()
	w.coverage.clear()
	w.arrivals.Store(0)
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

func (w *worlds) dropOldest() {
	oldest := w.leastRecentlyUsed(func(candidate *world) bool { return candidate.name != DefaultWorld })
	if oldest != nil {
		delete(w.byName, oldest.name)
		close(oldest.gone)
		oldest.store.Close()
		w.lost.add(oldest.name, oldest.journal.close())
		w.byName[DefaultWorld].journal.note("world " + oldest.name +
			" was dropped: more worlds are in use than --max-worlds allows")
	}
}

// recreate makes a world of that name, with the lock held. Its journal knows of requests that were lost
// with a former one.
func (w *worlds) recreate(name string) *world {
	created := w.create(name)
	created.journal.dropped = w.lost[name]
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
