package mockserver

import (
	"bytes"
	"net/http"
	"sync"

	"casemock/mockserver/store"
)

// record writes down what happened to a request of the API.
func (x *exchange) record(sent http.Header, result answer) {
	x.world.coverage.count(x.operation.Name, result)
	entry := newEntry(x.request, sent, result)
	entry.Time, entry.Duration = x.began, x.server.config.now().Sub(x.began)
	entry.World, entry.Operation = x.world.name, x.operation.Name
	entry.Body = kept(x.body.bytes)
	if x.operation.HasBody() {
		entry.bodyCut = len(x.body.bytes) > KeptBody || x.body.problem != ""
	}
	entry.Nearest = x.nearest(result)
	x.server.worlds.keep(x.world, &entry)
	x.server.tell(&entry)
}

// recordUnknown writes down a request for a path or a method that the API does not have.
func (s *Server) recordUnknown(where *world, r *http.Request, sent http.Header, result answer) {
	entry := newEntry(r, sent, result)
	entry.Time, entry.World = s.config.now(), where.name
	s.worlds.keep(where, &entry)
	s.tell(&entry)
}

// tell passes an entry on to those who count and watch.
func (s *Server) tell(entry *Entry) {
	s.telemetry.count(requestLabels{entry.Operation, entry.Answer.Status, entry.Answer.Rule}, entry.Duration)
	s.config.observe(*entry)
}

// newEntry writes all that an entry keeps of the request's first lines and of the headers into one piece of
// memory: a journal has thousands of them, which the garbage collector looks at again and again.
func newEntry(r *http.Request, sent http.Header, result answer) Entry {
	buffer := texts.Get().(*[]byte)
	defer texts.Put(buffer)
	written := append((*buffer)[:0], r.Method...)
	method := len(written)
	written = append(written, r.URL.EscapedPath()...)
	path := len(written)
	written = append(written, r.URL.RawQuery...)
	query := len(written)
	written = appendHeaders(written, r.Header)
	for name, value := range promotedHeaders(r) {
		written = appendHeader(written, name, value)
	}
	headers := len(written)
	written = appendHeaders(written, sent)
	*buffer = written
	text := string(written)
	return Entry{
		Method:  text[:method],
		Path:    text[method:path],
		Query:   text[path:query],
		headers: packedHeaders(text[query:headers]),
		bodyCut: r.ContentLength != 0, // nobody reads the body of most requests
		Answer: EntryAnswer{
			Status: result.status, Rule: result.rule, Scenario: result.scenario, Step: result.step,
			Fault:   result.fault,
			headers: packedHeaders(text[headers:]), Body: result.head(KeptBody),
		},
	}
}

// texts are what [newEntry] writes into.
var texts = sync.Pool{New: func() any { return new([]byte) }}

// kept is a body cut to what the journal keeps. The copy lets go of the rest.
func kept(body []byte) store.Body {
	if len(body) > KeptBody {
		body = bytes.Clone(body[:KeptBody])
	}
	return store.NewBody(body)
}
