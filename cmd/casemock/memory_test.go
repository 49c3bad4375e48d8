package main

import (
	"runtime"
	"testing"
)

func TestHeapGrowth(t *testing.T) {
	t.Parallel()
	for used, want := range map[uint64]int{0: 400, 1 << 20: 400, 4 << 20: 300, 8 << 20: 100, 14 << 20: 30, 1 << 30: 30} {
		if got := heapGrowth(used); got != want {
			t.Errorf("%d bytes: %d percent, want %d", used, got, want)
		}
	}
}

func TestAfterCollections(t *testing.T) {
	t.Parallel()
	used := make(chan uint64, 1)
	afterCollections(func(bytes uint64) {
		select {
		case used <- bytes:
		default: // the function outlives the test, and must not hold up the runtime
		}
	})
	for range 2 {
		runtime.GC()
		if bytes := <-used; bytes == 0 {
			t.Error("nothing is in use")
		}
	}
}
