package admin

import (
	"testing"

	"casemock/scenarios"
)

func TestEveryKnownStateCanBeBroughtAbout(t *testing.T) {
	t.Parallel()
	for _, state := range scenarios.KnownStates() {
		if !isKnownState(state.Name) {
			t.Errorf("nobody knows how to bring about %q", state.Name)
		}
	}
}
