package enginetest

import (
	"fmt"
	"strings"
	"sync"

	"casemock/mockserver/engine"
)

// changesAtOnce lets writers change one record at once, each on what it knows: none of the changes is lost.
func changesAtOnce(t *tester) {
	const writers, each = 4, 10 // in each process
	all := t.processes(3)
	var writing sync.WaitGroup
	for i, process := range all {
		for j := range writers {
			writing.Go(func() {
				here := t.copyOf(process, "w")
				for k := range each {
					one := fmt.Sprintf("%d.%d.%d", i, j, k)
					for !here.commit("log="+here.records["log"]+" "+one, one+"=1") {
					}
				}
			})
		}
	}
	writing.Wait()
	here := t.copyOf(all[0], "w")
	here.read()
	equal(t, "entries in the log", len(strings.Fields(here.records["log"])), 3*writers*each)
	equal(t, "records", len(here.records), 3*writers*each+1)
	equal(t, "number", here.version.Number, 3*writers*each)
}

// arrivalsAtOnce lets requests arrive and write their entries at once: each has a number of its own.
func arrivalsAtOnce(t *tester) {
	const each = 25
	var mutex sync.Mutex
	numbers, entries := map[uint64]bool{}, map[uint64]bool{}
	var asking sync.WaitGroup
	all := t.processes(3)
	for _, process := range all {
		asking.Go(func() {
			here := t.copyOf(process, "w")
			last := uint64(0)
			for range each {
				arrival := here.arrive()
				if arrival <= last {
					t.Errorf("arrival %d came after %d", arrival, last)
				}
				last = arrival
				entry := here.append(engine.Entry{Epoch: here.version.Epoch, Arrival: arrival,
					Text: []byte(fmt.Sprint(arrival)), Counters: []string{"c"}})
				mutex.Lock()
				numbers[arrival], entries[entry] = true, true
				mutex.Unlock()
			}
		})
	}
	asking.Wait()
	equal(t, "arrivals", len(numbers), 3*each)
	equal(t, "entries", len(entries), 3*each)
	here := t.copyOf(all[0], "w")
	equal(t, "newest", here.journal().Newest, 3*each)
	equal(t, "counter", must(here.engine.Counters(t.Context(), "w"))(t.T)["c"], 3*each)
}
