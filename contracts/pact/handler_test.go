package pact

import (
	"encoding/json"
	"io"
	"net/http"
	"sync"

	"casemock/scenarios"
)

// handler is somebody's provider-state change URL: it records what it is asked, and answers so.
type handler struct {
	mutex  sync.Mutex
	told   []scenarios.StateChange
	seen   []*http.Request
	answer func(w http.ResponseWriter, change scenarios.StateChange)
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var change scenarios.StateChange
	_ = json.Unmarshal(body, &change)
	h.mutex.Lock()
	h.told, h.seen = append(h.told, change), append(h.seen, r)
	h.mutex.Unlock()
	w.Header().Set("Connection", "close") // what breaks off on a kept connection is sent again on a new one
	h.answer(w, change)
}

// actions are what it was asked, as in "setup a case exists".
func (h *handler) actions() []string {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	actions := make([]string, len(h.told))
	for i, change := range h.told {
		actions[i] = change.Action + " " + change.State
	}
	return actions
}

// stating answers every state change with a status and a body.
func stating(status int, body string) *handler {
	return &handler{answer: func(w http.ResponseWriter, _ scenarios.StateChange) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}}
}
