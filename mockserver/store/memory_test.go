package store_test

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// village is a population of four cases: two of C-1, one of C-2, one of C-3.
type village struct{ encoded *store.Cache }

var villagers = map[string]string{"1": "C-1", "2": "C-2", "3": "C-1", "4": "C-3"}

func (village) Case(id string) (caseapi.Case, bool) {
	customer, ok := villagers[id]
	return caseapi.Case{ID: id, Number: "N-" + id, CustomerID: customer, Title: "seeded"}, ok
}

func (village) CaseIndex(id string) (int, bool) {
	index, err := strconv.Atoi(id)
	return index - 1, err == nil && villagers[id] != ""
}

func (v village) Customer(id string) (caseapi.Customer, bool) {
	return caseapi.Customer{ID: id}, v.HasCustomer(id)
}

func (v village) CaseJSON(id string) ([]byte, bool) { return v.encoded.CaseJSON(id) }

func (village) HasCase(id string) bool { return villagers[id] != "" }

func (village) HasCustomer(id string) bool { return id == "C-1" || id == "C-2" || id == "C-3" }

func (village) CaseIDs(customerID string) []string {
	var ids []string
	for _, id := range []string{"1", "2", "3", "4"} {
		if villagers[id] == customerID {
			ids = append(ids, id)
		}
	}
	return ids
}

func (village) CaseCount() int              { return len(villagers) }
func (village) CustomerCount() int          { return 3 }
func (village) CaseID(index int) string     { return strconv.Itoa(index + 1) }
func (village) CaseNumber(index int) string { return "N-" + strconv.Itoa(index+1) }
func (village) CustomerID(index int) string { return "C-" + strconv.Itoa(index+1) }

// stores lists every implementation of [store.Store]: each must pass the same tests.
var stores = map[string]func(*store.Budget) store.Store{
	"memory": func(budget *store.Budget) store.Store {
		return store.NewMemory(village{encoded: store.NewCache(2, village{})}, budget)
	},
}

const plenty = 1 << 24

func eachStore(t *testing.T, test func(t *testing.T, kept store.Store)) {
	t.Parallel()
	for name, open := range stores {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, open(store.NewBudget(plenty)))
		})
	}
}

func titled(title string) func(caseapi.Case) (caseapi.Case, error) {
	return func(before caseapi.Case) (caseapi.Case, error) {
		before.Title = title
		return before, nil
	}
}

func movedTo(customerID string) func(caseapi.Case) (caseapi.Case, error) {
	return func(before caseapi.Case) (caseapi.Case, error) {
		before.CustomerID = customerID
		return before, nil
	}
}

func named(id string) caseapi.Customer { return caseapi.Customer{ID: id} }

func wantNoError(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func idsOf(cases iter.Seq2[string, []byte]) []string {
	ids := []string{}
	for id := range cases {
		ids = append(ids, id)
	}
	return ids
}

func wantCases(t *testing.T, kept store.Store, customerID string, want ...string) {
	t.Helper()
	found := kept.CasesOf(customerID)
	if diff := cmp.Diff(append([]string{}, want...), idsOf(found)); diff != "" {
		t.Errorf("cases of %s (-want +got):\n%s", customerID, diff)
	}
	for id, encoded := range found {
		if one, _ := kept.Case(id); string(encoded) != string(one.JSON) {
			t.Errorf("the JSON of case %s of %s is %s, want %s", id, customerID, encoded, one.JSON)
		}
	}
}

func must[T any](value T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func TestUpdateCaseIsSeenByLaterReads(t *testing.T) {
	eachStore(t, func(t *testing.T, kept store.Store) {
		before, _ := kept.Case("1")
		updated := must(kept.UpdateCase("1", titled("changed")))(t)
		found, ok := kept.Case("1")
		if !ok || found.Value.Title != "changed" || updated.Value.Title != "changed" {
			t.Errorf("got %q and %q, want both changed", updated.Value.Title, found.Value.Title)
		}
		if before.Value.Title != "seeded" {
			t.Errorf("a case that was read before became %q", before.Value.Title)
		}
	})
}

func TestCaseJSONIsTheCase(t *testing.T) {
	eachStore(t, func(t *testing.T, kept store.Store) {
		for _, title := range []string{"first", "second"} {
			updated := must(kept.UpdateCase("1", titled(title)))(t)
			want, err := caseapi.Marshal(updated.Value)
			if err != nil {
				t.Fatal(err)
			}
			if got, ok := kept.CaseJSON("1"); !ok || string(got) != string(want) || string(updated.JSON) != string(want) {
				t.Errorf("got %s and %s, want %s", got, updated.JSON, want)
			}
		}
		if got, ok := kept.CaseJSON("unknown"); ok {
			t.Errorf("an unknown case has the JSON %s", got)
		}
	})
}

func TestSeededCasesAreEncodedAsTheyAre(t *testing.T) {
	eachStore(t, func(t *testing.T, kept store.Store) {
		for range 2 { // made up, then remembered or made up again
			for _, id := range []string{"1", "2", "3", "4"} {
				found, _ := kept.Case(id)
				want, err := caseapi.Marshal(found.Value)
				if err != nil {
					t.Fatal(err)
				}
				if got, ok := kept.CaseJSON(id); !ok || string(got) != string(want) {
					t.Errorf("got %s, want %s", got, want)
				}
			}
		}
	})
}

func TestFailedUpdateChangesNothing(t *testing.T) {
	refused := errors.New("refused")
	eachStore(t, func(t *testing.T, kept store.Store) {
		refuse := func(caseapi.Case) (caseapi.Case, error) { return caseapi.Case{}, refused }
		if _, err := kept.UpdateCase("1", refuse); !errors.Is(err, refused) {
			t.Errorf("got error %v, want that of the update", err)
		}
		if found, _ := kept.Case("1"); found.Value.Title != "seeded" {
			t.Errorf("the case became %+v", found)
		}
	})
}

func TestUnknownIDsAreNotFound(t *testing.T) {
	eachStore(t, func(t *testing.T, kept store.Store) {
		if _, ok := kept.Case("9"); ok || kept.HasCase("9") || kept.HasCustomer("C-9") {
			t.Error("case 9 or customer C-9 exists")
		}
		if _, err := kept.UpdateCase("9", titled("x")); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("updating case 9: got %v, want ErrNotFound", err)
		}
		same := func(before caseapi.Customer) (caseapi.Customer, error) { return before, nil }
		if _, err := kept.UpdateCustomer("C-9", same); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("updating customer C-9: got %v, want ErrNotFound", err)
		}
	})
}

