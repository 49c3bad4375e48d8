package enginetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"casemock/mockserver/engine"
)

func changesAreCommitted(t *tester) {
	all := t.processes(2)
	here, there := t.copyOf(all[0], "w"), t.copyOf(all[1], "w")
	here.mustCommit("a=1", "b=1")
	there.read()
	there.has("a=1", "b=1")
	there.mustCommit("a=2", "b", "c=1")
	here.read()
	here.has("a=2", "c=1")
	equal(t, "version", here.version, there.version)

	before := here.version
	equal(t, "records of nothing new", len(here.read().Records), 0)
	equal(t, "version of nothing new", here.version, before)
	here.mustCommit("a=3")
	equal(t, "epoch", here.version.Epoch, before.Epoch)
	equal(t, "number", here.version.Number, before.Number+1)
	t.check(here.engine.Settle(t.Context(), "w", before))
}

func changesMustKnowTheWorld(t *tester) {
	all := t.processes(2)
	here, there := t.copyOf(all[0], "w"), t.copyOf(all[1], "w")
	here.mustCommit("a=1")
	if there.commit("a=2") {
		t.Error("a change was made by who did not know the world")
	}
	there.has("a=1")
	here.mustCommit("a=3", "d=1")
	here.mustCommit("d")
	if there.commit("e=1", "a=4") {
		t.Error("a change was made by who did not know the last one")
	}
	there.has("a=3")
	there.mustCommit("a=4")
	here.read()
	here.has("a=4")
}

func wholeWorlds(t *tester) {
	all := t.processes(2)
	here, there := t.copyOf(all[0], "w"), t.copyOf(all[1], "w")
	here.mustCommit("a=1", "gone=1")
	there.read()
	const many = 1200 // more than an engine tells one by one
	for i := range many {
		change, ok, err := here.engine.Commit(t.Context(), "w", here.version, recordsOf([]string{fmt.Sprint("a=", i)}))
		if err != nil || !ok {
			t.Fatal(err, ok)
		}
		here.version = change.Version
	}
	here.mustCommit("gone", "b=2")
	there.read()
	there.has(fmt.Sprint("a=", many-1), "b=2")

	for what, unknown := range map[string]engine.Version{
		"another epoch": {Epoch: "other", Number: here.version.Number, Tag: here.version.Tag},
		"the future":    {Epoch: here.version.Epoch, Number: here.version.Number + 7, Tag: "x"},
		"a lost change": {Epoch: here.version.Epoch, Number: here.version.Number, Tag: here.version.Tag + "x"},
	} {
		lost := t.copyOf(all[1], "w")
		lost.version, lost.records["gone"] = unknown, "1"
		if since := lost.read(); !since.Whole {
			t.Errorf("who knows %s is told %v", what, since)
		}
		equal(t, "version", lost.version, here.version)
		equal(t, "records", len(lost.records), 2)
		lost.version = unknown
		if lost.commit("a=lost") {
			t.Errorf("who knows %s changed the world", what)
		}
	}
}

func anyRecords(t *tester) {
	here := t.copyOf(t.open(options), "w.-_X")
	change := []engine.Record{
		{Key: "empty", Value: []byte{}},
		{Key: "case/a%2Fb c", Value: []byte("{\"title\":\"\\u0000 \x00 \xff ünïcode 🐘\"}")},
		{Key: "ключ", Value: []byte("\r\n$5\r\n")},
		{Key: strings.Repeat("k", 2000), Value: []byte(strings.Repeat("v", 1<<20))},
	}
	since, ok, err := here.engine.Commit(t.Context(), here.world, engine.Version{}, change)
	if err != nil || !ok {
		t.Fatal(err, ok)
	}
	equal(t, "records of a change that was made", len(since.Records), 0)
	t.check(here.engine.Settle(t.Context(), here.world, since.Version))
	here.read()
	for _, record := range change {
		if got, ok := here.records[record.Key]; !ok || got != string(record.Value) {
			t.Errorf("of record %.20q, %.20q is left, %v", record.Key, got, ok)
		}
	}
	here.mustCommit() // nothing is a change, too
	here.mustCommit("empty", "was never there")
	equal(t, "records", len(here.records), 3)
}

