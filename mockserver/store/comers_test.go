package store

import (
	"fmt"
	"testing"
)

// What a case passes through leaves no trace: clients may move cases about for weeks.
func TestCasesThatMoveOnLeaveNothing(t *testing.T) {
	t.Parallel()
	var kept comers
	gone := func() bool { return false }
	for n := range 1000 {
		kept.come(fmt.Sprint("C-", n+1), "1")
		kept.leave(fmt.Sprint("C-", n), "1", gone)
	}
	if len(kept.of) != 1 || len(kept.list("C-1000")) != 1 {
		t.Errorf("%d customers are remembered", len(kept.of))
	}
}

func TestCasesThatAreBackStay(t *testing.T) {
	t.Parallel()
	var kept comers
	kept.come("C-1", "1")
	kept.leave("C-1", "1", func() bool { return true })
	if len(kept.list("C-1")) != 1 {
		t.Error("the case is gone")
	}
}
