package world

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver/journal"
	"casemock/mockserver/store"
)

// BenchmarkSeam is what a request in memory pays for the possibility that its world is in an engine: the difference
// of the two. A read of a case takes some 20 µs of the processor (.ci/bench).
func BenchmarkSeam(b *testing.B) {
	data, journals := store.NewBudget(1<<20), journal.NewBudget(journal.MaxBytes)
	all := NewRegistry(10, func(name string) *World {
		return New(name, store.NewMemory(nobody{}, data), store.NewAccount(data), journal.New(1000, journals))
	})
	ctx, request := b.Context(), httptest.NewRequest(http.MethodGet, "/case/1001", nil)
	entry := func() *journal.Entry {
		made := journal.NewEntry(request, [4][2]string{}, http.Header{}, journal.Answer{Status: http.StatusOK})
		made.Operation = caseapi.LookupCase
		return made
	}
	b.Run("with", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			arrived, _ := all.Arrive(ctx, Default, true)
			_ = arrived.World.Change(ctx, func(here *World) { here.Forced.None() })
			_ = arrived.World.Settle(ctx)
			_ = arrived.Record(ctx, entry(), true)
		}
	})
	b.Run("without", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			entered := all.Enter(Default)
			entered.arrivals.Add(1)
			clears := entered.Journal.Clears()
			entered.Forced.None()
			added := entry()
			entered.Coverage.Count(added.Operation, added.Answer)
			entered.Journal.AddUnlessCleared(added, clears)
		}
	})
}
