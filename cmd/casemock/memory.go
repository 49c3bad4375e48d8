package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The heap may grow by leastGrowth, in percent of what is in use, or by leastRoom, in bytes, whichever is
// more, before garbage is collected. Go's default of 100 is meant for heaps that are full of pointers;
// this one is mostly JSON, in which the collector has nothing to look for, so that a large one may well
// be collected more often, which saves a quarter of the memory. A small one would be collected hundreds
// of times a second.
const (
	leastGrowth = 30
	leastRoom   = 4 << 20
)

// collectGarbage makes the process a small one, unless its environment says how it is to be.
func collectGarbage() {
	if os.Getenv("GOGC") != "" {
		return
	}
	present := 100
	afterCollections(func(used uint64) {
		if wanted := heapGrowth(used); wanted*10 < present*9 || wanted*9 > present*10 {
			present = wanted
			debug.SetGCPercent(wanted) // stops the world, which is why it is left alone for a little
		}
	})
}

// heapGrowth is by how much a heap of which that many bytes are in use may grow, in percent.
func heapGrowth(used uint64) int {
	return max(leastGrowth, int(100*leastRoom/max(used, 1<<20)))
}

// afterCollections calls a function with the bytes in use whenever garbage was collected. The runtime
// tells so by the finalizer of something that nobody uses, which is put back each time.
func afterCollections(do func(used uint64)) {
	type unused struct{ _ *byte } // of a size that is not allocated together with others
	used := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	var collected func(*unused)
	collected = func(again *unused) {
		metrics.Read(used)
		do(used[0].Value.Uint64())
		runtime.SetFinalizer(again, collected)
	}
	runtime.SetFinalizer(new(unused), collected)
}
