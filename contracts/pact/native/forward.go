package native

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/pact/contract"
	"casemock/contracts/transport"
)

// insteadOf is the middleware that leaves pact-go's proxy nothing to do.
func (h *bridge) insteadOf(http.Handler) http.Handler { return http.HandlerFunc(h.forward) }

// forward stands in the place of pact-go's proxy. That one listens on all interfaces, so a request
// without the mark is refused; it would also drop connections, lose escapes in paths and turn a
// refused connection into a made-up 502.
func (h *bridge) forward(w http.ResponseWriter, r *http.Request) {
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
	h.write(w, interaction, got)
}

func (h *bridge) request(interaction int, r *http.Request) (*transport.Answer, error) {
	h.asking.Lock()
	defer h.asking.Unlock()
	if h.over {
		return nil, errOver
	}
	return h.run.Answer(interaction, r)
}

// write hands an answer to Pact: of its headers those that are judged, since Pact takes no answer
// with more than a hundred, and the body as it came.
func (h *bridge) write(w http.ResponseWriter, interaction int, got *transport.Answer) {
	headers := w.Header()
	headers["Content-Type"] = nil // net/http would make one up
	for _, name := range h.judged[interaction] {
		if values, sent := got.Headers[name]; sent {
			headers[name] = values
		}
	}
	w.WriteHeader(got.Status)
	_, _ = w.Write(got.Body) // Pact reports an answer that it could not read
}

// judgedHeaders are those of an answer on which Pact's verdict depends. Location is none of them:
// Pact would follow it, and take a redirect for the right answer. The length is that of the body.
func judgedHeaders(i *contract.Interaction) []string {
	response, _ := i.Document["response"].(map[string]any)
	expected := contract.HeadersIn(response)
	expected.Set("Content-Type", "") // says how the body is to be read
	expected.Set("Content-Encoding", "")
	expected.Del("Content-Length")
	expected.Del("Location")
	return slices.Collect(maps.Keys(expected))
}
