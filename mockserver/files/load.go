package files

import (
	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/fixtures"
	"casemock/mockserver/store"
	"casemock/scenarios"
)

// Sources is what to load, and what goes with it.
type Sources struct {
	Scenarios  []string                  // files and directories
	Meta       string                    // the file of custom fields; empty: the built-in ones
	Fixtures   string                    // a file or a directory; empty: none
	Structures *caseapi.ObjectStructures // instead of the meta file; nil: none
	// Widen adds custom fields to those; nil: none.
	Widen func(caseapi.ObjectStructures) caseapi.ObjectStructures

	Seed      uint64
	Cases     int // of the generated population
	Customers int // 0: a quarter of the cases, at least one
	Locale    fixtures.Locale
	Naming    fixtures.Naming
	Seeding   string // names what else a profile puts into the seeded data; empty for nothing
	PublicURL string // that the data's URLs begin with
}

// Loaded is what comes from files. It is immutable; a reload puts another one in its place.
type Loaded struct {
	API        *caseapi.API
	Population *fixtures.Population
	Scenarios  *scenarios.Set
	Problems   []strictyaml.Problem // of the files; their last good version stays in force

	encoded  *store.Cache
	contents contents // of the files
}

// cachedCases is how many seeded cases' JSON a server remembers, for all its worlds together: about
// thirteen megabytes.
const cachedCases = 10_000

// load reads all files anew. What comes from one with a problem is what it was before, and the problems
// are kept with the rest; before the first time there is nothing to keep, and it is not to be used.
func (s *Sources) load(before *Loaded) *Loaded {
	structures, problems := s.loadStructures()
	if s.Widen != nil {
		structures = s.Widen(structures)
	}
	if len(problems) > 0 && before.API == nil {
		return &Loaded{Problems: problems}
	}
	if len(problems) > 0 {
		structures = before.API.Structures()
	}
	next := &Loaded{API: caseapi.New(structures)}
	var more []strictyaml.Problem
	next.Scenarios, more = before.Scenarios.Reload(next.API, s.Scenarios...)
	problems = append(problems, more...)
	next.Population, more = before.Population.Reload(fixtures.Options{
		Seed: s.Seed, Cases: s.Cases, Customers: s.Customers,
		Structures: structures, PublicURL: s.PublicURL, Locale: s.Locale, Naming: s.Naming,
	}, s.Fixtures)
	next.Problems = append(problems, more...)
	next.encoded = store.NewCache(min(cachedCases, next.Population.CaseCount()), next.Population)
	return next
}

// nothingLoaded is what there is before the files are read for the first time.
func nothingLoaded() *Loaded {
	return &Loaded{Scenarios: scenarios.BuiltIn(), Population: new(fixtures.Population)}
}

func (s *Sources) loadStructures() (caseapi.ObjectStructures, []strictyaml.Problem) {
	if s.Structures != nil {
		return *s.Structures, nil
	}
	return fixtures.ReadStructures(s.Meta)
}
