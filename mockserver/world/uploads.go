package world

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"casemock/mockserver/store"
	"casemock/scenarios"
)

// Uploads are the scenarios that were given to a running server, for one world or for all of them. They stand
// before those of files, which stand before the built-in ones.
type Uploads struct {
	trail   trail
	account *store.Account // of the data that the server keeps
	mutex   sync.Mutex     // for changes
	kept    atomic.Pointer[[]*scenarios.Scenario]
}

// NewUploads has none. What comes is counted on the account.
func NewUploads(account *store.Account) *Uploads {
	uploads := &Uploads{account: account}
	uploads.kept.Store(new([]*scenarios.Scenario))
	return uploads
}

// maxUploads bounds how many scenarios are uploaded for a world, or for all.
const maxUploads = 1000

// ErrManyUploads is the error of one more scenario than are kept.
var ErrManyUploads = errors.New("1000 scenarios are uploaded already; DELETE some first")

// uploadSize is what a scenario takes of the budget. What it was read into takes some times its text.
func uploadSize(scenario *scenarios.Scenario) int64 { return int64(1024 + 8*len(scenario.YAML)) }

// List gives the scenarios by name. The slice is shared and must not be changed.
func (u *Uploads) List() []*scenarios.Scenario { return *u.kept.Load() }

// Has reports whether there is a scenario of that name.
func (u *Uploads) Has(name string) bool {
	_, found := findByName(u.List(), name)
	return found
}

// Put keeps a scenario in the place of one with its name, and reports whether there was one. It is
// [ErrManyUploads] or [store.ErrFull] where there is no room.
func (u *Uploads) Put(scenario *scenarios.Scenario) (replaced bool, err error) {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	at, replaced := findByName(u.List(), scenario.Name)
	size := uploadSize(scenario)
	if replaced {
		size -= uploadSize(u.List()[at])
	} else if len(u.List()) >= maxUploads {
		return false, ErrManyUploads
	}
	if err := u.account.Spend(size); err != nil {
		return false, err
	}
	u.place(scenario.Name, scenario)
	u.trail.changed(uploadRecord, scenario.Name)
	return replaced, nil
}

// Delete forgets a scenario, and reports whether there was one.
func (u *Uploads) Delete(name string) (found bool) {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	if _, found = findByName(u.List(), name); found {
		_ = u.account.Spend(u.place(name, nil)) // giving back always succeeds
		u.trail.changed(uploadRecord, name)
	}
	return found
}

// place puts a scenario, or nothing, in the place of the one of that name, with the lock held. It returns by how much
// the uploads have grown.
func (u *Uploads) place(name string, put *scenarios.Scenario) (grown int64) {
	next := slices.Clone(u.List())
	at, found := findByName(next, name)
	if found {
		grown -= uploadSize(next[at])
		next = slices.Delete(next, at, at+1)
	}
	if put != nil {
		grown += uploadSize(put)
		next = slices.Insert(next, at, put)
	}
	u.kept.Store(&next)
	return grown
}

func findByName(sorted []*scenarios.Scenario, name string) (at int, found bool) {
	return slices.BinarySearchFunc(sorted, name, func(scenario *scenarios.Scenario, name string) int {
		return strings.Compare(scenario.Name, name)
	})
}

// layers is a set of scenarios with what was uploaded in front, and what it was made of.
type layers struct {
	files     *scenarios.Set
	forAll    *[]*scenarios.Scenario
	forWorld  *[]*scenarios.Scenario
	scenarios *scenarios.Set
}

// Scenarios are those that are in force in a world for which nothing was uploaded.
func (r *Registry) Scenarios(files *scenarios.Set) *scenarios.Set {
	return files.With(nil, r.shared.Uploads.List())
}

// Scenarios are those that are in force in the world: what was uploaded for it, before what was uploaded for all
// worlds, before what comes from files, before what is built in.
func (w *World) Scenarios(files *scenarios.Set) *scenarios.Set {
	forAll, forWorld := w.shared.kept.Load(), w.Uploads.kept.Load()
	if len(*forAll) == 0 && len(*forWorld) == 0 {
		return files
	}
	known := w.layers.Load()
	if known == nil || known.files != files || known.forAll != forAll || known.forWorld != forWorld {
		known = &layers{files, forAll, forWorld, files.With(*forWorld, *forAll)}
		w.layers.Store(known)
	}
	return known.scenarios
}
