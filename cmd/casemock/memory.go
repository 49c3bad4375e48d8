package main

import (
	"os"
	"runtime/debug"
)

// heapGrowth is by how much the heap may grow, in percent of what is in use, before garbage is
// collected. Go's default of 100 is meant for heaps that are full of pointers; this one is mostly JSON,
// in which the collector has nothing to look for, so that more collections cost little and
// save a quarter of the memory.
const heapGrowth = 40

// collectGarbage makes the process a small one, unless its environment says how it is to be.
func collectGarbage() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
}
