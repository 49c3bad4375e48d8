package mockserver

import (
	"os"
	"slices"

	"casemock/contracts/strictyaml"
	"casemock/fixtures"
	"casemock/scenarios"
)

// emptied finds the files whose scenarios, cases and customers are in force and that are empty now. Who
// writes a file anew empties it first, and a slow program leaves it so for a while; who wants gone what
// it holds deletes it, or leaves a comment there. The zero loaded has none.
func (l *loaded) emptied() []strictyaml.Problem {
	var problems []strictyaml.Problem
	for _, file := range l.filled {
		if !isFilled(file) {
			problems = append(problems, strictyaml.Problem{File: file, Line: 1, Column: 1,
				Message: "is empty, as a file that is being written; delete it if what it held is not wanted"})
		}
	}
	return strictyaml.SortProblems(problems)
}

// filledFiles lists the files with scenarios and those with cases and customers, without the empty
// ones. An empty meta file is a mistake anyway.
func (c *config) filledFiles() []string {
	files, _ := scenarios.Files(c.scenarios...)
	if c.fixtures != "" {
		described, _ := fixtures.Files(c.fixtures)
		files = append(files, described...)
	}
	return slices.DeleteFunc(files, func(file string) bool { return !isFilled(file) })
}

// isFilled is also true of a file that is not there: that is no accident.
func isFilled(file string) bool {
	info, err := os.Stat(file)
	return err != nil || info.Size() > 0
}
