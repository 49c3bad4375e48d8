package sandbox

import (
	"testing"

	"casemock/contracts/caseapi"
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
