package mockserver

import (
	"testing"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

func TestSandboxBehavesForEveryOperation(t *testing.T) {
	t.Parallel()
	for _, operation := range caseapi.Operations() {
		if behaviours[operation.Name] == nil {
			t.Errorf("the sandbox does not know how to do %s", operation.Name)
		}
	}
	if len(behaviours) != len(caseapi.Operations()) {
		t.Errorf("%d behaviours for %d operations", len(behaviours), len(caseapi.Operations()))
	}
}

func TestEveryKnownStateCanBeBroughtAbout(t *testing.T) {
	t.Parallel()
	for _, state := range scenarios.KnownStates() {
		if providerStates[state.Name] == nil {
			t.Errorf("nobody knows how to bring about %q", state.Name)
		}
	}
	if len(providerStates) != len(scenarios.KnownStates()) {
		t.Errorf("%d states are brought about, %d are known", len(providerStates), len(scenarios.KnownStates()))
	}
}
