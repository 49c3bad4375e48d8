package consistency_test

import (
	"testing"

	"casemock/contracts/crm"
)

func TestEachDefectIsFound(t *testing.T) {
	t.Parallel()
	for _, defect := range crm.Defects() {
		t.Run(defect.Name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, defect.Quirk)
			crm.Walk(c)
			switch {
			case len(c.found) == 0:
				t.Error("nothing is found")
			case c.found[0].Path != defect.Path:
				t.Errorf("found at %s first, want %s", c.found[0].Path, defect.Path)
			}
		})
	}
}
