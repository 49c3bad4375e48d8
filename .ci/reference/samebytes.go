package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
)

// cases is how many different ones are asked for. Their ids are numbers that follow each other.
const cases = 10_000

// kind tells the requests of .ci/bench apart.
type kind int

const (
	get kind = iota
	forced
	update
	kinds
)

// kindOf asks nothing that takes time: a reference must not be slow.
func kindOf(r *http.Request) kind {
	switch {
	case r.Method == http.MethodGet:
		return get
	case len(r.Header["Prefer"]) > 0:
		return forced
	}
	return update
}

// answer is what casemock answered. It is one piece of memory besides the body, since what a reference
// keeps must not give the garbage collector work.
type answer struct {
	*head
	length [1]string // Content-Length
	body   []byte
}

// head is what many answers have in common.
type head struct {
	status int
	header http.Header // but for Content-Length, and Date, which net/http writes
}

// sameBytes writes what casemock, at the origin, answered to such a request for that case before.
type sameBytes struct {
	origin string
	heads  sync.Map // of *head, by what it is when printed
	known  [kinds][cases]atomic.Pointer[answer]
}

func (s *sameBytes) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	kind := kindOf(r)
	id, err := strconv.Atoi(r.URL.Path[len("/case/"):])
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	place := &s.known[kind][id%cases]
	learnt := place.Load()
	if learnt == nil {
		if learnt, err = s.learn(r); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		place.Store(learnt)
	} else if kind == update {
		var decoded any
		if err := json.NewDecoder(r.Body).Decode(&decoded); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
	}
	learnt.write(w)
}

func (a *answer) write(w http.ResponseWriter) {
	header := w.Header()
	for name, values := range a.header {
		header[name] = values
	}
	header["Content-Length"] = a.length[:]
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // the client may be gone
}

// learn passes a request on to casemock.
func (s *sameBytes) learn(r *http.Request) (*answer, error) {
	passed, err := http.NewRequestWithContext(r.Context(), r.Method, s.origin+r.URL.Path, r.Body)
	if err != nil {
		return nil, err
	}
	passed.Header = r.Header
	response, err := http.DefaultClient.Do(passed)
	if err != nil {
		return nil, fmt.Errorf("asking casemock: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	response.Header.Del("Date")
	response.Header.Del("Content-Length")
	common := &head{response.StatusCode, response.Header}
	same, _ := s.heads.LoadOrStore(fmt.Sprint(*common), common)
	return &answer{same.(*head), [1]string{strconv.Itoa(len(body))}, bytes.Clone(body)}, err
}
