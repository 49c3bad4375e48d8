package scenarios

import (
	"slices"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// Reload reads the files again, as [Load] did, for a server that goes on. Of a file that has a problem,
// the scenarios that the set has of it stay; those of a file that is gone go. Neither concerns the
// other files, but that a name which one of them gives now is not taken from it.
func (s *Set) Reload(api *caseapi.API, paths ...string) (*Set, []strictyaml.Problem) {
	files, problems := Files(paths...)
	held := map[string]bool{}
	for _, scenario := range s.own {
		held[scenario.Source.File] = true
	}
	loading, order := newLoading(api), map[string]int{}
	for i, path := range files {
		read := strictyaml.ReadFile
		if held[path] {
			read = strictyaml.ReadAgain
		}
		loading.read(read(path))
		order[path] = i
	}
	problems = loading.problems(problems)
	own := s.merge(loading.scenarios, problems)
	slices.SortStableFunc(own, func(a, b *Scenario) int { return order[a.Source.File] - order[b.Source.File] })
	return newSet(own), problems
}

// merge takes the files without a problem as they were read now, and what stays of the others.
func (s *Set) merge(read []*Scenario, problems []strictyaml.Problem) []*Scenario {
	stays := map[string]bool{}
	for _, scenario := range slices.Concat(s.own, read) {
		file := scenario.Source.File
		if _, known := stays[file]; !known {
			stays[file] = strictyaml.Stays(file, problems)
		}
	}
	taken := map[string]bool{}
	var merged []*Scenario
	for _, scenario := range read {
		if !stays[scenario.Source.File] {
			taken[scenario.Name] = true
			merged = append(merged, scenario)
		}
	}
	for _, scenario := range s.own {
		if stays[scenario.Source.File] && !taken[scenario.Name] {
			merged = append(merged, scenario)
		}
	}
	return merged
}
