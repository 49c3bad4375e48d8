package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/cmd/internal/undertest"
	"casemock/contracts/caseapi"
	"casemock/contracts/outfile"
	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/contracts/wording"
	"casemock/scenarios/explore"
	"casemock/scenarios/story"
)

// exploring is how a server is explored.
type exploring struct {
	server     undertest.Server
	customerID string
	seed       uint64
	sequences  int
	steps      int
	budget     int
	only, skip []caseapi.OperationName
	save       string
	verdicts   verdicts
}

func (c *exploring) table() settings.Table {
	const most = 1_000_000
	all := append(c.server.Settings(prefix, "to", "the server's"), []settings.Setting{
		{Name: "customer-id", Argument: "ID", Variable: prefix + "CUSTOMER_ID",
			Accept: settings.As(&c.customerID, settings.Line),
			Usage: "an existing customer to hang new cases on, where the server cannot create one; no customer is " +
				"created or changed then"},
		{Name: "seed", Kind: settings.Quantity, Argument: "N", Default: "1", Accept: settings.As(&c.seed, seed),
			Usage: "the same seed sends the same calls; their words have a number in them that is new in each run"},
		{Name: "sequences", Kind: settings.Quantity, Argument: "N", Default: "100",
			Accept: settings.Whole(&c.sequences, 1, most), Usage: "how many sequences of calls are tried"},
		{Name: "steps", Kind: settings.Quantity, Argument: "N", Default: "30",
			Accept: settings.Whole(&c.steps, 1, most),
			Usage:  "about how many calls a sequence has; one in eight is about long lists and has up to 105"},
		{Name: "budget", Kind: settings.Quantity, Argument: "N", Default: "5000",
			Accept: settings.Whole(&c.budget, 1, math.MaxInt32),
			Usage:  "how many requests are sent at most, all of them counted"},
		{Name: "only", Argument: "OPERATION", Repeatable: true, Accept: settings.Each(&c.only, operationName),
			Usage: "try this operation alone; others are called where it needs a customer or a case"},
		{Name: "skip", Argument: "OPERATION", Repeatable: true, Accept: settings.Each(&c.skip, operationName),
			Usage: "leave this operation out"},
		{Name: "save", Kind: settings.Path, Argument: "DIR", Accept: settings.As(&c.save, settings.Word),
			Usage: "write the story of each finding to a file there, for casemock play"},
	}...)
	return settings.Table{Settings: append(all, c.verdicts.settings()...)}
}

func exploreCommand() commandline.Command {
	var chosen exploring
	return commandline.Command{
		Name:    "explore",
		Summary: "try sequences of calls on a real server, and find what breaks the documents",
		Details: `Sequences of legal and illegal calls are made up and sent: difficult texts, boundaries,
long lists, second updates, closing and reopening, searches by former values. Each answer
is held against the documents and against the answers before it. What breaks them is sent
again, reduced to the fewest steps and the simplest values, and told as a story, with the
answer of a sandbox beside that of the server. With --save, casemock play shows it again.

Everything that is created has the word casemock in its title or its first text, and
stays on the server: the API deletes nothing. An interrupt tells what was found so far.

The exit code is 0 if nothing is broken, 1 if something is, and 2 if the server could not
be explored.
`,
		Table: chosen.table(),
		Run: func(p commandline.Process, _ []string) error {
			if err := chosen.check(); err != nil {
				return commandline.Misused("explore", err)
			}
			return chosen.explore(p)
		},
	}
}

// check says what is wrong with the settings together.
func (c *exploring) check() error {
	switch {
	case c.server.URL == "":
		return errServerMissing
	case slices.Contains(c.skip, caseapi.CreateCustomer) && c.customerID == "":
		return errors.New("--skip createCustomer leaves no customer to hang cases on: give --customer-id")
	case !slices.ContainsFunc(caseapi.Operations(), func(o *caseapi.Operation) bool { return c.tries(o.Name) }):
		return errors.New("--only and --skip leave no operation to try")
	}
	return nil
}

func (c *exploring) tries(name caseapi.OperationName) bool {
	if c.customerID != "" && name == caseapi.CreateCustomer {
		return false
	}
	return !slices.Contains(c.skip, name) && (len(c.only) == 0 || slices.Contains(c.only, name))
}

