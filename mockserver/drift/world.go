package drift

import (
	"context"
	"net/http"
	"sync"

	"casemock/contracts/caseapi"
	"casemock/mockserver/proxy"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/store"
)

// World is the model for the traffic of one world, and what was found there.
type World struct {
	model *Model
	// The rest of the model belongs to the worker.
	crm    sandbox.CRM
	data   *store.Memory
	closed bool

	mutex  sync.Mutex
	found  list
	missed bool // the model has missed something, and begins anew
}

// NewWorld is that of a world in which nothing was said yet.
func (m *Model) NewWorld() *World {
	w := &World{model: m, found: newList()}
	w.begin()
	return w
}

// begin lets the model know nothing.
func (w *World) begin() {
	if w.data != nil {
		w.data.Close()
	}
	w.data = store.NewMemory(w.model.population, w.model.budget)
	w.crm = sandbox.CRM{Population: w.model.population.Population, Store: w.data, Now: w.model.options.Now,
		Link: func(address string) string { return address }}
}

// Put has an exchange with the real server compared, which the journal has under that number. It does not wait.
func (w *World) Put(call proxy.Call, outcome proxy.Outcome, number uint64) {
	x := exchange{call, outcome, number}
	switch {
	case call.Operation == nil || call.Request.Method == http.MethodHead || outcome.Status == 0:
	case outcome.Repeated:
		w.count(func(found *list) { found.compared(call.Operation, outcome.Status) })
	case !w.model.offer(job{func() { w.compare(x) }, x.size()}):
		w.count(func(found *list) { found.dropped++ })
		w.miss()
	}
}

func (w *World) count(change func(*list)) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	change(&w.found)
}

func (w *World) miss() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.missed = true
}

// hasMissed reports whether the model has missed something, once.
func (w *World) hasMissed() bool {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	missed := w.missed
	w.missed = false
	return missed
}

// List is what was found, once all is compared that has been put by now. The error is that of the context.
func (w *World) List(ctx context.Context) (Listing, error) {
	if err := w.model.settle(ctx); err != nil {
		return Listing{}, err
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	listing := w.found.listing()
	listing.Server = w.model.options.Server
	return listing, nil
}

// Close gives back what the model takes of memory, when nobody looks at the world any longer.
func (w *World) Close() {
	w.model.must(func() {
		w.data.Close()
		w.closed = true
	})
}

// compare puts an exchange to the model, and lists what is wrong in it beside what the model answers.
func (w *World) compare(x exchange) {
	defer func() {
		if cause := recover(); cause != nil { // else it would end the whole server
			w.model.options.Failed(cause)
			w.count(func(found *list) { found.unjudged++ })
			w.miss()
		}
	}()
	if w.closed {
		return
	}
	if w.hasMissed() {
		w.begin()
	}
	w.crm.API = w.model.options.API(x.call)
	real, _ := caseapi.Decode(x.outcome.Answer.Bytes)
	if x.outcome.Unjudged != "" {
		w.count(func(found *list) { found.unjudged++ })
		w.doubt(x)
		return
	}
	answered := w.ask(x, real)
	w.count(func(found *list) {
		found.compared(x.call.Operation, x.outcome.Status)
		for _, wrong := range x.outcome.Findings {
			found.add(x, wrong, answered.beside(wrong, real))
		}
	})
}
