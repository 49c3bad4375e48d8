package admin

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"casemock/contracts/caseapi"
	"casemock/mockserver/journal"
	"casemock/mockserver/world"
)

// streamKeepAlive is how often a quiet stream says that it is still there, so that proxies keep it.
const streamKeepAlive = 20 * time.Second

// streamRequests sends each new entry of the journal as a server-sent event named request, whose id is
// the entry's number and whose data is its JSON. A client that comes back names the last one that it
// got in Last-Event-ID and gets what is kept since. A world that nobody has entered is waited for.
func streamRequests(w http.ResponseWriter, r *call) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no") // nginx would wait until a buffer is full
	if r.Method == http.MethodHead {
		return
	}
	alive := time.NewTicker(streamKeepAlive)
	defer alive.Stop()
	stream := requestStream{w: w, call: r, alive: alive.C}
	// nil where the world was dropped: who comes back finds another one.
	for here := stream.begin(); here != nil && stream.follow(here); {
		here = here.Successor()
	}
}

// requestStream is a stream on its way through a world and what comes in its place.
type requestStream struct {
	w     http.ResponseWriter
	call  *call
	last  uint64 // the number of the last entry that was sent
	alive <-chan time.Time
}

// begin waits until somebody has entered the world; nil when the stream ends before that. What comes after
// the client has read the first comment is sent to it.
func (s *requestStream) begin() *world.World {
	all := s.call.server.Worlds
	found, made := all.Await(s.call.worldName)
	if found != nil {
		state, err := found.Log().State(s.call.Context())
		if err != nil {
			return nil
		}
		s.last = state.Newest
	}
	if since, err := strconv.ParseUint(s.call.Header.Get("Last-Event-ID"), 10, 64); err == nil {
		s.last = min(since, s.last)
	}
	if !s.say("the requests of world " + s.call.worldName) {
		return nil
	}
	for ; found == nil; found, made = all.Await(s.call.worldName) {
		if _, ok := s.wait(made, nil); !ok {
			return nil
		}
	}
	return found
}

// say writes a comment; false when the client is gone.
func (s *requestStream) say(comment string) bool {
	if _, err := fmt.Fprint(s.w, ": ", comment, "\n\n"); err != nil {
		return false
	}
	return s.flush()
}

func (s *requestStream) flush() bool { return http.NewResponseController(s.w).Flush() == nil }

// follow sends the world's entries to its end, and reports whether the stream goes on after that.
func (s *requestStream) follow(here *world.World) bool {
	news, stop := here.Log().Watch()
	defer stop()
	for s.sendNew(here.Log()) == nil && s.flush() {
		if ended, ok := s.wait(news, here.Ended()); ended || !ok {
			return ok
		}
	}
	return false
}

// wait waits for news or for the end of a world; ok is false when the stream itself has come to its end.
func (s *requestStream) wait(news, end <-chan struct{}) (ended, ok bool) {
	for {
		select {
		case <-s.call.Context().Done():
			return false, false
		case <-s.call.server.Closing:
			return false, false
		case <-end:
			return true, true
		case <-news:
			return false, true
		case <-s.alive:
			if !s.say("still here") {
				return false, false
			}
		}
	}
}

// sendNew sends the entries that have come since the last one, oldest first.
func (s *requestStream) sendNew(kept journal.Log) error {
	state, err := kept.State(s.call.Context())
	if err != nil {
		return err
	}
	for s.last < state.Newest {
		entry, ok, err := kept.After(s.call.Context(), s.last)
		if !ok || err != nil {
			return err
		}
		data := caseapi.MustMarshal(entry)
		if _, err := fmt.Fprintf(s.w, "event: request\nid: %d\ndata: %s\n\n", entry.N, data); err != nil {
			return err
		}
		s.last = entry.N
	}
	return nil
}
