package pact

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// stateChange is what Pact asks of a provider-state change URL. An interaction without states asks
// for the empty one.
type stateChange struct {
	State  string         `json:"state"`
	Action string         `json:"action"` // setup or teardown
	Params map[string]any `json:"params"`
}

// changeState answers Pact. A state that cannot be brought about is a 400, after which Pact leaves
// the request out: a 5xx it would try again for two minutes. A teardown always succeeds, since Pact
// would otherwise fail an interaction that was verified.
func (h *bridge) changeState(w http.ResponseWriter, r *http.Request) {
	change, interaction, err := h.readStateChange(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	values, err := h.ask(interaction, change)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(withPathForms(values))
}

var errOver = errors.New("the verification is over")

func (h *bridge) ask(interaction int, change stateChange) (map[string]any, error) {
	h.asking.Lock()
	defer h.asking.Unlock()
	switch {
	case h.over:
		return nil, errOver
	case interaction < 0:
		return nil, nil
	case change.Action == "teardown":
		h.run.tearDown(interaction, change.State, change.Params)
		return nil, nil
	}
	return h.run.setUp(interaction, change.State, change.Params)
}

// readStateChange also takes the mark off; the interaction is -1 where none was set, which is so
// for the empty state.
func (h *bridge) readStateChange(r *http.Request) (change stateChange, interaction int, err error) {
	decoder := json.NewDecoder(r.Body)
	decoder.UseNumber() // an id may be larger than a float can say
	if err := decoder.Decode(&change); err != nil {
		return change, 0, fmt.Errorf("reading a state change: %w", err)
	}
	interaction = -1
	if mark, ok := change.Params[markParam].(string); ok {
		delete(change.Params, markParam)
		if _, err := fmt.Sscanf(mark, markFormat, &interaction); err != nil {
			return change, 0, fmt.Errorf("reading the mark %q: %w", mark, err)
		}
	}
	return change, interaction, nil
}

// withPathForms adds each value once more, escaped, since Pact puts values into paths as they are.
// Those come last: a server that returns a value of such a name chooses no path by it.
func withPathForms(values map[string]any) map[string]any {
	all := make(map[string]any, 2*len(values))
	for name, value := range values {
		all[name] = forPact(value)
	}
	for name, value := range values {
		if text, err := pathText(value); err == nil {
			all[name+pathForm] = url.PathEscape(text)
		} else {
			all[name+pathForm] = "" // the request is not sent
		}
	}
	return all
}