func TestAddedCasesFollowTheSeededOnes(t *testing.T) {
	eachStore(t, func(t *testing.T, kept store.Store) {
		wantNoError(t, kept.PutCase(caseapi.Case{ID: "5", CustomerID: "C-2"})) // takes the next id
		added := must(kept.AddCase(func(id, number string) caseapi.Case {
			return caseapi.Case{ID: id, Number: number, CustomerID: "C-1"}
		}))(t).Value
		if added.ID != "6" || added.Number != "N-6" {
			t.Errorf("got case %s with number %s, want 6 and N-6", added.ID, added.Number)
		}
		wantCases(t, kept, "C-1", "1", "3", "6")
		wantCases(t, kept, "C-2", "2", "5")
	})
}

func TestMovedCasesBelongToOneCustomer(t *testing.T) {
	eachStore(t, func(t *testing.T, kept store.Store) {
		must(kept.UpdateCase("1", movedTo("C-2")))(t)
		wantCases(t, kept, "C-1", "3")
		wantCases(t, kept, "C-2", "2", "1")
		must(kept.UpdateCase("1", movedTo("C-1")))(t)
		must(kept.UpdateCase("1", movedTo("C-2")))(t)
		must(kept.UpdateCase("1", movedTo("C-1")))(t)
		wantCases(t, kept, "C-1", "1", "3")
		wantCases(t, kept, "C-2", "2")
	})
}

// However clients move a case about, it ends as a case of the customer that it names, and of no other.
func TestCasesMovedByManyAreSomebodys(t *testing.T) {
	customers := []string{"C-1", "C-2", "C-3"}
	eachStore(t, func(t *testing.T, kept store.Store) {
		for range 200 {
			var moving sync.WaitGroup
			for _, customer := range customers {
				moving.Go(func() { must(kept.UpdateCase("2", movedTo(customer)))(t) })
			}
			moving.Wait()
			found, _ := kept.Case("2")
			for _, customer := range customers {
				listed := slices.Contains(idsOf(kept.CasesOf(customer)), "2")
				if listed != (customer == found.Value.CustomerID) {
					t.Fatalf("of %s: %t, but it is of %s", customer, listed, found.Value.CustomerID)
				}
			}
		}
	})
}

func TestRemovedIsGone(t *testing.T) {
	eachStore(t, func(t *testing.T, kept store.Store) {
		wantNoError(t, kept.RemoveCase("1"), kept.RemoveCustomer("C-3"))
		if _, ok := kept.Case("1"); ok || kept.HasCase("1") || !kept.HasCase("2") {
			t.Error("case 1 is still there, or case 2 is not")
		}
		if encoded, ok := kept.CaseJSON("1"); ok {
			t.Errorf("case 1 still has the JSON %s", encoded)
		}
		if _, err := kept.UpdateCase("1", titled("x")); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("updating a removed case: got %v, want ErrNotFound", err)
		}
		if _, ok := kept.Customer("C-3"); ok {
			t.Error("customer C-3 is still there")
		}
		wantCases(t, kept, "C-1", "3")
	})
}

