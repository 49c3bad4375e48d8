package journal

import (
	"time"

	"casemock/contracts/caseapi"
)

// Filter is what the entries that are meant can be narrowed by. Its zero value means all.
type Filter struct {
	Operation caseapi.OperationName
	Status    *int // 0 is what a fault left without an answer
	Scenario  string
	SinceN    uint64    // excluded itself
	SinceTime time.Time // excluded itself
	Limit     *int      // the newest so many
}

// Lets reports whether an entry is meant, but for the limit.
func (f Filter) Lets(entry *Entry) bool {
	return (f.Operation == "" || entry.Operation == f.Operation) &&
		(f.Status == nil || entry.Answer.Status == *f.Status) &&
		(f.Scenario == "" || entry.Answer.Scenario == f.Scenario) &&
		entry.N > f.SinceN && entry.shownTime().After(f.SinceTime)
}
