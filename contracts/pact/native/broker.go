package native

import (
	"encoding/json"
	"io"
	"net/http"
)

// The bridge's paths.
const (
	pactsPath   = "/pacts"
	pactPath    = "/pact"
	resultsPath = "/results"
	statesPath  = "/states"
)

// routes are the pages of a broker that Pact asks for, in the order in which it does, and the
// provider-state change URL. Every member is needed: without one, Pact finds no pacts.
func (h *bridge) routes(served []byte) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", page(map[string]any{"_links": map[string]any{
		"pb:provider-pacts-for-verification": h.link(pactsPath),
	}}))
	mux.Handle(pactsPath, page(map[string]any{
		"_links": map[string]any{"self": h.link(pactsPath)},
		"_embedded": map[string]any{"pacts": []any{map[string]any{
			"shortDescription":       "all",
			"verificationProperties": map[string]any{"pending": false, "notices": []any{}},
			"_links":                 map[string]any{"self": h.link(pactPath)},
		}}},
	}))
	mux.Handle("GET "+pactPath, page(json.RawMessage(served)))
	mux.HandleFunc("POST "+resultsPath, h.takeResults)
	mux.HandleFunc("POST "+statesPath, h.changeState)
	return mux
}

func (h *bridge) link(path string) map[string]any { return map[string]any{"href": h.url + path} }

// page answers with the same document to everyone.
func page(document any) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/hal+json")
		_ = json.NewEncoder(w).Encode(document) // Pact reports a page that it cannot read
	})
}

// takeResults is told once, after the last interaction and before the native call returns.
func (h *bridge) takeResults(w http.ResponseWriter, r *http.Request) {
	var published struct {
		TestResults []Verdict `json:"testResults"`
	}
	if err := json.NewDecoder(r.Body).Decode(&published); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	h.asking.Lock()
	defer h.asking.Unlock()
	select {
	case h.results <- published.TestResults:
	default: // a second report about the same run adds nothing
	}
	w.Header().Set("Content-Type", "application/hal+json")
	w.WriteHeader(http.StatusCreated)
	_, _ = io.WriteString(w, "{}")
}
