package mockserver

import (
	"os"
	"strings"

	"casemock/contracts"
	"casemock/fixtures"
	"casemock/fixtures/strictyaml"
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
	api := contracts.New(structures)
	set, problems := scenarios.Load(api, s.config.scenarios...)
	if len(problems) > 0 {
		return nil, problems
	}
	population, problems := s.config.loadPopulation(api)
	if len(problems) > 0 {
		return nil, problems
	}
	return &loaded{api: api, scenarios: set, population: population,
		encoded: store.NewCache(cachedCases, population.Case)}, nil
}

// loadPopulation describes the generated population and adds what files hold.
func (c *config) loadPopulation(api *contracts.API) (*fixtures.Population, []strictyaml.Problem) {
	population := fixtures.New(fixtures.Options{
		Seed: c.seed, Cases: c.cases, Customers: c.customers,
		Structures: api.Structures(), PublicURL: c.publicURL, Locale: c.locale,
	})
	if c.fixtures == "" {
		return population, nil
	}
	additions, problems := fixtures.LoadDirectory(api, population, c.fixtures)
	return population.With(additions), problems
}

func (c *config) loadStructures() (contracts.ObjectStructures, []strictyaml.Problem) {
	switch {
	case c.structures != nil:
		return *c.structures, nil
	case c.metaFile == "":
		return fixtures.DefaultStructures(), nil
	}
	data, err := os.ReadFile(c.metaFile)
	if err != nil {
		return contracts.ObjectStructures{}, []strictyaml.Problem{{File: c.metaFile, Message: err.Error()}}
	}
	return fixtures.LoadStructures(c.metaFile, data)
}
