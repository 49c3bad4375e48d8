package enginetest

import (
	"fmt"
	"sync"

	"casemock/mockserver/engine"
)

// conclude tells of a request that was answered from what the copy knows, and changes something. The number is 0 where
// something came in between, which the copy knows after that.
func (c *copied) conclude(text string, beside engine.Version, change ...string) (number uint64) {
	c.Helper()
	number, since, err := c.engine.Conclude(c.Context(), c.world, engine.Exchange{Known: c.version,
		Records: recordsOf(change), Entry: engine.Entry{Text: []byte(text), Counters: []string{"c", text}},
		Beside: "beside", BesideKnown: beside})
	if err != nil {
		c.Fatal("conclude:", err)
	}
	c.apply(since)
	if number > 0 {
		c.apply(engine.Changes{Version: since.Version, Records: recordsOf(change)})
	}
	return number
}

func exchangesAreConcluded(t *tester) {
	all := t.processes(2)
	here, there := t.copyOf(all[0], "w"), t.copyOf(all[1], "w")
	nobody := engine.Version{}
	equal(t, "number where there is no world", here.conclude("x", nobody), 0)
	equal(t, "version where there is no world", here.version, nobody)
	equal(t, "arrival", here.arrive(), 1)
	began := here.version

	equal(t, "number", here.conclude("reads", nobody), 1)
	equal(t, "version", here.version, began)
	there.read()
	equal(t, "number", there.conclude("writes", nobody, "a=1", "b=1"), 2)
	equal(t, "number after a change", there.version.Number, began.Number+1)
	equal(t, "number", there.conclude("writes again", nobody, "b", "c=2"), 3)
	t.check(there.engine.Settle(t.Context(), "w", there.version))

	equal(t, "number after somebody's change", here.conclude("late", nobody), 0)
	here.has("a=1", "c=2")
	equal(t, "version", here.version, there.version)
	equal(t, "number after a second look", here.conclude("looked", nobody, "c"), 4)
	equal(t, "number after somebody's change", there.conclude("late", nobody, "a=late"), 0)
	there.has("a=1")
	here.entries("1:reads", "2:writes", "3:writes again", "4:looked")
	counters := must(here.engine.Counters(t.Context(), "w"))(t.T)
	equal(t, "counter", counters["c"], 4)
	equal(t, "counter of what was not concluded", counters["late"], 0)
	equal(t, "arrival", there.arrive(), 6)
	fresh := t.copyOf(all[1], "w")
	fresh.read()
	fresh.has("a=1")
}

// exchangesRestOnAnotherWorld that somebody changes.
func exchangesRestOnAnotherWorld(t *tester) {
	all := t.processes(2)
	here, beside := t.copyOf(all[0], "w"), t.copyOf(all[1], "beside")
	here.arrive()
	former := beside.version
	equal(t, "number", here.conclude("before", former), 1)
	beside.mustCommit("x=1")
	before := here.version
	equal(t, "number after a change beside", here.conclude("late", former, "a=late"), 0)
	equal(t, "version", here.version, before)
	equal(t, "number", here.conclude("after", beside.version, "a=1"), 2)
	here.has("a=1")
	t.check(beside.engine.Drop(t.Context(), "beside"))
	equal(t, "number after the end beside", here.conclude("late", beside.version), 0)
	equal(t, "number", here.conclude("without", engine.Version{}), 3)
	here.entries("1:before", "2:after", "3:without")
}

// exchangesOfWhatIsGone are of a world that was reset or dropped, and one whose journal was cleared loses nothing.
func exchangesOfWhatIsGone(t *tester) {
	all := t.processes(2)
	here, there := t.copyOf(all[0], "w"), t.copyOf(all[1], "w")
	here.arrive()
	t.check(there.engine.ClearJournal(t.Context(), "w"))
	equal(t, "number in a cleared journal", here.conclude("x", engine.Version{}, "a=1"), 1)
	t.check(there.engine.Reset(t.Context(), "w"))
	equal(t, "number after a reset", here.conclude("late", engine.Version{}, "a=2"), 0)
	here.has()
	equal(t, "number", here.conclude("anew", engine.Version{}), 2)
	here.entries("2:anew")
	t.check(there.engine.Drop(t.Context(), "w"))
	equal(t, "number after the end", here.conclude("late", engine.Version{}), 0)
	equal(t, "version after the end", here.version, engine.Version{})
	equal(t, "worlds", len(must(here.engine.Worlds(t.Context()))(t.T)), 0)
}

// exchangesAtOnce change one record, each on what it knows: none is lost, and each has an entry.
func exchangesAtOnce(t *tester) {
	const each = 20
	all := t.processes(3)
	t.copyOf(all[0], "w").arrive()
	var working sync.WaitGroup
	for i, process := range all {
		working.Go(func() {
			here := t.copyOf(process, "w")
			here.read()
			for k := range each {
				one := fmt.Sprintf("%d.%d", i, k)
				for here.conclude(one, engine.Version{}, "log="+here.records["log"]+"x", one+"=1") == 0 {
				}
			}
		})
	}
	working.Wait()
	here := t.copyOf(all[0], "w")
	here.read()
	equal(t, "in the log", len(here.records["log"]), 3*each)
	equal(t, "newest", here.journal().Newest, 3*each)
	equal(t, "counter", must(here.engine.Counters(t.Context(), "w"))(t.T)["c"], 3*each)
}
