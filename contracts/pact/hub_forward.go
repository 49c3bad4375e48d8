package pact

import (
	"fmt"
	"net/http"
	"strings"
)

// insteadOf is the middleware that leaves pact-go's proxy nothing to do.
func (h *hub) insteadOf(http.Handler) http.Handler { return http.HandlerFunc(h.forward) }

// forward stands in the place of pact-go's proxy. That one listens on all interfaces, so a request
// without the mark is refused; it would also drop connections, lose escapes in paths and turn a
// refused connection into a made-up 502.
func (h *hub) forward(w http.ResponseWriter, r *http.Request) {
	mark := r.Header.Get(markHeader)
	r.Header.Del(markHeader)
	secret, position, _ := strings.Cut(mark, " ")
	var interaction int
	if _, err := fmt.Sscanf(position, markFormat, &interaction); err != nil || !h.isSecret(secret) {
		http.Error(w, "this address serves one verification alone", http.StatusForbidden)
		return
	}
	got, err := h.request(interaction, r)
	if err != nil {
		// Pact then reports that there was no answer; the runner knows why.
		panic(http.ErrAbortHandler)
	}
	write(w, got)
}

func (h *hub) request(interaction int, r *http.Request) (*answer, error) {
	h.asking.Lock()
	defer h.asking.Unlock()
	return h.run.answer(interaction, r)
}

// write hands an answer to Pact as it came, but for what would mislead it.
func write(w http.ResponseWriter, got *answer) {
	headers := w.Header()
	for name, values := range got.headers {
		headers[name] = values
	}
	headers.Del("Content-Length")
	headers.Del("Location") // Pact would follow it, and take a redirect for the right answer
	if _, sent := headers["Content-Type"]; !sent {
		headers["Content-Type"] = nil // net/http would make one up
	}
	w.WriteHeader(got.status)
	_, _ = w.Write(got.body) // Pact reports an answer that it could not read
}
