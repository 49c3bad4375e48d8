package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/pact/contract"
	"casemock/contracts/strictyaml"
)

// generating is what the user of generate has chosen.
type generating struct {
	out       string
	scenarios []string
	check     bool
}

func generateCommand() commandline.Command {
	var chosen generating
	return commandline.Command{
		Name:    "generate",
		Summary: "write the Pact v4 contract from the scenarios",
		Details: `The same scenarios give the same bytes. With --check nothing is written, and the exit
code is 1 if the file is missing or stale.
`,
		Table: settings.Table{Settings: []settings.Setting{
			{Name: "out", Kind: settings.Path, Argument: "DIR", Default: "contracts/pacts",
				Variable: settings.VariableOf(prefix, "out"),
				Accept:   settings.As(&chosen.out, settings.Word), Usage: "directory of the pact file"},
			scenariosSetting(&chosen.scenarios),
			{Name: "check", Kind: settings.Switch, Accept: settings.As(&chosen.check, settings.Truth),
				Usage: "only say whether the file is up to date"},
		}},
		Run: func(p commandline.Process, _ []string) error { return chosen.generate(p) },
	}
}

// scenariosSetting names a user's own scenarios, which every command takes in the same way.
func scenariosSetting(paths *[]string) settings.Setting {
	return settings.Setting{Name: "scenarios", Kind: settings.Path, Argument: "PATH", Repeatable: true,
		Variable: settings.VariableOf(prefix, "scenarios"), Accept: settings.Each(paths, settings.Word),
		Usage: "scenario file, or directory of them, beside the built-in ones"}
}

func (g *generating) generate(p commandline.Process) error {
	made, err := contract.FromScenarios(g.scenarios...)
	if err != nil {
		return unusable(err)
	}
	if g.check {
		return g.compare(p, made)
	}
	path, err := contract.Generate(g.out, g.scenarios...)
	if err != nil {
		return unusable(err)
	}
	fmt.Fprintf(p.Stdout, "wrote %s: %d expectations\n", path, len(made.Interactions))
	return nil
}

// compare says whether the file is what would be written.
func (g *generating) compare(p commandline.Process, made *contract.Contract) error {
	path := filepath.Join(g.out, contract.FileName)
	written, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s is missing: '%s' writes it", path, g.commandLine())
	case err != nil:
		return unusable(fmt.Errorf("reading the contract: %w", err))
	case !bytes.Equal(written, made.JSON()):
		return fmt.Errorf("%s is stale: '%s' writes it anew", path, g.commandLine())
	}
	fmt.Fprintf(p.Stdout, "%s is up to date: %d expectations\n", path, len(made.Interactions))
	return nil
}

// commandLine is what writes the file that was checked.
func (g *generating) commandLine() string {
	words := []string{"casepact generate --out", g.out}
	for _, path := range g.scenarios {
		words = append(words, "--scenarios", path)
	}
	return strings.Join(words, " ")
}

// unusable is something that keeps a command from running.
func unusable(err error) error { return commandline.Unusable(readable(err)) }

// readable is an error with a line for each problem of a file.
func readable(err error) error {
	var problems strictyaml.Problems
	if errors.As(err, &problems) {
		return problems
	}
	return err
}
