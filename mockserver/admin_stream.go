package mockserver

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"casemock/contracts/caseapi"
)

// streamKeepAlive is how often a quiet stream says that it is still there, so that proxies keep it.
const streamKeepAlive = 20 * time.Second

// streamRequests sends each new entry of the journal as a server-sent event named request, whose id is
// the entry's number and whose data is its JSON. A client that comes back names the last one that it
// got in Last-Event-ID and gets what is kept since.
func streamRequests(w http.ResponseWriter, r *adminRequest) {
	r.enter()
	last, _ := r.world.journal.counts()
	if since, err := strconv.ParseUint(r.Header.Get("Last-Event-ID"), 10, 64); err == nil {
		last = min(since, last)
	}
	drain(r.Request) // or nobody would notice that the client leaves
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	if _, err := fmt.Fprint(w, ": the requests of world ", r.world.name, "\n\n"); err != nil {
		return
	}
	alive := time.NewTicker(streamKeepAlive)
	defer alive.Stop()
	following := requestStream{w: w, request: r, last: last, alive: alive.C}
	for here := r.world; here != nil && following.follow(here); {
		here = here.successor // nil where the world was dropped: who comes back finds another one
	}
}

// requestStream is a stream on its way through a world and what comes in its place.
type requestStream struct {
	w       http.ResponseWriter
	request *adminRequest
	last    uint64 // the number of the last entry that was sent
	alive   <-chan time.Time
}

// follow sends the world's entries to its end, and reports whether the stream goes on after that.
func (s *requestStream) follow(here *world) bool {
	news, stop := here.journal.watch()
	defer stop()
	for s.sendNew(here.journal) == nil && http.NewResponseController(s.w).Flush() == nil {
		select {
		case <-s.request.Context().Done():
			return false
		case <-s.request.server.closing:
			return false
		case <-here.ended:
			return true
		case <-news:
		case <-s.alive:
			if _, err := fmt.Fprint(s.w, ": still here\n\n"); err != nil {
				return false
			}
		}
	}
	return false
}

// sendNew sends the entries that have come since the last one, oldest first.
func (s *requestStream) sendNew(journal *journal) error {
	newest, _ := journal.counts()
	for s.last < newest {
		entry, ok := journal.after(s.last)
		if !ok {
			return nil
		}
		data, err := caseapi.Marshal(entry)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(s.w, "event: request\nid: %d\ndata: %s\n\n", entry.N, data); err != nil {
			return err
		}
		s.last = entry.N
	}
	return nil
}
