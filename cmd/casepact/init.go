package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/outfile"
	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/states"
	"casemock/contracts/printable"
	"casemock/contracts/report"
)

func topics() []commandline.Topic {
	return []commandline.Topic{
		{Name: "states", Summary: "what the file of --states is made of", Text: states.Reference},
	}
}

func statesInitCommand() commandline.Command {
	var scenarios []string
	return commandline.Command{
		Name: "states init", Operands: "[FILE]",
		Summary: "write a file for --states, with all states as comments",
		Details: `Without a file, it is standard output. A file that is there is not touched.
`,
		Table: settings.Table{Settings: []settings.Setting{scenariosSetting(&scenarios)}},
		Run: func(p commandline.Process, operands []string) error {
			if len(operands) > 1 {
				return commandline.Misused("states init", errors.New("name one file, or none for standard output"))
			}
			made, err := contract.FromScenarios(scenarios...)
			if err != nil {
				return unusable(err)
			}
			path := append(operands, "states.yaml")[0]
			return writeDraft(p, operands, states.Template(made.Interactions, path))
		},
	}
}

// waivedFor is how long a waiver that was drafted holds.
const waivedFor = 30 * 24 * time.Hour

func waiveInitCommand() commandline.Command {
	return commandline.Command{
		Name: "waive init", Operands: "REPORT [FILE]",
		Summary: "write a file for --waive from a report, with reasons to fill in",
		Details: `REPORT is one of --report json=PATH or html=PATH. Each rule that is broken in it becomes a
waiver for thirty days, which holds once you have written its reason. Without a file, it is
standard output. A file that is there is not touched.
`,
		Run: func(p commandline.Process, operands []string) error {
			if len(operands) < 1 || len(operands) > 2 {
				return commandline.Misused("waive init", errors.New("name a report, as written by --report json=PATH, and at "+
					"most one file to write"))
			}
			content, err := os.ReadFile(operands[0])
			if err != nil {
				return commandline.Unusable(fmt.Errorf("reading the report: %w", err))
			}
			draft, err := report.DraftWaivers(content, time.Now().Add(waivedFor))
			if err != nil {
				return commandline.Unusable(fmt.Errorf("%s: %w", operands[0], err))
			}
			return writeDraft(p, operands[1:], draft)
		},
	}
}

func waiveLintCommand() commandline.Command {
	return commandline.Command{
		Name: "waive lint", Operands: "FILE...",
		Summary: "check files of --waive: rules, reasons and dates",
		Run: func(p commandline.Process, operands []string) error {
			if len(operands) == 0 {
				return commandline.Misused("waive lint", errors.New("name a file of waivers"))
			}
			var problems []error
			for _, path := range operands {
				waivers, err := report.ReadWaivers(path)
				for _, waiver := range waivers {
					if !waiver.Holds(time.Now()) {
						err = errors.Join(err, errors.New(waiver.Expiry()))
					}
				}
				if err != nil {
					problems = append(problems, readable(err))
				}
			}
			return errors.Join(problems...)
		},
	}
}

// writeDraft writes what the user is going to edit to a file that is not there yet, or to standard output.
func writeDraft(p commandline.Process, operands []string, content []byte) error {
	if len(operands) == 0 {
		_, err := printable.Raw(p.Stdout).Write(content)
		return err
	}
	path := operands[0]
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return commandline.Unusable(fmt.Errorf("%s is there already: give another path, or delete it", path))
	}
	if err := outfile.Write(context.Background(), path, content, 0o644); err != nil {
		return commandline.Unusable(fmt.Errorf("writing %s: %w", path, err))
	}
	fmt.Fprintf(p.Stderr, "wrote %s\n", path)
	return nil
}