func largeChanges(t *tester) {
	all := t.processes(2)
	here, there := t.copyOf(all[0], "w"), t.copyOf(all[1], "w")
	here.mustCommit("a=1")
	there.read()
	var change, want []string
	for i := range 20_000 {
		change = append(change, fmt.Sprintf("key%d=%d", i, i))
	}
	here.mustCommit(change...)
	there.read()
	there.has(append(slices.Clone(change), "a=1")...)
	for i := range 19_999 {
		change[i] = fmt.Sprint("key", i)
	}
	want = append(want, "a=1", change[19_999])
	here.mustCommit(change...)
	there.read()
	there.has(want...)
}

func doneContexts(t *tester) {
	here := t.copyOf(t.open(options), "w")
	here.mustCommit("a=1")
	ctx := done(t.Context())
	_, err := here.engine.Read(ctx, "w", here.version)
	if err != nil && !errors.Is(err, ctx.Err()) {
		t.Error("read:", err)
	}
	_, _, err = here.engine.Commit(ctx, "w", here.version, recordsOf([]string{"a=2"}))
	if err != nil && !errors.Is(err, ctx.Err()) {
		t.Error("commit:", err)
	}
	t.check(here.engine.Check(t.Context()))
	here.read()
}

func reopening(t *tester) {
	here := t.copyOf(t.open(options), "w")
	here.mustCommit("a=1", "b=1")
	here.mustCommit("b")
	equal(t, "arrival", here.arrive(), 1)
	here.append(engine.Entry{Epoch: here.version.Epoch, Arrival: 1, Text: []byte("first"), Counters: []string{"c"}})
	t.check(here.engine.Note(t.Context(), "w", "a note"))
	t.check(here.engine.Close())

	again := t.copyOf(t.open(options), "w")
	again.read()
	again.has("a=1")
	equal(t, "version", again.version, here.version)
	equal(t, "arrival", again.arrive(), 2)
	again.entries("1:first")
	equal(t, "notes", len(again.journal().Notes), 1)
	equal(t, "counter", must(again.engine.Counters(t.Context(), "w"))(t.T)["c"], 1)
	equal(t, "entry", again.append(again.entry("second")), 2)
	here.engine = again.engine
	equal(t, "told to who knows", len(here.read().Records), 0)
	again.mustCommit("a=2")
}

func misfits(t *tester) {
	first := t.open(options)
	t.check(t.copyOf(first, "w").engine.Note(t.Context(), "w", "begun"))
	t.check(first.Close())
	other := options
	other.Fingerprint = engine.Fingerprint{"--seed": "2", "--meta": "abc"}
	refused, err := t.opener(other)
	var misfit *engine.MisfitError
	if !errors.As(err, &misfit) || !slices.Equal(misfit.Differ, []string{"--meta", "--seed"}) {
		t.Fatalf("another fingerprint: got %v, %v", refused, err)
	}
	t.open(options)
}

func resettingStores(t *tester) {
	first := t.copyOf(t.open(options), "w")
	first.mustCommit("a=1")
	first.arrive()
	first.append(first.entry("first"))
	t.check(first.engine.Close())

	other := options
	other.Fingerprint, other.Reset = engine.Fingerprint{"--seed": "2"}, true
	again := t.copyOf(t.open(other), "w")
	again.version = first.version
	if since := again.read(); !since.Whole || len(since.Records) > 0 || since.Version != (engine.Version{}) {
		t.Errorf("after the reset there is %v", since)
	}
	again.entries()
	equal(t, "arrival", again.arrive(), 1)
	t.check(again.engine.Close())
	if _, err := t.opener(options); err == nil {
		t.Error("the former fingerprint is taken again")
	}
}
