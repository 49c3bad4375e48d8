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
// got in Last-Event-ID and gets what is kept since. A world that nobody has entered is waited for.
func streamRequests(w http.ResponseWriter, r *adminRequest) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no") // nginx would wait until a buffer is full
	if r.Method == http.MethodHead {
		return
	}
	alive := time.NewTicker(streamKeepAlive)
	defer alive.Stop()
	stream := eventStream{w, r, alive.C}
	found, made := r.server.worlds.await(r.worldName)
	last := uint64(0)
	if found != nil {
		last = found.journal.newest()
	}
	// What comes after the client has read this is sent to it.
	if !stream.say("the requests of world " + r.worldName) {
		return
	}
	for ; found == nil; found, made = r.server.worlds.await(r.worldName) {
		if !stream.wait(made, nil) {
			return
		}
	}
	if since, err := strconv.ParseUint(r.Header.Get("Last-Event-ID"), 10, 64); err == nil {
		last = min(since, last)
	}
	stream.follow(found, last)
}

// eventStream is an answer that does not end by itself.
type eventStream struct {
	http.ResponseWriter
	request *adminRequest
	alive   <-chan time.Time
}

// say writes a comment; false when the client is gone.
func (s *eventStream) say(comment string) bool {
	if _, err := fmt.Fprint(s, ": ", comment, "\n\n"); err != nil {
		return false
	}
	return http.NewResponseController(s.ResponseWriter).Flush() == nil
}

// wait waits for news; false when the stream has come to its end.
func (s *eventStream) wait(news, gone <-chan struct{}) bool {
	for {
		select {
		case <-s.request.Context().Done():
			return false
		case <-s.request.server.closing:
			return false
		case <-gone:
			return false
		case <-news:
			return true
		case <-s.alive:
			if !s.say("still here") {
				return false
			}
		}
	}
}

// follow sends what comes after a number. When the world is dropped, it ends: who comes back finds the world's
// successor.
func (s *eventStream) follow(followed *world, last uint64) {
	news, stop := followed.journal.watch()
	defer stop()
	for {
		next, err := s.sendSince(followed, last)
		if err != nil || next > last && http.NewResponseController(s.ResponseWriter).Flush() != nil {
			return
		}
		last = next
		if !s.wait(news, followed.gone) {
			return
		}
	}
}

// sendSince sends the entries after a number, oldest first, and returns the number of the last one.
func (s *eventStream) sendSince(followed *world, last uint64) (uint64, error) {
	for _, entry := range followed.journal.since(last) {
		data, err := caseapi.Marshal(entry)
		if err != nil {
			return last, err
		}
		if _, err := fmt.Fprintf(s, "event: request\nid: %d\ndata: %s\n\n", entry.N, data); err != nil {
			return last, err
		}
		last = entry.N
	}
	return last, nil
}
