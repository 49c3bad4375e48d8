package scenarios

import (
	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// Reload reads the files again, as [Load] did, for a server that goes on. Of a file that has a problem,
// the scenarios that the set has of it stay; those of a file that is gone go. Neither concerns the
// other files, but that a name which one of them gives now is not taken from it.
func (s *Set) Reload(api *caseapi.API, paths ...string) (*Set, []strictyaml.Problem) {
	files, problems := Files(paths...)
	loader, former := newLoader(api), held(s.own)
	for _, path := range files {
		loader.Add(strictyaml.ReadHeld(path, former))
	}
	problems = loader.Problems(problems)
	var own []*Scenario
	for _, kept := range strictyaml.Merge(files, former, held(loader.Loaded), problems) {
		own = append(own, kept.Value)
	}
	return newSet(own), problems
}

func held(own []*Scenario) []strictyaml.Held[*Scenario] {
	held := make([]strictyaml.Held[*Scenario], len(own))
	for i, scenario := range own {
		held[i] = strictyaml.Held[*Scenario]{
			File: scenario.Source.File, Names: []string{scenario.Name}, Value: scenario}
	}
	return held
}
