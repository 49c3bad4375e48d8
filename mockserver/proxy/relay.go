package proxy

import (
	"maps"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"casemock/mockserver/journal"
)

// How long and how much of an answer is held until it is judged.
const (
	patience = 100 * time.Millisecond
	held     = 64 << 10 // bytes
)

// relay writes the server's answer to the client: at once, or when it has been judged. The very last byte of an
// answer whose length is known, it keeps until [relay.end].
type relay struct {
	to      http.ResponseWriter
	trailer http.Header   // what is set once the status is written
	most    int           // how much is held, in bytes; 0: nothing is
	within  time.Duration // how long it is held at most; 0: however long it takes

	mutex   sync.Mutex
	header  http.Header // of the answer
	status  int         // 0: none yet
	length  int64       // of the body; negative where it is not known
	kept    []byte      // the beginning of the body
	read    int64       // what of it has come
	sent    bool        // the head
	passed  int64       // what of the body was passed on
	last    []byte      // the last byte, which waits for the end
	broken  error       // the client takes no more
	timer   *time.Timer
	settled bool // nothing is held any more because of the time
}

func newRelay(to http.ResponseWriter, most int, within time.Duration) *relay {
	return &relay{to: to, header: http.Header{}, trailer: http.Header{}, most: most, within: within, length: -1}
}

// Header is that of the answer and, once its status is written, of the trailers.
func (r *relay) Header() http.Header {
	if r.status != 0 {
		return r.trailer
	}
	return r.header
}

// Unwrap gives the connection to whom it is switched over to another protocol.
func (r *relay) Unwrap() http.ResponseWriter { return r.to }

// FlushError does nothing: what is not held is passed on at once.
func (r *relay) FlushError() error { return nil }

// WriteHeader takes the status. What comes before an answer is passed on at once.
func (r *relay) WriteHeader(status int) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	switch {
	case r.status != 0:
		return
	case status < http.StatusOK && status != http.StatusSwitchingProtocols:
		header := r.to.Header()
		own := maps.Clone(header) // what others have set for the answer itself
		maps.Copy(header, r.header)
		r.to.WriteHeader(status)
		clear(header)
		maps.Copy(header, own)
		return
	}
	r.status = status
	if length, err := strconv.ParseInt(r.header.Get("Content-Length"), 10, 64); err == nil {
		r.length = length
	}
	if r.most == 0 {
		r.release(true)
	} else if r.within > 0 {
		r.timer = time.AfterFunc(r.within, func() {
			r.mutex.Lock()
			defer r.mutex.Unlock()
			if !r.settled {
				r.release(true)
			}
		})
	}
}

// Write passes the body on, and keeps its beginning.
func (r *relay) Write(data []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.read+int64(len(data)) > int64(r.most) {
		r.release(true)
	}
	if r.sent {
		r.pass(data, true)
	}
	r.read += int64(len(data))
	r.kept = append(r.kept, data[:min(len(data), max(judged-len(r.kept), 0))]...)
	if r.broken != nil {
		return 0, r.broken
	}
	return len(data), nil
}

// release sends the head and what was held, with the mutex locked; flushed: at once.
func (r *relay) release(flushed bool) {
	if r.sent || r.status == 0 {
		return
	}
	r.sent = true
	header := r.to.Header()
	maps.Copy(header, r.header)
	for _, name := range []string{"Content-Type", "Date"} { // which net/http would add
		if _, has := header[name]; !has {
			header[name] = nil
		}
	}
	r.to.WriteHeader(r.status)
	// Flushed, a body of unknown length stays one.
	r.pass(r.kept, flushed || r.length < 0)
}

// pass writes a part of the body, but for the very last byte.
func (r *relay) pass(data []byte, flushed bool) {
	r.passed += int64(len(data))
	if r.passed == r.length && len(data) > 0 {
		r.last = []byte{data[len(data)-1]}
		data = data[:len(data)-1]
	}
	if r.broken == nil && len(data) > 0 {
		_, r.broken = r.to.Write(data)
	}
	if r.broken == nil && flushed {
		// A writer that cannot flush, as in a test, has nothing to hold back.
		_ = http.NewResponseController(r.to).Flush()
	}
}

// refusal is the error of a client that takes no more, or nil.
func (r *relay) refusal() error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.broken
}

// settle stops the holding, and reports what is known of the answer.
func (r *relay) settle() (status int, answer Body, unkept int, sent bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.timer != nil {
		r.timer.Stop() // which may be too late
	}
	r.settled = true
	return r.status, Body{r.kept, r.read <= judged}, int(r.read) - len(r.kept), r.sent
}

// removeMarks takes away what the proxy alone says of an answer.
func removeMarks(header http.Header) {
	for _, name := range []string{journal.AnswerHeader, HeaderViolations} {
		delete(header, name)
		delete(header, http.TrailerPrefix+name)
	}
}

// finish sends what is still held, with further headers, and the trailers. What is broken off afterwards has to be
// flushed.
func (r *relay) finish(further http.Header, flushed bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	maps.Copy(r.header, further)
	r.release(flushed)
	removeMarks(r.trailer)
	for name, values := range r.trailer {
		if strings.HasPrefix(name, http.TrailerPrefix) || r.announced(name) {
			r.to.Header()[name] = values
		}
	}
}

// announced reports whether the head speaks of a trailer.
func (r *relay) announced(name string) bool {
	for _, names := range r.header["Trailer"] {
		for announced := range strings.SplitSeq(names, ",") {
			if http.CanonicalHeaderKey(strings.TrimSpace(announced)) == name {
				return true
			}
		}
	}
	return false
}

// end sends the last byte.
func (r *relay) end() {
	if len(r.last) > 0 && r.broken == nil {
		_, r.broken = r.to.Write(r.last)
	}
}
