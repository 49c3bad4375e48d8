package store_test

import (
	"runtime"
	"strconv"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/store"
)

// believable is a population as a server has it, and what its cases are called.
func believable(cases int) (*fixtures.Population, func(n int) string) {
	population := fixtures.New(fixtures.Options{
		Seed: 1, Cases: cases, Customers: fixtures.DefaultCustomers(cases),
		Structures: fixtures.DefaultStructures(), PublicURL: "http://127.0.0.1:8080",
	})
	return population, func(n int) string { return population.CaseID(n % cases) }
}

// counted counts the cases that are made up.
type counted struct{ made int }

func (c *counted) Case(id string) (caseapi.Case, bool) {
	c.made++
	return caseapi.Case{ID: id}, true
}

func (*counted) CaseIndex(id string) (int, bool) {
	index, err := strconv.Atoi(id)
	return index, err == nil
}

// TestCacheMakesUpOnce counts how often cases are made up, since that is what a cache is to save.
func TestCacheMakesUpOnce(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ size, asked, want int }{
		"all of them fit":            {size: 3, asked: 3, want: 3},
		"two of them share a place":  {size: 2, asked: 3, want: 5},
		"at least one is remembered": {size: 0, asked: 1, want: 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var seeded counted
			cache := store.NewCache(test.size, &seeded)
			for n := range 2 * test.asked {
				id := strconv.Itoa(n % test.asked)
				if got, ok := cache.CaseJSON(id); !ok || !strings.HasPrefix(string(got), `{"id":"`+id+`"`) {
					t.Errorf("case %s is %s", id, got)
				}
			}
			if seeded.made != test.want {
				t.Errorf("%d cases were made up, want %d", seeded.made, test.want)
			}
		})
	}
}

func TestRememberedCasesAreAsTheyWere(t *testing.T) {
	t.Parallel()
	population, id := believable(100)
	cache := store.NewCache(100, population)
	for n := range 100 {
		made, _ := population.Case(id(n))
		want, err := caseapi.Marshal(made)
		if err != nil {
			t.Fatal(err)
		}
		body, ok := cache.CaseJSON(id(n))
		if !ok || string(body) != string(want) {
			t.Errorf("case %s is remembered as %s, want %s", id(n), body, want)
		}
	}
}

// BenchmarkCache tells a case that is made up from one that is remembered, and what remembering 10,000
// of them takes.
func BenchmarkCache(b *testing.B) {
	const cases = 10_000
	population, id := believable(cases)
	for name, size := range map[string]int{"made up": 1, "remembered": cases} {
		b.Run(name, func(b *testing.B) {
			cache := store.NewCache(size, population)
			before := heap()
			for n := range cases {
				cache.CaseJSON(id(n))
			}
			taken := float64(heap() - before)
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				cache.CaseJSON(id(n))
			}
			b.ReportMetric(taken/float64(size), "heap-B/case")
			runtime.KeepAlive(cache)
		})
	}
}

func heap() int64 {
	runtime.GC()
	var statistics runtime.MemStats
	runtime.ReadMemStats(&statistics)
	return int64(statistics.HeapAlloc)
}
