package main

import (
	"errors"
	"fmt"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/strictyaml"
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
		return fmt.Errorf("%s found", count(len(problems), "problem"))
	}
	// Load has found the same files without a problem.
	files, _ := scenarios.Files(from.paths...)
	found := count(own(set), "scenario")
	if len(stories) > 0 {
		found += " and " + countStories(len(stories))
	}
	fmt.Fprintf(p.Stdout, "ok: %s in %s\n", found, count(len(files), "file"))
	return nil
}

func countStories(number int) string {
	if number == 1 {
		return "1 story"
	}
	return fmt.Sprintf("%d stories", number)
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

// count writes a number of things, as in 1 file and 2 files.
func count(number int, thing string) string {
	if number == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", number, thing)
}
