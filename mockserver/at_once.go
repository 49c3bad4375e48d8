package mockserver

import (
	"maps"
	"net/http"

	"casemock/mockserver/journal"
	"casemock/mockserver/world"
)

// atOnce is a request that is answered from what this process knows of its world.
type atOnce struct {
	*exchange
	header  http.Header // of the answer
	fresh   http.Header // the same before it is decided
	decided answer
	written *journal.Entry
}

// answersAtOnce answers a request so that the store needs one step for all of it, one round trip: it is counted in,
// what it changes is kept, and it stands in the journal before its answer begins. False: it has to arrive first, and
// nothing has happened to it yet unless it is lost. So it is where something is left to chance, which depends on its
// number, or where the answer takes its time, since the journal tells what became of it.
func (x *exchange) answersAtOnce(w http.ResponseWriter) bool {
	if x.server.store == nil || x.server.upstream != nil || !x.admitted || x.server.config.latency.Max > 0 ||
		x.server.profile != nil {
		return false
	}
	x.readAhead()
	entered := x.server.worlds.Enter(x.worldName)
	underway := entered.Watch.Begin(x.operation.Name, x.came)
	defer entered.Watch.End(underway)
	once := &atOnce{exchange: x, header: w.Header(), fresh: maps.Clone(w.Header())}
	done, err := x.server.worlds.Conclude(x.request.Context(), x.worldName, once)
	if err != nil {
		x.lost = err
		x.arrived = world.Arrival{World: x.world}
	}
	if !done {
		once.restart()
		return false
	}
	x.arrived = world.Arrival{World: entered}
	x.judged(once.decided, once.written.N)
	w.WriteHeader(once.decided.Status)
	_ = once.decided.writeBody(w) // the client may be gone; there is nobody left to tell
	x.server.tell(x.request, once.written)
	return true
}

// restart takes back what was decided.
func (o *atOnce) restart() {
	clear(o.header)
	maps.Copy(o.header, o.fresh)
}

// OnlyReads implements [world.Decider].
func (o *atOnce) OnlyReads(here *world.World) bool {
	o.enter(here)
	if o.onlyReads() {
		return true
	}
	o.body.read() // before, since nobody is to wait for this client meanwhile
	return false
}

// Decide implements [world.Decider].
func (o *atOnce) Decide(here *world.World) (concluded *world.Conclusion) {
	defer func() {
		if recover() != nil {
			concluded = nil // it will happen again, where it is told
		}
	}()
	o.enter(here)
	o.decided = o.answer()
	if o.numbered || !o.decided.isShort() || o.body.cut || o.request.Context().Err() != nil {
		return nil
	}
	o.decided.met = true
	o.restart()
	o.dateAnswer(o.header)
	o.decided.setHead(o.header)
	o.written = o.entry(o.header, o.decided)
	return &world.Conclusion{Entry: o.written, Met: true}
}

// isShort reports whether the answer is sent whole as soon as it is decided.
func (a answer) isShort() bool {
	return !a.isNone() && a.relay == nil && a.fault == "" && a.delay <= 0 && a.Body.Len() <= KeptBody
}
