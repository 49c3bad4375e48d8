package mockserver

import (
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/fixtures"
	"casemock/mockserver/store"
	"casemock/scenarios"
)

// FileProblems is the error of files that cannot be read as they stand: a line for each problem, as
// file:line:column: message.
type FileProblems []strictyaml.Problem

func (p FileProblems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}

// load reads all files anew. What comes from one with a problem is what it was before, and the problems
// are kept with the rest; before the first time there is nothing to keep, and it is not to be used.
func (c *config) load(before *loaded) *loaded {
	structures, problems := c.loadStructures()
	if len(problems) > 0 && before.api == nil {
		return &loaded{problems: problems}
	}
	if len(problems) > 0 {
		structures = before.api.Structures()
	}
	next := &loaded{api: caseapi.New(structures)}
	var more []strictyaml.Problem
	next.scenarios, more = before.scenarios.Reload(next.api, c.scenarios...)
	problems = append(problems, more...)
	next.population, more = before.population.Reload(fixtures.Options{
		Seed: c.seed, Cases: c.cases, Customers: c.customers,
		Structures: structures, PublicURL: c.publicURL, Locale: c.locale,
	}, c.fixtures)
	next.problems = append(problems, more...)
	next.encoded = store.NewCache(min(cachedCases, next.population.CaseCount()), next.population)
	return next
}

// nothingLoaded is what there is before the files are read for the first time.
func nothingLoaded() *loaded {
	return &loaded{scenarios: scenarios.BuiltIn(), population: new(fixtures.Population)}
}

func (c *config) loadStructures() (caseapi.ObjectStructures, []strictyaml.Problem) {
	if c.structures != nil {
		return *c.structures, nil
	}
	return fixtures.ReadStructures(c.metaFile)
}
