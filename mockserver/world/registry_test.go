package world

import (
	"fmt"
	"sync"
	"testing"

	"casemock/mockserver/journal"
	"casemock/mockserver/store"
)

// TestNewWorldsAreNotTheOldest lets many clients enter new worlds at once: those before them go, not
// they.
func TestNewWorldsAreNotTheOldest(t *testing.T) {
	t.Parallel()
	const bound = 16
	for round := range 50 {
		all := NewRegistry(bound, func(name string) *World {
			return New(name, noStore{}, store.NewAccount(store.NewBudget(1)),
				journal.New(1, journal.NewBudget(journal.MaxBytes)))
		})
		for i := range bound {
			all.Enter(fmt.Sprint("former", i))
		}
		var entering sync.WaitGroup
		for i := range bound {
			entering.Go(func() { all.Enter(fmt.Sprint("new", i)) })
		}
		entering.Wait()
		for i := range bound {
			if _, ok := all.find(fmt.Sprint("new", i)); !ok {
				t.Fatalf("round %d: world new%d was dropped", round, i)
			}
		}
	}
}

// noStore keeps nothing.
type noStore struct{ store.Store }

func (noStore) Close() {}
