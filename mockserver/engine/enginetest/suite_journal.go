package enginetest

import (
	"fmt"
	"slices"
	"strings"

	"casemock/mockserver/engine"
)

func journals(t *tester) {
	all := t.processes(2)
	here, there := t.copyOf(all[0], "w"), t.copyOf(all[1], "w")
	here.arrive()
	there.arrive()
	for i, text := range []string{"one", "two\r\n\x00", "three", "four"} {
		equal(t, "number", []*copied{here, there}[i%2].append(here.entry(text)), uint64(i+1))
	}
	here.entries("1:one", "2:two\r\n\x00", "3:three", "4:four")
	there.entries("1:one", "2:two\r\n\x00", "3:three", "4:four")
	equal(t, "newest", here.journal().Newest, 4)

	numbers := func(entries []engine.Kept, err error) string {
		t.check(err)
		var found []string
		for _, kept := range entries {
			found = append(found, fmt.Sprint(kept.Number))
		}
		return strings.Join(found, " ")
	}
	equal(t, "after 2", numbers(there.engine.After(t.Context(), "w", 2, 10)), "3 4")
	equal(t, "one after 1", numbers(there.engine.After(t.Context(), "w", 1, 1)), "2")
	equal(t, "after the last", numbers(there.engine.After(t.Context(), "w", 4, 10)), "")
	equal(t, "two before 4", numbers(there.engine.Before(t.Context(), "w", 4, 2)), "3 2")
	equal(t, "before the first", numbers(there.engine.Before(t.Context(), "w", 1, 2)), "")
	equal(t, "before none", numbers(there.engine.Before(t.Context(), "w", 0, 2)), "")

	t.check(there.engine.Forget(t.Context(), "w", []uint64{2, 4, 99}))
	here.entries("1:one", "3:three")
	equal(t, "dropped", here.journal().Dropped, 0)
	equal(t, "number", here.append(here.entry("five")), 5)

	t.check(there.engine.ClearJournal(t.Context(), "w"))
	here.entries()
	equal(t, "newest", here.journal().Newest, 5)
	equal(t, "number", here.append(here.entry("six")), 6)
	here.entries("6:six")
}

func journalBounds(t *tester) {
	few := options
	few.JournalEntries, few.JournalBytes = 5, 1000
	here := t.copyOf(t.open(few), "w")
	here.arrive()
	for i := range 7 {
		here.append(here.entry(fmt.Sprint(i)))
	}
	here.entries("3:2", "4:3", "5:4", "6:5", "7:6")
	equal(t, "dropped", here.journal().Dropped, 2)
	here.append(here.entry(strings.Repeat("x", 600)))
	here.append(here.entry(strings.Repeat("y", 600)))
	here.entries("9:" + strings.Repeat("y", 600))
	equal(t, "dropped", here.journal().Dropped, 8)
	here.append(here.entry(strings.Repeat("z", 2000))) // the newest stays, however large it is
	here.entries("10:" + strings.Repeat("z", 2000))
	here.append(here.entry("small"))
	here.append(here.entry("smaller"))
	here.entries("11:small", "12:smaller")

	t.check(here.engine.ClearJournal(t.Context(), "w"))
	equal(t, "dropped", here.journal().Dropped, 0)
	here.append(here.entry(strings.Repeat("x", 700)))
	t.check(here.engine.Forget(t.Context(), "w", []uint64{13}))
	here.append(here.entry(strings.Repeat("y", 700)))
	here.append(here.entry("fits"))
	equal(t, "dropped", here.journal().Dropped, 0)
}

// noJournal keeps no entry, and counts each.
func noJournal(t *tester) {
	none := options
	none.JournalEntries = 0
	here := t.copyOf(t.open(none), "w")
	here.arrive()
	equal(t, "number", here.append(here.entry("x")), 1)
	equal(t, "number", here.conclude("y", engine.Version{}), 2)
	here.entries()
	equal(t, "newest", here.journal().Newest, 2)
	equal(t, "dropped", here.journal().Dropped, 2)
	t.check(here.engine.Close())
	again := t.copyOf(t.open(none), "w")
	again.entries()
	equal(t, "dropped", again.journal().Dropped, 2)
}

