package world

import (
	"context"
	"net/url"
	"sync/atomic"
	"time"

	"casemock/mockserver/drift"
	"casemock/mockserver/engine"
	"casemock/mockserver/journal"
	"casemock/mockserver/proxy"
	"casemock/mockserver/store"
	"casemock/mockserver/verdict"
	"casemock/scenarios"
)

// World is everything that one key's client can change or leave behind, from its start or its last reset on:
// tests in different worlds do not disturb each other. A reset puts another world in its place, and so does
// whoever enters one that was dropped. What was under way by then holds on to the former one and writes
// there, where nobody looks any longer.
type World struct {
	Name      string
	Store     store.Store
	Positions *scenarios.Positions
	Forced    ForcedQueue
	States    States
	Setups    Setups
	Journal   *journal.Journal
	Coverage  *Coverage
	Uploads   *Uploads // the scenarios that were uploaded for this world
	Clock     *Clock
	Traffic   *proxy.Traffic  // with a real server; nil where there is none
	Drift     *drift.World    // where that parts from the documents; nil where nobody wants to know
	Ledger    *verdict.Ledger // what the world's client owes, and how well it did
	Watch     *verdict.Watch  // what this process sees of that

	shared    *Uploads // those for all worlds
	layers    atomic.Pointer[layers]
	data      *store.Memory               // what Store builds on
	records   map[string]store.Records    // what it holds, by kind
	copied    *copied                     // nil where the world is in memory alone
	keeper    engine.Engine               // of the world, and of its draft; nil likewise
	makeRoom  func(context.Context) error // for the world, when it has just begun in its engine
	arrivals  atomic.Uint64
	lastUsed  atomic.Uint64 // the registry's tick
	ended     chan struct{}
	successor *World
}

// New is a world as it is at the start, with a clock that shows the real time. What is forced and uploaded in it is
// counted on the account.
func New(name string, data store.Store, account *store.Account, kept *journal.Journal) *World {
	made := &World{
		Name:      name,
		Store:     data,
		Positions: scenarios.NewPositions(),
		Forced:    ForcedQueue{account: account},
		Journal:   kept,
		Coverage:  newCoverage(),
		Uploads:   NewUploads(account),
		Clock:     NewClock(time.Now, ClockSetting{}),
		Ledger:    &verdict.Ledger{},
		Watch:     &verdict.Watch{},
		shared:    NewUploads(account),
		ended:     make(chan struct{}),
	}
	made.data, _ = data.(*store.Memory)
	return made
}

// Ended is closed when the world was dropped or reset.
func (w *World) Ended() <-chan struct{} { return w.ended }

// Successor is what a reset has put in the world's place, nil when it was dropped; to be asked for when it has
// ended.
func (w *World) Successor() *World { return w.successor }

// end lets go of what the world keeps. The successor is nil for a world that is dropped. It returns how many
// requests there have been in it.
func (w *World) end(successor *World) (requests uint64) {
	w.Store.Close()
	w.Forced.account.Close()
	if w.Drift != nil {
		w.Drift.Close()
	}
	if w.copied != nil {
		w.copied.draft.end(nil)
	}
	last, requests := w.Journal.Close()
	if successor != nil {
		successor.Journal.GoOnAfter(last)
	}
	w.successor = successor
	close(w.ended)
	return requests
}

// Link makes a URL of the sandbox lead to the world in which the thing is. In a browser there is no key to tell
// the world by.
func (w *World) Link(address string) string { return Link(w.Name, address) }

// Link is [World.Link] for the world of that name.
func Link(name, address string) string {
	if name == Default {
		return address
	}
	return address + "?world=" + url.QueryEscape(name)
}
