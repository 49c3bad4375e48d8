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
	loading, former := newLoading(api), held(s.own)
	for _, path := range files {
		loading.read(strictyaml.ReadHeld(path, former))
	}
	problems = loading.problems(problems)
	var own []*Scenario
	for _, kept := range strictyaml.Merge(files, former, held(loading.scenarios), problems) {
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
