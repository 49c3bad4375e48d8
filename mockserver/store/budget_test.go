package store_test

import (
	"errors"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// eachBudget tests every implementation with a budget of its own.
func eachBudget(t *testing.T, bytes int64,
	test func(t *testing.T, budget *store.Budget, open func(*store.Budget) store.Store),
) {
	t.Parallel()
	for name, open := range stores {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, store.NewBudget(bytes), open)
		})
	}
}

func wantFull(t *testing.T, errs map[string]error) {
	t.Helper()
	for what, err := range errs {
		if !errors.Is(err, store.ErrFull) {
			t.Errorf("%s: %v, want ErrFull", what, err)
		}
	}
}

func onlyError[T any](_ T, err error) error { return err }

func anyCase(id, number string) caseapi.Case { return caseapi.Case{ID: id, Number: number} }

func TestNothingGrowsBeyondTheBudget(t *testing.T) {
	eachBudget(t, 1, func(t *testing.T, budget *store.Budget, open func(*store.Budget) store.Store) {
		kept := open(budget)
		named2 := func(before caseapi.Customer) (caseapi.Customer, error) { return before, nil }
		wantFull(t, map[string]error{
			"an update":             onlyError(kept.UpdateCase("1", titled("x"))),
			"a new case":            onlyError(kept.AddCase(anyCase)),
			"a case that is put":    kept.PutCase(caseapi.Case{ID: "7"}),
			"a case that goes":      kept.RemoveCase("2"),
			"a customer's update":   onlyError(kept.UpdateCustomer("C-1", named2)),
			"a new customer":        onlyError(kept.AddCustomer(named)),
			"a customer who is put": kept.PutCustomer(caseapi.Customer{ID: "C-7"}),
			"a customer who goes":   kept.RemoveCustomer("C-2"),
		})
		if found, _ := kept.Case("1"); found.Value.Title != "seeded" || !kept.HasCase("2") || kept.HasCase("7") {
			t.Errorf("what was refused has changed something: %+v", found)
		}
		if used := budget.Used(); used != 0 {
			t.Errorf("what was refused takes %d bytes", used)
		}
	})
}

func TestUpdatesAreCountedOnce(t *testing.T) {
	eachBudget(t, 2000, func(t *testing.T, budget *store.Budget, open func(*store.Budget) store.Store) {
		kept := open(budget)
		for range 100 {
			must(kept.UpdateCase("1", titled("short")))(t)
		}
		short := budget.Used()
		if _, err := kept.UpdateCase("1", titled(strings.Repeat("long", 1000))); !errors.Is(err, store.ErrFull) {
			t.Errorf("an update to 4,000 bytes of 2,000: %v, want ErrFull", err)
		}
		if found, _ := kept.Case("1"); found.Value.Title != "short" || budget.Used() != short {
			t.Errorf("the refused update left %q and %d bytes, want %d", found.Value.Title, budget.Used(), short)
		}
		must(kept.UpdateCase("1", titled("")))(t)
		if used := budget.Used(); used != short-int64(len("short")) {
			t.Errorf("%d bytes are used after the title went, %d with it", used, short)
		}
	})
}

// What was refused leaves no gap between the ids.
func TestRefusedIDsAreGivenToTheNext(t *testing.T) {
	eachBudget(t, 2000, func(t *testing.T, budget *store.Budget, open func(*store.Budget) store.Store) {
		one, other := open(budget), open(budget)
		for onlyError(one.AddCase(anyCase)) == nil || onlyError(one.AddCustomer(named)) == nil {
		}
		wantFull(t, map[string]error{
			"a case":     onlyError(other.AddCase(anyCase)),
			"a customer": onlyError(other.AddCustomer(named)),
		})
		one.Close()
		newCase, newCustomer := must(other.AddCase(anyCase))(t), must(other.AddCustomer(named))(t)
		if newCase.Value.ID != "5" || newCustomer.Value.ID != "C-4" {
			t.Errorf("got %s and %s, want 5 and C-4", newCase.Value.ID, newCustomer.Value.ID)
		}
	})
}

func TestABudgetIsShared(t *testing.T) {
	eachBudget(t, 1000, func(t *testing.T, budget *store.Budget, open func(*store.Budget) store.Store) {
		one, other := open(budget), open(budget)
		for onlyError(one.AddCase(anyCase)) == nil {
		}
		wantFull(t, map[string]error{"the other store": onlyError(other.AddCase(anyCase))})
		one.Close()
		must(other.AddCase(anyCase))(t)
		other.Close()
		if used := budget.Used(); used != 0 {
			t.Errorf("%d bytes are used by stores that were closed", used)
		}
		must(other.AddCase(anyCase))(t)
		if used := budget.Used(); used != 0 {
			t.Errorf("a closed store takes %d bytes", used)
		}
	})
}
