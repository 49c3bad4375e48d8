package main

import (
	"errors"
	"fmt"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
	"casemock/scenarios"
	"casemock/scenarios/story"
)

func lintCommand() commandline.Command {
	var from source
	return commandline.Command{
		Name: "scenarios lint", Operands: "PATH...",
		Summary: "check files of scenarios and stories",
		Details: `Every problem is a line, file:line:column: message; the exit code is 1 if there is
any. A path is a file, or a directory of files that end in .yaml or .yml.
`,
		Table: settings.Table{Settings: from.settings()},
		Run: func(p commandline.Process, operands []string) error {
			if len(operands) == 0 {
				return commandline.Misused("scenarios lint", errors.New("name the files or directories to check"))
			}
			from.paths = operands
			return lint(p, &from)
		},
	}
}

func lint(p commandline.Process, from *source) error {
	set, problems := from.load()
	stories, others := story.Load(from.paths...)
	problems = strictyaml.SortProblems(append(problems, others...))
	for _, problem := range problems {
		fmt.Fprintln(p.Stdout, problem)
	}
	if len(problems) > 0 {
		return fmt.Errorf("%s found", wording.Count(len(problems), "problem"))
	}
	// Load has found the same files without a problem.
	files, _ := scenarios.Files(from.paths...)
	found := wording.Count(own(set), "scenario")
	if len(stories) > 0 {
		found += " and " + wording.Count(len(stories), "story")
	}
	fmt.Fprintf(p.Stdout, "ok: %s in %s\n", found, wording.Count(len(files), "file"))
	return nil
}

// own counts the scenarios that are not built in.
func own(set *scenarios.Set) int {
	count := 0
	for _, scenario := range set.All() {
		if !scenario.Source.BuiltIn {
			count++
		}
	}
	return count
}
