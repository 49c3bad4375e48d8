package main

import (
	"context"
	"errors"
	"fmt"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/printable"
	"casemock/contracts/strictyaml"
	"casemock/mockserver/adminclient"
	"casemock/scenarios"
)

func putCommand() commandline.Command {
	var server remote
	return commandline.Command{
		Name: "scenarios put", Operands: "PATH...",
		Summary: "give a running server scenarios, for all worlds or for one",
		Details: `The server checks them as it does its files, and takes all of them or none. One
takes the place of what has its name: ` + precedence + `. A reset of
a world forgets what was put for that world.
`,
		Table: settings.Table{Settings: server.settingsForAll()},
		Run: func(p commandline.Process, operands []string) error {
			if len(operands) == 0 {
				return commandline.Misused("scenarios put", errors.New("name the files or directories of scenarios"))
			}
			return put(p, &server, operands)
		},
	}
}

// precedence says which of several scenarios of one name is in force.
const precedence = `what was put for a world stands before what was
put for all worlds, that before files, and files before what is built in`

// settingsForAll are those of a command that is about all worlds unless one is named.
func (r *remote) settingsForAll() []settings.Setting {
	all := r.settings()
	for i := range all {
		if all[i].Name == "world" {
			all[i].Implied, all[i].Usage = "all worlds", "only the requests of this world"
		}
	}
	return all
}

// upload is a scenario on its way to a server.
type upload struct {
	file, name string
	text       string
	line       int // of the file, where the text starts
}

// readUploads reads the scenarios of files, as far as it takes to tell them apart. Stories are passed over.
func readUploads(paths []string) ([]upload, []strictyaml.Problem) {
	files, problems := scenarios.Files(paths...)
	var uploads []upload
	loader := strictyaml.Loader[upload]{Kind: "scenario",
		Read: func(document strictyaml.Document) (upload, strictyaml.Value) {
			root := document.Root
			if scenarios.IsStory(root) {
				return upload{}, strictyaml.Value{}
			}
			name, ok := root.Entry("name").Word()
			if !ok && !root.Entry("name").Exists() {
				root.Note("lacks the key name")
			}
			return upload{root.File(), name, document.Text, document.Line}, root.Entry("name")
		}}
	for _, path := range files {
		loader.Add(strictyaml.ReadFile(path))
	}
	uploads = loader.Loaded
	return uploads, loader.Problems(problems)
}

func put(p commandline.Process, server *remote, paths []string) error {
	uploads, problems := readUploads(paths)
	if len(problems) > 0 {
		return commandline.Unusable(strictyaml.Problems(problems))
	}
	if len(uploads) == 0 {
		return commandline.Unusable(errors.New("there is no scenario in these files"))
	}
	ctx := context.Background()
	client, err := server.connect(ctx)
	if err != nil {
		return err
	}
	for _, one := range uploads {
		more, err := one.misplaced(client.CheckScenario(ctx, one.name, one.text))
		if err != nil {
			return advise(err)
		}
		problems = append(problems, more...)
	}
	if len(problems) > 0 {
		return commandline.Unusable(strictyaml.Problems(problems))
	}
	return server.send(ctx, p, client, uploads)
}

// misplaced are the problems of the upload that a server tells, at their places in the file; any other error is none
// of the scenario.
func (u upload) misplaced(told error) ([]strictyaml.Problem, error) {
	var refused *adminclient.RefusedError
	if !errors.As(told, &refused) || len(refused.Problems) == 0 {
		return nil, told
	}
	for i := range refused.Problems {
		refused.Problems[i].File = u.file
		refused.Problems[i].Line += u.line - 1
	}
	return refused.Problems, nil
}

func (r *remote) send(ctx context.Context, p commandline.Process, client *adminclient.Client, uploads []upload) error {
	kept := []adminclient.ScenarioSummary{}
	for _, one := range uploads {
		scenario, err := client.PutScenario(ctx, one.name, one.text)
		if err != nil {
			return fmt.Errorf("putting %s: %w", one.name, advise(err))
		}
		kept = append(kept, scenario)
		if !r.json {
			fmt.Fprintf(p.Stdout, "%s is %s\n", printable.Line(scenario.Name), scenario.Source)
		}
	}
	if r.json {
		return writeJSON(p.Stdout, map[string]any{"scenarios": kept})
	}
	return nil
}

func deleteCommand() commandline.Command {
	var server remote
	return commandline.Command{
		Name: "scenarios delete", Operands: "NAME...",
		Summary: "take back from a running server what was put",
		Details: `What stood behind it is in force again: ` + precedence + `.
`,
		Table: settings.Table{Settings: server.settingsForAll()},
		Run: func(p commandline.Process, operands []string) error {
			if len(operands) == 0 {
				return commandline.Misused("scenarios delete", errors.New("name the scenarios to take back"))
			}
			return takeBack(p, &server, operands)
		},
	}
}

func takeBack(p commandline.Process, server *remote, names []string) error {
	ctx := context.Background()
	client, err := server.connect(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := client.DeleteScenario(ctx, name); err != nil {
			return advise(err)
		}
		if !server.json {
			fmt.Fprintf(p.Stdout, "%s is taken back\n", printable.Line(name))
		}
	}
	if server.json {
		return writeJSON(p.Stdout, map[string]any{"deleted": names})
	}
	return nil
}
