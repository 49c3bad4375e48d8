package native

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"casemock/scenarios"
)

// changeState answers Pact, which asks for the empty state where an interaction has none. A state that
// cannot be brought about is a 400, after which Pact leaves the request out: a 5xx it would try again for
// two minutes. A teardown always succeeds, since Pact would otherwise fail an interaction that was verified.
func (b *bridge) changeState(w http.ResponseWriter, r *http.Request) {
	change, interaction, err := b.readStateChange(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	values, err := b.bringAbout(interaction, change)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(withPathForms(values))
}

func (b *bridge) bringAbout(interaction int, change scenarios.StateChange) (map[string]any, error) {
	b.asking.Lock()
	defer b.asking.Unlock()
	switch {
	case b.over:
		return nil, errOver
	case interaction < 0:
		return nil, nil
	case change.Action == "teardown":
		b.run.TearDown(interaction, change.State)
		return nil, nil
	}
	return b.run.SetUp(interaction, change.State, change.Params)
}

// readStateChange also takes the mark off; the interaction is -1 where none was set, which is so
// for the empty state.
func (b *bridge) readStateChange(r *http.Request) (change scenarios.StateChange, interaction int, err error) {
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
// Those come last: a server that returns a value of such a name chooses no path by it. What cannot stand
// in a path at all is the runner's to refuse.
func withPathForms(values map[string]any) map[string]any {
	all := make(map[string]any, 2*len(values))
	for name, value := range values {
		all[name] = forPact(value)
	}
	for name, value := range values {
		all[name+pathForm] = url.PathEscape(fmt.Sprint(value)) // a json.Number prints as it was written
	}
	return all
}

// forPact is a value that Pact can read without losing digits of a number: its numbers are of 64
// bits.
func forPact(value any) any {
	number, isNumber := value.(json.Number)
	if !isNumber {
		return value
	}
	text := number.String()
	if _, err := strconv.ParseInt(text, 10, 64); err == nil {
		return number
	}
	float, err := strconv.ParseFloat(text, 64)
	if err == nil && strconv.FormatFloat(float, 'f', -1, 64) == text && strings.Contains(text, ".") {
		return number
	}
	return text
}