// entriesOfWhatIsGone come too late for a journal that was cleared, or a world that was reset.
func entriesOfWhatIsGone(t *tester) {
	all := t.processes(2)
	here, there := t.copyOf(all[0], "w"), t.copyOf(all[1], "w")
	late, epoch := here.arrive(), here.version.Epoch
	t.check(there.engine.ClearJournal(t.Context(), "w"))
	equal(t, "number", here.append(engine.Entry{Epoch: epoch, Arrival: late, Text: []byte("late"),
		Counters: []string{"met"}}), 0)
	equal(t, "number", here.append(engine.Entry{Epoch: epoch, Arrival: here.arrive(), Text: []byte("new")}), 1)
	here.entries("1:new")
	equal(t, "counter", must(there.engine.Counters(t.Context(), "w"))(t.T)["met"], 1)

	t.check(there.engine.Reset(t.Context(), "w"))
	equal(t, "number", here.append(engine.Entry{Epoch: epoch, Arrival: 2, Text: []byte("late"),
		Counters: []string{"met"}}), 0)
	here.entries()
	equal(t, "counter", must(there.engine.Counters(t.Context(), "w"))(t.T)["met"], 0)
	equal(t, "number", here.append(engine.Entry{Text: []byte("of any")}), 2)
	here.entries("2:of any")

	t.check(there.engine.Drop(t.Context(), "w"))
	equal(t, "number", here.append(engine.Entry{Epoch: epoch, Text: []byte("late")}), 0)
	equal(t, "worlds", len(must(here.engine.Worlds(t.Context()))(t.T)), 0)
	equal(t, "number", here.append(engine.Entry{Text: []byte("begins it")}), 1)
	equal(t, "worlds", len(must(here.engine.Worlds(t.Context()))(t.T)), 1)
}

func notes(t *tester) {
	all := t.processes(2)
	t.check(all[0].Note(t.Context(), "w", "begins the world"))
	for i := range engine.MaxNotes {
		t.check(all[i%2].Note(t.Context(), "w", fmt.Sprint("note ", i)))
	}
	here := t.copyOf(all[1], "w")
	kept := here.journal().Notes
	if len(kept) != engine.MaxNotes || kept[0] != "note 0" || kept[engine.MaxNotes-1] != "note 99" {
		t.Errorf("%d notes are kept: %q", len(kept), kept)
	}
	t.check(here.engine.ClearJournal(t.Context(), "w"))
	equal(t, "notes", len(here.journal().Notes), 0)
}

func counters(t *tester) {
	all := t.processes(2)
	here, there := t.copyOf(all[0], "w"), t.copyOf(all[1], "w")
	equal(t, "counters of no world", len(must(here.engine.Counters(t.Context(), "w"))(t.T)), 0)
	here.arrive()
	for i := range 5 {
		here.append(engine.Entry{Epoch: here.version.Epoch, Text: []byte("x"),
			Counters: []string{"each", fmt.Sprint("updateCase/", i%2)}})
	}
	got := must(there.engine.Counters(t.Context(), "w"))(t.T)
	if len(got) != 3 || got["each"] != 5 || got["updateCase/0"] != 3 || got["updateCase/1"] != 2 {
		t.Errorf("got %v", got)
	}
}

func watching(t *tester) {
	all := t.processes(2)
	here := t.copyOf(all[0], "w")
	here.arrive()
	news, stop := all[1].Watch("w")
	defer stop()
	other, stopOther := all[1].Watch("other")
	stopOther()
	for len(other) > 0 { // that watching has begun may be told
		<-other
	}
	for range 3 {
		number := here.append(here.entry("x"))
		t.within(news, "an entry")
		if found := must(all[1].After(t.Context(), "w", number-1, 1))(t.T); len(found) != 1 {
			t.Error("the entry cannot be found")
		}
	}
	for len(news) > 0 {
		<-news
	}
	t.check(all[0].Reset(t.Context(), "w"))
	t.within(news, "a reset")
	t.check(all[0].Drop(t.Context(), "w"))
	t.within(news, "a drop")
	equal(t, "news of another world", len(other), 0)
}

// resetsToRecords begin a world anew with what somebody has kept of one, in one step.
func resetsToRecords(t *tester) {
	all := t.processes(2)
	here, there := t.copyOf(all[0], "w"), t.copyOf(all[1], "w")
	t.check(here.engine.Reset(t.Context(), "w", recordsOf([]string{"a=1", "b=1"})...)) // which is no world yet
	there.read()
	there.has("a=1", "b=1")
	equal(t, "worlds", len(must(here.engine.Worlds(t.Context()))(t.T)), 1)
	there.mustCommit("a=2", "c=2")
	there.append(there.entry("x"))
	t.check(here.engine.Reset(t.Context(), "w", recordsOf([]string{"a=3"})...))
	if since := there.read(); !since.Whole {
		t.Errorf("after the reset, %v is told", since)
	}
	there.has("a=3")
	there.entries()
	there.mustCommit("d=4")
	here.read()
	here.has("a=3", "d=4")
	for _, opened := range all {
		t.check(opened.Close())
	}
	again := t.copyOf(t.open(options), "w")
	again.read()
	again.has("a=3", "d=4")
	equal(t, "number", again.append(again.entry("y")), 2)
}

