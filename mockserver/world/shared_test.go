package world

import (
	"path/filepath"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver/engine"
	"casemock/mockserver/engine/file"
	"casemock/mockserver/journal"
	"casemock/mockserver/store"
	"casemock/scenarios"
)

// nobody is a population of nobody.
type nobody struct{ store.Population }

func (nobody) Case(string) (found caseapi.Case, ok bool)         { return found, false }
func (nobody) Customer(string) (found caseapi.Customer, ok bool) { return found, false }
func (nobody) HasCase(string) bool                               { return false }
func (nobody) HasCustomer(string) bool                           { return false }

// replica is a registry of worlds that an engine keeps.
func replica(kept engine.Engine) *Registry {
	data, journals := store.NewBudget(1<<20), journal.NewBudget(journal.MaxBytes)
	create := func(name string) *World {
		return New(name, store.NewMemory(nobody{}, data), store.NewAccount(data), journal.New(1, journals))
	}
	all := NewRegistry(10, func(name string) *World {
		made := create(name)
		made.Keep(kept, create(name))
		return made
	})
	all.Engine = kept
	return all
}

// TestReplicasShareWhatIsSetAtRunTime: what is uploaded for all worlds or for one, and a clock, are there for the next
// request of another process.
func TestReplicasShareWhatIsSetAtRunTime(t *testing.T) {
	t.Parallel()
	kept, err := file.Open(filepath.Join(t.TempDir(), "worlds"), engine.Options{JournalEntries: 10})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	one, two := replica(kept), replica(kept)
	put := func(world string) {
		t.Helper()
		const yaml = "name: mine\noperation: lookupCase\nresponses: [{status: 404}]\n"
		uploaded, problems := scenarios.ParseUpload(nil, "mine", world, []byte(yaml))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		err := one.ChangeUploads(t.Context(), world, func(uploads *Uploads) error {
			_, err := uploads.Put(uploaded)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	source := func(world string) string {
		t.Helper()
		arrived, err := two.Arrive(t.Context(), world, true)
		if err != nil {
			t.Fatal(err)
		}
		found, ok := arrived.World.Scenarios(scenarios.BuiltIn()).Find("mine")
		if !ok {
			return "none"
		}
		return found.Source.String()
	}
	want := func(world, want string) {
		t.Helper()
		if got := source(world); got != want {
			t.Errorf("in %s the scenario is %s, want %s", world, got, want)
		}
	}
	want("alice", "none")
	put("")
	want("alice", "uploaded for all worlds")
	put("alice")
	want("alice", "uploaded for world alice")
	want("bob", "uploaded for all worlds")

	err = one.Enter("alice").Change(t.Context(), func(here *World) {
		err = here.Clock.Change(ClockChange{Time: "2031-05-01T12:00:00Z"})
	})
	if err != nil {
		t.Fatal(err)
	}
	want("alice", "uploaded for world alice")
	if shown := two.Enter("alice").Clock.Reading(); shown.Time != "2031-05-01T12:00:00.000Z" {
		t.Errorf("the other process's clock shows %s", shown.Time)
	}
	if err := two.Reset(t.Context(), "alice"); err != nil {
		t.Fatal(err)
	}
	want("alice", "uploaded for all worlds")
	names, err := one.Names(t.Context())
	if err != nil || len(names) != 3 {
		t.Errorf("got worlds %v, %v, want alice, bob and default", names, err)
	}
}
