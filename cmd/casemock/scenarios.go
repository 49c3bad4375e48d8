package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/caseapi"
	"casemock/contracts/printable"
	"casemock/contracts/strictyaml"
	"casemock/fixtures"
	"casemock/scenarios"
	"casemock/scenarios/story"
)

// source is where the scenarios of a command come from, besides the built-in ones.
type source struct {
	paths []string
	meta  string
}

// settings are named as those of serve are, with the same environment variables.
func (s *source) settings() []settings.Setting {
	return []settings.Setting{
		{Name: "meta", Kind: settings.Path, Argument: "FILE", Variable: prefix + "META", Implied: "built in",
			Usage:  "YAML file that defines the custom fields of cases and customers",
			Accept: settings.As(&s.meta, settings.Word)},
	}
}

func (s *source) pathSetting() settings.Setting {
	return settings.Setting{Name: "scenarios", Kind: settings.Path, Argument: "PATH", Repeatable: true,
		Variable: prefix + "SCENARIOS", Usage: "extra scenario file, or directory of them",
		Accept: settings.Each(&s.paths, settings.Word)}
}

// load reads the scenarios. With problems, those of the custom fields come alone: every scenario is
// held against them.
func (s *source) load() (*scenarios.Set, []strictyaml.Problem) {
	structures, problems := fixtures.ReadStructures(s.meta)
	if len(problems) > 0 {
		return nil, problems
	}
	return scenarios.Load(caseapi.New(structures), s.paths...)
}

func listCommand() commandline.Command {
	var from source
	var server remote
	return commandline.Command{
		Name:    "scenarios list",
		Summary: "list the built-in scenarios and stories, and files of your own",
		Details: `With --server, those that are in force at a running server in a world. Of one name,
` + precedence + `.
`,
		Table: settings.Table{Settings: append([]settings.Setting{from.pathSetting()},
			append(from.settings(), server.settingsOfOne()...)...)},
		Run: func(p commandline.Process, _ []string) error {
			if server.server != "" {
				return listRemote(p, &server, &from)
			}
			if server.world != "" {
				return commandline.Misused("scenarios list", errors.New("--world needs --server, which has worlds"))
			}
			set, problems := from.load()
			stories, others := story.Load(from.paths...)
			stories = append(story.BuiltIn(), stories...)
			if problems = strictyaml.SortProblems(append(problems, others...)); len(problems) > 0 {
				return commandline.Unusable(strictyaml.Problems(problems))
			}
			if server.json {
				return writeJSON(p.Stdout, map[string]any{"scenarios": rows(set), "stories": storyRows(stories)})
			}
			return errors.Join(writeRows(p.Stdout, rows(set)), writeStoryRows(p.Stdout, storyRows(stories)))
		},
	}
}

// settingsOfOne are those of a command that asks a server only when one is named, as a flag.
func (r *remote) settingsOfOne() []settings.Setting {
	all := r.settings()
	for i := range all {
		switch all[i].Name {
		case "server":
			all[i].Default, all[i].Variable, all[i].Implied = "", "", "none is asked"
		case "world":
			all[i].Variable = ""
		}
	}
	return all
}

// listRemote lists what is in force at a server.
func listRemote(p commandline.Process, server *remote, from *source) error {
	if len(from.paths) > 0 || from.meta != "" {
		return commandline.Misused("scenarios list", errors.New("--server says all: leave --scenarios and --meta out"))
	}
	ctx := context.Background()
	client, err := server.connect(ctx)
	if err != nil {
		return err
	}
	found, problems, err := client.Scenarios(ctx)
	if err != nil {
		return advise(err)
	}
	listed := make([]row, len(found))
	for i, one := range found {
		listed[i] = row{Name: one.Name, Operation: one.Operation, Statuses: one.Statuses, Then: one.Then,
			Summary: one.Summary, Live: one.Live, Contract: one.Contract, Source: one.Source}
	}
	if server.json {
		return writeJSON(p.Stdout, map[string]any{"scenarios": listed, "problems": problems})
	}
	for _, problem := range problems {
		fmt.Fprintln(p.Stderr, problem)
	}
	return writeRows(p.Stdout, listed)
}

// row is a scenario in the list.
type row struct {
	Name      string                `json:"name"`
	Operation caseapi.OperationName `json:"operation"`
	Statuses  []int                 `json:"statuses"`       // of the responses, in their order
	Then      string                `json:"then,omitempty"` // sandbox, where it steps aside after them
	Summary   string                `json:"summary"`
	Live      bool                  `json:"live"`
	Contract  bool                  `json:"contract"`
	Reaction  []scenarios.Kind      `json:"reaction,omitempty"` // what a good client does after it
	Source    string                `json:"source"`
}

func rows(set *scenarios.Set) []row {
	all := make([]row, 0, len(set.All()))
	for _, scenario := range set.All() {
		listed := row{Name: scenario.Name, Operation: scenario.Operation.Name, Statuses: []int{},
			Summary: scenario.Summary, Live: scenario.Live, Contract: scenario.Contract,
			Source: scenario.Source.String(), Reaction: scenario.Reaction.Kinds()}
		if scenario.ThenSandbox {
			listed.Then = scenarios.Sandbox
		}
		for _, response := range scenario.Responses {
			listed.Statuses = append(listed.Statuses, response.Status)
		}
		all = append(all, listed)
	}
	return all
}

func writeRows(w io.Writer, all []row) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "NAME\tOPERATION\tSTATUS\tSOURCE\tSUMMARY")
	for _, listed := range all {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", printable.Line(listed.Name), listed.Operation,
			listed.status(), printable.Line(listed.Source), printable.Line(listed.Summary))
	}
	return table.Flush()
}

// status shows a sequence as 500, 422, then sandbox; a response that never answers has no status.
func (r row) status() string {
	var texts []string
	for _, status := range r.Statuses {
		if status == 0 {
			texts = append(texts, "-")
			continue
		}
		texts = append(texts, strconv.Itoa(status))
	}
	if r.Then != "" {
		texts = append(texts, "then "+r.Then)
	}
	return strings.Join(texts, ", ")
}

// storyRow is a story in the list.
type storyRow struct {
	Name    string `json:"name"`
	Steps   int    `json:"steps"`
	Summary string `json:"summary"`
	Source  string `json:"source"`
}

func storyRows(stories []*story.Story) []storyRow {
	all := make([]storyRow, len(stories))
	for i, one := range stories {
		all[i] = storyRow{one.Name, len(one.Steps), one.Summary, one.Source.String()}
	}
	return all
}

// writeStoryRows writes a table of its own, where there are stories.
func writeStoryRows(w io.Writer, all []storyRow) error {
	if len(all) == 0 {
		return nil
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\nSTORY\tSTEPS\tSOURCE\tSUMMARY")
	for _, listed := range all {
		fmt.Fprintf(table, "%s\t%d\t%s\t%s\n", printable.Line(listed.Name), listed.Steps,
			printable.Line(listed.Source), printable.Line(listed.Summary))
	}
	return table.Flush()
}