func TestChangedCustomersAreListedByID(t *testing.T) {
	eachStore(t, func(t *testing.T, kept store.Store) {
		must(kept.AddCustomer(named))(t)
		wantNoError(t, kept.RemoveCustomer("C-2"))
		must(kept.UpdateCustomer("C-1", func(before caseapi.Customer) (caseapi.Customer, error) {
			before.Custom = map[string]string{"name": "Ada"}
			return before, nil
		}))(t)
		var got []string
		for _, id := range kept.ChangedCustomers() {
			var name string
			customer, ok := kept.Customer(id)
			if ok {
				name = customer.Value.Custom["name"]
			}
			got = append(got, fmt.Sprintf("%s %t %s", id, ok, name))
		}
		if diff := cmp.Diff([]string{"C-1 true Ada", "C-2 false ", "C-4 true "}, got); diff != "" {
			t.Errorf("changed customers (-want +got):\n%s", diff)
		}
	})
}

// Whatever comes and goes at the same time, nothing gets an id that was reserved.
func TestReservedIDsAreNobodys(t *testing.T) {
	tooLarge := strings.Repeat("x", store.MostBytes)
	eachStore(t, func(t *testing.T, kept store.Store) {
		wantNoError(t, kept.PutCase(caseapi.Case{ID: "6"}), kept.RemoveCustomer("C-5"))
		reserved := make([][2]string, 16)
		inParallel(len(reserved), func(worker int) {
			caseID, _ := kept.ReserveCase()
			reserved[worker] = [2]string{caseID, kept.ReserveCustomer()}
			for _, title := range []string{"", tooLarge} {
				_, _ = kept.AddCase(func(id, number string) caseapi.Case { return caseapi.Case{ID: id, Title: title} })
				_, _ = kept.AddCustomer(func(id string) caseapi.Customer { return caseapi.Customer{ID: id, URL: title} })
			}
		})
		taken := map[string]bool{}
		for _, ids := range reserved {
			if taken[ids[0]] || taken[ids[1]] || kept.HasCase(ids[0]) || kept.HasCustomer(ids[1]) {
				t.Fatalf("%v is somebody's", ids)
			}
			taken[ids[0]], taken[ids[1]] = true, true
		}
	})
}

func TestTooLargeIsRefused(t *testing.T) {
	eachStore(t, func(t *testing.T, kept store.Store) {
		large := strings.Repeat("x", store.MostBytes-300)
		must(kept.UpdateCase("1", titled(large)))(t)
		customer := caseapi.Customer{ID: "C-1", URL: large + large}
		for what, err := range map[string]error{
			"an update": onlyError(kept.UpdateCase("1", titled(large+large))),
			"a new case": onlyError(kept.AddCase(func(id, number string) caseapi.Case {
				return caseapi.Case{ID: id, Title: large + large}
			})),
			"a customer who is put": kept.PutCustomer(customer),
			"a new customer": onlyError(kept.AddCustomer(func(id string) caseapi.Customer {
				return caseapi.Customer{ID: id, URL: large + large}
			})),
		} {
			if !errors.Is(err, store.ErrTooLarge) {
				t.Errorf("%s: %v, want ErrTooLarge", what, err)
			}
		}
		if found, _ := kept.Case("1"); found.Value.Title != large || kept.HasCase("5") || kept.HasCustomer("C-4") {
			t.Error("what was refused has changed something")
		}
	})
}

func TestConcurrentUpdatesLoseNothing(t *testing.T) {
	const writers = 300
	eachStore(t, func(t *testing.T, kept store.Store) {
		inParallel(writers, func(writer int) {
			_, err := kept.UpdateCase("1", func(before caseapi.Case) (caseapi.Case, error) {
				added := caseapi.Interaction{Service: "test", ServiceID: strconv.Itoa(writer)}
				before.Interactions = append(slices.Clone(before.Interactions), added)
				return before, nil
			})
			if err != nil {
				t.Error(err)
			}
			kept.CaseJSON("1")
			kept.CasesOf("C-1")
		})
		found, _ := kept.Case("1")
		seen := map[string]bool{}
		for _, interaction := range found.Value.Interactions {
			seen[interaction.ServiceID] = true
		}
		if len(found.Value.Interactions) != writers || len(seen) != writers {
			t.Errorf("%d interactions, %d different ones, want %d", len(found.Value.Interactions), len(seen), writers)
		}
	})
}

func TestConcurrentAddsGetIDsOfTheirOwn(t *testing.T) {
	const writers = 200
	eachStore(t, func(t *testing.T, kept store.Store) {
		inParallel(writers, func(int) {
			_, err := kept.AddCase(func(id, number string) caseapi.Case {
				return caseapi.Case{ID: id, Number: number, CustomerID: "C-2"}
			})
			if err != nil {
				t.Error(err)
			}
		})
		ids := idsOf(kept.CasesOf("C-2"))
		slices.Sort(ids)
		if got := len(slices.Compact(ids)); got != writers+1 {
			t.Errorf("%d different cases, want %d", got, writers+1)
		}
	})
}

func inParallel(workers int, work func(worker int)) {
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() { work(worker) })
	}
	group.Wait()
}