func (c *exploring) explore(p commandline.Process) error {
	if err := errors.Join(c.server.Trust.Load(), c.verdicts.prepare(), c.prepareSave()); err != nil {
		return commandline.Unusable(err)
	}
	options := c.server.Options(prefix)
	options.Budget = c.budget
	client, err := target.New(options)
	if err != nil {
		return commandline.Unusable(err)
	}
	defer client.Close()
	ctx, stop := interruptible()
	defer stop()
	told, err := c.run(ctx, p, client)
	return c.verdicts.conclude(ctx, p, report.Suite{Report: told}, err)
}

// run explores, saves the stories and reports; there is no report where there was nothing to judge.
func (c *exploring) run(ctx context.Context, p commandline.Process, client *target.Client) (*report.Report, error) {
	started := time.Now()
	needed := c.customerID
	if slices.Contains(c.skip, caseapi.FindCustomer) {
		needed = "" // which the server may not have at all
	}
	meta, err := firstContact(ctx, client, needed)
	if err != nil {
		return nil, err
	}
	news := newExploreNews(p.Stderr)
	outcome, err := explore.Explore(ctx, explore.Options{
		Server: client, Meta: meta, Budget: c.budget, Seed: c.seed, Run: 1 + rand.Uint64N(1e7-1),
		Sequences: c.sequences, Steps: c.steps,
		CustomerID: c.customerID, Tried: c.tries, Progress: news.tell,
		Sandbox: func() (*target.Client, error) { return sandbox(meta.Structures()) },
	})
	news.clear()
	err = errors.Join(err, c.saveStories(p, outcome))
	fmt.Fprintln(p.Stderr, outcome.Summary())
	told := &report.Report{Consumer: caseapi.Consumer, Provider: caseapi.Provider, ProviderURL: client.ShownBase(),
		Contract: c.contract(), Unit: "verdict", Started: started,
		Results: outcome.Results(), Warnings: []string{}}
	if outcome.Ended != "" {
		told.Warnings = append(told.Warnings, fmt.Sprintf("the exploration ended in sequence %d of %d: %s",
			outcome.Sequences, c.sequences, outcome.Ended))
	}
	told.Conclude(c.verdicts.waivers, time.Now())
	if len(told.Results) == 0 {
		told = nil
	}
	return told, err
}

// contract is what a report calls the exploration: another selection is another.
func (c *exploring) contract() string {
	text := fmt.Sprintf("exploration with seed %d", c.seed)
	for _, part := range []struct {
		word  string
		names []caseapi.OperationName
	}{{"only", c.only}, {"without", c.skip}} {
		for i, name := range part.names {
			separator := " " + part.word + " "
			if i > 0 {
				separator = ", "
			}
			text += separator + string(name)
		}
	}
	return text
}

// prepareSave makes the directory for stories, before anything is sent.
func (c *exploring) prepareSave() error {
	if c.save == "" {
		return nil
	}
	if err := os.MkdirAll(c.save, 0o755); err != nil {
		return fmt.Errorf("--save: %w", err)
	}
	return outfile.Check(filepath.Join(c.save, "story.yaml"))
}

// saveStories writes a file for each finding, and tells in its source where it is.
func (c *exploring) saveStories(p commandline.Process, outcome *explore.Outcome) error {
	if c.save == "" {
		return nil
	}
	var problems []error
	for _, found := range outcome.Findings {
		path := filepath.Join(c.save, found.Story.Name+".yaml")
		// What an interrupt leaves is saved, too.
		err := outfile.Write(context.Background(), path, story.Format(found.Story), fs.FileMode(0o644))
		if err != nil {
			problems = append(problems, err)
			continue
		}
		found.Source = path
		fmt.Fprintf(p.Stderr, "wrote %s\n", path)
	}
	return errors.Join(problems...)
}

// operationName takes the name of a documented operation.
func operationName(text string) (caseapi.OperationName, error) {
	name := caseapi.OperationName(text)
	if _, known := caseapi.FindOperation(name); known {
		return name, nil
	}
	return "", errors.New("is no operation" + wording.Suggest(text, caseapi.OperationNames()))
}
