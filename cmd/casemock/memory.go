package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The heap may fill leastHeap, in bytes, or grow by leastGrowth, in percent of what is in use, before
// garbage is collected. Go's default, a growth of 100, is meant for heaps that are full of pointers; this
// one is mostly JSON, in which the collector has nothing to look for, so that a large one may well be
// collected more often, which saves a quarter of the memory. A small one would be collected hundreds of
// times a second, to save memory that it takes anyway once it remembers cases.
const (
	leastGrowth = 30
	leastHeap   = 16 << 20
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

// heapGrowth is by how much a heap of which that many bytes are in use may grow, in percent. The runtime
// lets every heap fill four megabytes for each 100.
func heapGrowth(used uint64) int {
	const most = 100 * leastHeap / (4 << 20)
	if used >= leastHeap {
		return leastGrowth
	}
	return max(leastGrowth, min(most, int(100*(leastHeap-used)/max(used, 1))))
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
