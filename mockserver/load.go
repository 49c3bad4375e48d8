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

// load reads all files anew. With problems, what was loaded is not to be used.
func (s *Server) load() (*loaded, []strictyaml.Problem) {
	structures, problems := s.config.loadStructures()
	if len(problems) > 0 {
		return nil, problems
	}
	api := caseapi.New(structures)
	set, problems := scenarios.Load(api, s.config.scenarios...)
	if len(problems) > 0 {
		return nil, problems
	}
	population, problems := fixtures.Load(fixtures.Options{
		Seed: s.config.seed, Cases: s.config.cases, Customers: s.config.customers,
		Structures: structures, PublicURL: s.config.publicURL, Locale: s.config.locale,
	}, s.config.fixtures)
	if len(problems) > 0 {
		return nil, problems
	}
	return &loaded{api: api, scenarios: set, population: population,
		filled:  s.config.filledFiles(),
		encoded: store.NewCache(min(cachedCases, population.CaseCount()), population)}, nil
}

func (c *config) loadStructures() (caseapi.ObjectStructures, []strictyaml.Problem) {
	if c.structures != nil {
		return *c.structures, nil
	}
	return fixtures.ReadStructures(c.metaFile)
}
