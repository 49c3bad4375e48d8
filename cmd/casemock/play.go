package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/cmd/internal/undertest"
	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/contracts/strictyaml"
	"casemock/contracts/target"
	"casemock/contracts/transport"
	"casemock/contracts/wording"
	"casemock/mockserver"
	"casemock/scenarios/story"
)

// playing is how stories are played.
type playing struct {
	server     undertest.Server
	repeat     int
	customerID string
	only, skip []string // names of stories
	verdicts   verdicts
}

func (c *playing) table() settings.Table {
	all := append(c.server.Settings(prefix, "to", "the server's"),
		settings.Setting{Name: "repeat", Kind: settings.Quantity, Argument: "N", Default: "1",
			Accept: settings.Whole(&c.repeat, 1, 1_000_000), Usage: "how often each story is played, until it is broken"},
		settings.Setting{Name: "customer-id", Argument: "ID", Variable: prefix + "CUSTOMER_ID",
			Accept: settings.As(&c.customerID, settings.Line),
			Usage:  "an existing customer in the place of those that stories create, where the server cannot create one"},
		settings.Setting{Name: "only", Argument: "STORY", Repeatable: true,
			Accept: settings.Each(&c.only, settings.Word), Usage: "play only this one"},
		settings.Setting{Name: "skip", Argument: "STORY", Repeatable: true,
			Accept: settings.Each(&c.skip, settings.Word), Usage: "leave this one out"})
	return settings.Table{Settings: append(all, c.verdicts.settings()...)}
}

func playCommand() commandline.Command {
	var chosen playing
	return commandline.Command{
		Name: "play", Operands: "[PATH...]",
		Summary: "play stories on a real server, and judge its answers",
		Details: `A story is a sequence of calls. Each answer is held against the documents, against the
answers before it, and against what the story expects. A story that is broken is played
on the sandbox as well, and both answers are shown.

A path is a file, or a directory of files that end in .yaml or .yml; the scenarios in
them are passed over. Without a path the built-in stories are played. The API deletes
nothing: what a story creates stays on the server.

The exit code is 0 if nothing is broken, 1 if something is, and 2 if the stories could
not be played.
`,
		Table: chosen.table(),
		Run: func(p commandline.Process, paths []string) error {
			if chosen.server.URL == "" {
				return commandline.Misused("play", errServerMissing)
			}
			return chosen.play(p, paths)
		},
	}
}

// errServerMissing is what commands that send something to a real server say without one.
var errServerMissing = errors.New("the server is missing: give --to URL, as in http://127.0.0.1:8080")

func (c *playing) play(p commandline.Process, paths []string) error {
	stories, contract, err := storiesOf(paths)
	if err == nil {
		stories, err = c.selected(stories)
	}
	if err != nil {
		return commandline.Unusable(err)
	}
	if err := errors.Join(c.server.Trust.Load(), c.verdicts.prepare()); err != nil {
		return commandline.Unusable(err)
	}
	client, err := target.New(c.server.Options(prefix))
	if err != nil {
		return commandline.Unusable(err)
	}
	defer client.Close()
	ctx, stop := interruptible()
	defer stop()
	meta, err := firstContact(ctx, client, c.customerID)
	if err != nil {
		return c.verdicts.conclude(ctx, p, report.Suite{}, err)
	}
	line := commandline.NewProgressLine(p.Stderr)
	run := story.Run{Client: client, Meta: meta, Repeat: c.repeat, CustomerID: c.customerID, Waivers: c.verdicts.waivers,
		Now: time.Now, Sandbox: sandbox, Progress: func(number, total int, name string) {
			line.Tell(fmt.Sprintf("[%d/%d] %s", number, total, name))
		}}
	told, err := run.Play(ctx, contract, stories)
	line.Clear()
	return c.verdicts.conclude(ctx, p, report.Suite{Report: told, Only: c.only, Skip: c.skip}, err)
}

// firstContact learns the custom fields of the server, and makes sure of the customer that was given, if any.
func firstContact(ctx context.Context, client *target.Client, customerID string) (*target.Meta, error) {
	meta, err := client.Preflight(ctx)
	if err == nil && customerID != "" {
		err = client.NeedCustomer(ctx, customerID)
	}
	return meta, err
}

// selected are the stories that --only and --skip leave.
func (c *playing) selected(stories []*story.Story) ([]*story.Story, error) {
	var names []string
	for _, one := range stories {
		names = append(names, one.Name)
	}
	for _, name := range slices.Concat(c.only, c.skip) {
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("there is no story %q%s", name, wording.DidYouMean(name, names))
		}
	}
	left := slices.DeleteFunc(stories, func(one *story.Story) bool {
		return len(c.only) > 0 && !slices.Contains(c.only, one.Name) || slices.Contains(c.skip, one.Name)
	})
	if len(left) == 0 {
		return nil, errors.New("--only and --skip leave no story to play")
	}
	return left, nil
}

// storiesOf reads the stories, and says what a report calls them.
func storiesOf(paths []string) ([]*story.Story, string, error) {
	if len(paths) == 0 {
		return story.BuiltIn(), "built-in stories", nil
	}
	stories, problems := story.Load(paths...)
	contract := strings.Join(paths, ", ")
	switch {
	case len(problems) > 0:
		return nil, "", strictyaml.Problems(problems)
	case len(stories) == 0:
		return nil, "", fmt.Errorf("there is no story in %s: one begins with the key story", contract)
	}
	return stories, contract, nil
}

// sandbox is a client of a sandbox of our own, with the custom fields of the server under test.
func sandbox(structures caseapi.ObjectStructures) (*target.Client, error) {
	server, err := mockserver.New(mockserver.WithStructures(structures))
	if err != nil {
		return nil, err
	}
	return target.New(target.Options{URL: "http://sandbox", APIKey: mockserver.DefaultKey, Patience: -1,
		Transport: transport.InProcess(server)})
}
