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
	news, stop := r.world.journal.watch()
	defer stop()
	last := r.world.journal.newest()
	if since, err := strconv.ParseUint(r.Header.Get("Last-Event-ID"), 10, 64); err == nil {
		last = min(since, last)
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	alive := time.NewTicker(streamKeepAlive)
	defer alive.Stop()
	for _, err := fmt.Fprint(w, ": the requests of world ", r.world.name, "\n\n"); err == nil; {
		if last, err = r.sendSince(w, last); err != nil {
			return
		}
		if http.NewResponseController(w).Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-r.server.closing:
			return
		case <-r.world.gone: // who comes back finds the world's successor
			return
		case <-news:
		case <-alive.C:
			_, err = fmt.Fprint(w, ": still here\n\n")
		}
	}
}

// sendSince sends the entries after a number, oldest first, and returns the number of the last one.
func (r *adminRequest) sendSince(w http.ResponseWriter, last uint64) (uint64, error) {
	for _, entry := range r.world.journal.since(last) {
		data, err := caseapi.Marshal(entry)
		if err != nil {
			return last, err
		}
		if _, err := fmt.Fprintf(w, "event: request\nid: %d\ndata: %s\n\n", entry.N, data); err != nil {
			return last, err
		}
		last = entry.N
	}
	return last, nil
}
