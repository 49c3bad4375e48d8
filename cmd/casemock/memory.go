package main

import (
	"os"
	"runtime/debug"
)

// Garbage is collected when the heap has grown by a quarter since the last time. A small heap would be collected
// hundreds of times a second, to save memory that it takes anyway once it remembers cases; so it begins with
// ballast bytes that nobody touches, which take no memory, but may grow by a quarter of them, too.
const (
	growth  = 25 // percent
	ballast = 48 << 20
)

// settleHeap makes the process a small one, unless its environment says how it is to be. What it returns is to
// be kept until the end.
func settleHeap() []byte {
	if os.Getenv("GOGC") != "" {
		return nil
	}
	debug.SetGCPercent(growth)
	return make([]byte, ballast)
}