func resets(t *tester) {
	all := t.processes(2)
	here, there := t.copyOf(all[0], "w"), t.copyOf(all[1], "w")
	t.check(here.engine.Reset(t.Context(), "w")) // which is no world yet
	equal(t, "version", must(here.engine.Read(t.Context(), "w", engine.Version{}))(t.T).Version, engine.Version{})
	here.mustCommit("a=1")
	here.arrive()
	here.append(engine.Entry{Text: []byte("x"), Counters: []string{"c"}})
	t.check(here.engine.Note(t.Context(), "w", "a note"))
	there.read()
	former := there.version

	t.check(there.engine.Reset(t.Context(), "w"))
	if since := here.read(); !since.Whole || since.Version.Epoch == former.Epoch || since.Version.Epoch == "" {
		t.Errorf("after the reset, %v is told", since)
	}
	here.has()
	here.entries()
	equal(t, "counters", len(must(here.engine.Counters(t.Context(), "w"))(t.T)), 0)
	equal(t, "notes", len(here.journal().Notes), 0)
	equal(t, "dropped", here.journal().Dropped, 0)
	equal(t, "arrival", here.arrive(), 1)
	equal(t, "number of an entry", here.append(here.entry("y")), 2)
	if there.commit("a=2") {
		t.Error("a change to the former world was made")
	}
	there.mustCommit("a=3")
}

func drops(t *tester) {
	few := options
	few.JournalEntries = 2
	here := t.copyOf(t.open(few), "w")
	t.check(here.engine.Drop(t.Context(), "w")) // which is no world yet
	here.mustCommit("a=1")
	for range 3 {
		here.append(here.entry("x"))
	}
	t.check(here.engine.Drop(t.Context(), "w"))
	if since := here.read(); !since.Whole || since.Version != (engine.Version{}) {
		t.Errorf("after the drop, %v is told", since)
	}
	here.has()
	here.entries()
	equal(t, "dropped, to who looks", here.journal().Dropped, 3)
	equal(t, "worlds", len(must(here.engine.Worlds(t.Context()))(t.T)), 0)
	equal(t, "arrival", here.arrive(), 1)
	equal(t, "dropped", here.journal().Dropped, 3)
	equal(t, "number", here.append(here.entry("y")), 1)

	t.check(here.engine.Drop(t.Context(), "w"))
	t.check(here.engine.ClearJournal(t.Context(), "w"))
	equal(t, "dropped, forgiven", here.journal().Dropped, 0)
	equal(t, "dropped, forgiven", here.arrive(), 1)
	t.check(here.engine.Drop(t.Context(), "w"))
	t.check(here.engine.Reset(t.Context(), "w"))
	equal(t, "dropped, reset", here.journal().Dropped, 0)
}

func lookingMakesNoWorld(t *tester) {
	here := t.copyOf(t.open(options), "w")
	here.read()
	here.entries()
	here.journal()
	t.check(here.engine.ClearJournal(t.Context(), "w"))
	t.check(here.engine.Forget(t.Context(), "w", []uint64{1}))
	equal(t, "worlds", len(must(here.engine.Worlds(t.Context()))(t.T)), 0)
	since, ok, err := here.engine.Commit(t.Context(), "w", engine.Version{Epoch: "former", Number: 3}, nil)
	if ok || err != nil || !since.Whole || since.Version != (engine.Version{}) {
		t.Errorf("who knows a world that is gone is told %v, %v, %v", since, ok, err)
	}
	equal(t, "worlds", len(must(here.engine.Worlds(t.Context()))(t.T)), 0)
}

func worlds(t *tester) {
	all := t.processes(2)
	for i, name := range []string{"default", "alice", "bob.1"} {
		t.copyOf(all[i%2], name).arrive()
	}
	names := must(all[1].Worlds(t.Context()))(t.T)
	slices.Sort(names)
	equal(t, "worlds", fmt.Sprint(names), "[alice bob.1 default]")
	t.check(all[0].Drop(t.Context(), "alice"))
	t.check(all[0].Reset(t.Context(), "bob.1"))
	names = must(all[1].Worlds(t.Context()))(t.T)
	slices.Sort(names)
	equal(t, "worlds", fmt.Sprint(names), "[bob.1 default]")
}

func worldsAreApart(t *tester) {
	opened := t.open(options)
	one, other := t.copyOf(opened, "one"), t.copyOf(opened, "one1")
	one.mustCommit("a=1")
	other.mustCommit("b=1")
	one.append(one.entry("one"))
	other.append(other.entry("other"))
	one.arrive()
	equal(t, "arrival", other.arrive(), 1)
	t.check(opened.Reset(t.Context(), "one"))
	other.read()
	other.has("b=1")
	other.entries("1:other")
}

func arrivals(t *tester) {
	all := t.processes(2)
	here, there := t.copyOf(all[0], "w"), t.copyOf(all[1], "w")
	equal(t, "arrival", here.arrive(), 1)
	equal(t, "arrival", there.arrive(), 2)
	equal(t, "epoch", there.version, here.version)
	there.mustCommit("a=1")
	equal(t, "arrival", here.arrive(), 3)
	here.has("a=1")
}
