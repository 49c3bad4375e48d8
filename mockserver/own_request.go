package mockserver

import (
	"context"
	"net/http"

	"casemock/mockserver/journal"
)

// answerOwn answers a request of the Case API that the server sends to itself, like any other, and gives the
// entry that the journal keeps of it; nil for what is not journalled. A connection that a fault breaks off is
// none here: the entry says so.
func (s *Server) answerOwn(r *http.Request) (kept *journal.Entry) {
	defer func() {
		cause := recover()
		switch cause {
		case nil, http.ErrAbortHandler: // broken off, as it should be
		default:
			panic(cause)
		}
	}()
	tell := func(entry *journal.Entry) { kept = entry }
	s.caseAPI.ServeHTTP(nowhere{http.Header{}}, r.WithContext(context.WithValue(r.Context(), senderKey{}, tell)))
	return kept
}

// senderKey is where a request's context has the function that is told of the entry.
type senderKey struct{}

// tellSender tells who has sent a request from here of its entry.
func tellSender(r *http.Request, entry *journal.Entry) {
	if tell, ok := r.Context().Value(senderKey{}).(func(*journal.Entry)); ok {
		tell(entry)
	}
}

// nowhere takes an answer that nobody reads: the journal has it.
type nowhere struct{ header http.Header }

func (n nowhere) Header() http.Header          { return n.header }
func (nowhere) Write(data []byte) (int, error) { return len(data), nil }
func (nowhere) WriteHeader(int)                {}
func (nowhere) Flush()                         {}
