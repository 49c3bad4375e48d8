package native

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"casemock/contracts/pact/contract"
)

// FuzzMarked reads arbitrary pact files: each is refused, or can be handed to the library.
func FuzzMarked(f *testing.F) {
	for _, interaction := range committedInteractions(f) {
		f.Add([]byte(`{"provider": {"name": "x"}, "interactions": [` + string(interaction) + `]}`))
	}
	f.Add([]byte(`{"provider": {"name": "x"}, "interactions": [{"request": {}}]}`))
	f.Add([]byte(`{"provider": {"name": "x"}, "interactions": [{"messages": []}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		contract, err := contract.ParseContract(data)
		if err != nil {
			return
		}
		if _, err := json.Marshal(marked(contract, "secret")); err != nil {
			t.Errorf("what was read cannot be served: %v", err)
		}
	})
}

// committedInteractions are those of the committed contract, one by one.
func committedInteractions(t testing.TB) []json.RawMessage {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "pacts", contract.FileName))
	if err != nil {
		t.Fatal(err)
	}
	var contract struct{ Interactions []json.RawMessage }
	if err := json.Unmarshal(text, &contract); err != nil {
		t.Fatal(err)
	}
	return contract.Interactions
}
