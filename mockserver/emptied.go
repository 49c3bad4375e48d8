package mockserver

import (
	"os"

	"casemock/fixtures/strictyaml"
)

// emptied finds the files whose scenarios are in force and that are empty now. Who writes a file anew
// empties it first, and a slow program leaves it so for a while; who wants its scenarios gone deletes
// it, or leaves a comment there. The zero loaded has none.
func (l *loaded) emptied() []strictyaml.Problem {
	if l.scenarios == nil {
		return nil
	}
	var problems []strictyaml.Problem
	for _, scenario := range l.scenarios.All() {
		if scenario.Source.BuiltIn {
			continue
		}
		if info, err := os.Stat(scenario.Source.File); err == nil && info.Size() == 0 {
			problems = append(problems, strictyaml.Problem{File: scenario.Source.File, Line: 1, Column: 1,
				Message: "is empty, as a file that is being written; delete it if its scenarios are not wanted"})
		}
	}
	return strictyaml.SortProblems(problems)
}
