package world

import (
	"context"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"casemock/mockserver/engine"
)

// Registry holds the worlds of one server, made when somebody first enters one.
type Registry struct {
	// shared is a world that no key opens: it holds the scenarios that were uploaded for all worlds, and lives where
	// they do. Resetting a world leaves it as it is.
	shared *World

	// Engine keeps the worlds, and those here are copies; nil: they are in memory alone. To be set before anybody
	// enters one.
	Engine engine.Engine

	create func(name string) *World
	bound  int
	tick   atomic.Uint64

	mutex  sync.RWMutex
	byName map[string]*World
	lost   lostRequests
	made   chan struct{} // closed when the next world is made
}

// sharedName is no name of a world that somebody can enter, see [IsName].
const sharedName = "*"

// NewRegistry has the default world, and bound others at most. With an engine, the worlds that it creates are copies
// of what that keeps: see [World.Keep].
func NewRegistry(bound int, create func(name string) *World) *Registry {
	all := &Registry{shared: create(sharedName), bound: bound, byName: map[string]*World{}, lost: lostRequests{},
		made: make(chan struct{})}
	all.create = func(name string) *World {
		created := create(name)
		created.shared = all.shared.Uploads
		if created.copied != nil {
			created.copied.draft.shared = all.shared.Uploads
			created.makeRoom = func(ctx context.Context) error { return all.makeRoom(ctx, name) }
		}
		return created
	}
	all.byName[Default] = all.create(Default)
	return all
}

// Enter finds a world, or makes it. To stay within the bound, the least recently used world is dropped
// for a new one, but never the default one, whose journal says so.
func (r *Registry) Enter(name string) *World {
	tick := r.tick.Add(1)
	found, ok := r.find(name)
	if !ok {
		found = r.add(name, tick)
	}
	found.lastUsed.Store(tick)
	return found
}

// Visit finds a world, or shows what one of that name would be: looking makes no worlds and drops none.
func (r *Registry) Visit(name string) *World {
	if found, ok := r.find(name); ok {
		found.lastUsed.Store(r.tick.Add(1))
		return found
	}
	r.mutex.RLock()
	defer r.mutex.RUnlock()
	return r.recreate(name)
}

// Await finds a world that somebody has entered, or tells when the next one is made, which may be it.
func (r *Registry) Await(name string) (found *World, made <-chan struct{}) {
	r.mutex.RLock()
	defer r.mutex.RUnlock()
	return r.byName[name], r.made
}

// find finds a world that somebody has entered.
func (r *Registry) find(name string) (*World, bool) {
	r.mutex.RLock()
	defer r.mutex.RUnlock()
	found, ok := r.byName[name]
	return found, ok
}

// add makes a world. It counts as used at the tick before others can see it, so that none of them drops it.
func (r *Registry) add(name string, tick uint64) *World {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if found, ok := r.byName[name]; ok {
		return found
	}
	if len(r.byName) > r.bound {
		r.dropOldest()
	}
	created := r.recreate(name)
	delete(r.lost, name)
	created.lastUsed.Store(tick)
	r.byName[name] = created
	close(r.made)
	r.made = make(chan struct{})
	return created
}

// reset brings a world back to the seeded data and forgets what happened in it. One that nobody has entered
// has nothing to forget.
func (r *Registry) reset(name string) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	delete(r.lost, name)
	former, ok := r.byName[name]
	if !ok {
		return
	}
	fresh := r.create(name)
	fresh.lastUsed.Store(r.tick.Add(1))
	former.end(fresh)
	r.byName[name] = fresh
}

// dropOldest drops the world that was used longest ago, with the lock held. A copy can be had again.
func (r *Registry) dropOldest() {
	var oldest *World
	for name, candidate := range r.byName {
		if name != Default && (oldest == nil || candidate.lastUsed.Load() < oldest.lastUsed.Load()) {
			oldest = candidate
		}
	}
	if oldest != nil {
		delete(r.byName, oldest.Name)
		if r.Engine != nil {
			oldest.end(nil)
			return
		}
		r.lost.add(oldest.Name, oldest.end(nil))
		r.byName[Default].Journal.Note(droppedNote(oldest.Name))
	}
}

// recreate makes a world of that name, with the lock held. Its journal knows of requests that were lost
// with a former one.
func (r *Registry) recreate(name string) *World {
	created := r.create(name)
	created.Journal.HasLost(r.lost[name])
	return created
}

func droppedNote(name string) string {
	return "world " + name + " was dropped: more worlds are in use than --max-worlds allows"
}

// names lists the worlds that are in memory, by name.
func (r *Registry) names() []string {
	r.mutex.RLock()
	defer r.mutex.RUnlock()
	return slices.Sorted(maps.Keys(r.byName))
}

// Forgive forgets that a world has lost requests.
func (r *Registry) Forgive(name string) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	delete(r.lost, name)
}
