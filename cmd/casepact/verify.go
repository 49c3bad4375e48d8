package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"casemock/cmd/internal/commandline"
	"casemock/contracts/outfile"
	"casemock/contracts/pact"
	"casemock/contracts/pact/report"
	"casemock/contracts/printable"
)

func verifyCommand() commandline.Command {
	var chosen configuration
	return commandline.Command{
		Name:    "verify",
		Summary: "verify a real server",
		Details: `Each expectation of the contract is sent to the server, and its answer is held against
the documents. The states that it needs are brought about by --states, by --state-url,
or through the API itself. What cannot be brought about is not exercised: it is said
why, and what to give.

Each flag is also read from the environment, --api-key from CASEPACT_API_KEY, and the
broker's from PACT_BROKER_BASE_URL, PACT_BROKER_TOKEN, PACT_BROKER_USERNAME and
PACT_BROKER_PASSWORD.

A report may go to a link, a pipe or /dev/stdout as well. The console is one output of
several: that it cannot be written to changes nothing else. A report that cannot be
written, or results that cannot be published, make 2 of the exit code 0.

It needs libpact_ffi, which 'go run ./cmd/libpact' installs. Without it, casepact can
neither be built ("cannot find -lpact_ffi") nor started ("error while loading shared
libraries: libpact_ffi.so").
`,
		Table: chosen.table(),
		Run: func(p commandline.Process, _ []string) error {
			if err := chosen.check(); err != nil {
				return commandline.Misused("verify", err)
			}
			return chosen.verify(p)
		},
	}
}

// verify verifies every pact that was asked for, and says what came of each.
func (c *configuration) verify(p commandline.Process) error {
	if err := c.prepare(); err != nil {
		return commandline.Unusable(err)
	}
	outliveReaders()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	pacts, err := c.pacts(ctx)
	if err != nil {
		return interrupted(ctx, commandline.Unusable(err))
	}
	var verdicts []error
	for _, asked := range pacts {
		if err := c.verifyPact(ctx, p, asked); err != nil {
			var misuse *commandline.MisuseError
			if errors.As(err, &misuse) {
				return interrupted(ctx, err)
			}
			verdicts = append(verdicts, err)
		}
	}
	return errors.Join(verdicts...)
}

// interrupted is what an error amounts to once the user has had enough.
func interrupted(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w: there is no verdict", commandline.ErrInterrupted)
	}
	return err
}

// verifyPact verifies one contract: that of the scenarios where asked is nil.
func (c *configuration) verifyPact(
	ctx context.Context, p commandline.Process, asked *pact.BrokerPact,
) error {
	options := c.options
	if asked != nil {
		options.Contract = asked.Contract
		for _, notice := range asked.Notices {
			fmt.Fprintln(p.Stderr, notice)
		}
	}
	line := newProgressLine(p.Stderr)
	options.Progress = line.tell
	verified, err := pact.Verify(ctx, options)
	line.clear()
	if err != nil {
		return unusable(err)
	}
	suite := report.Suite{Report: verified, Only: c.options.Only, Skip: c.options.Skip,
		RequireAll: c.require, Pending: asked != nil && asked.Pending}
	if len(verified.Results) == 0 {
		return commandline.Unusable(errors.New("--only and --skip leave no expectation to verify"))
	}
	return c.conclude(ctx, p, suite, asked)
}

// style is plain unless somebody looks at a terminal and likes colours.
func (c *configuration) style(p commandline.Process) report.Style {
	plain := c.noColour || p.Getenv("NO_COLOR") != "" || p.Getenv("TERM") == "dumb"
	return report.Style{Colour: !plain && commandline.IsTerminal(p.Stdout)}
}

// show writes the verdict to the console, whose reader may have gone or fallen asleep: that is said
// and changes nothing else.
func (c *configuration) show(ctx context.Context, p commandline.Process, suite report.Suite) {
	done := make(chan error, 1)
	go func() { done <- report.Console(printable.Raw(p.Stdout), suite, c.style(p)) }()
	select {
	case err := <-done:
		if err != nil {
			fmt.Fprintln(p.Stderr, "casepact: the verdict cannot be shown:", err)
		}
	case <-ctx.Done():
	}
}

// outliveReaders lets a write to an output that nobody reads any more fail, where it would end the
// process. A signal that was ignored instead would be so in the commands of --states, too.
func outliveReaders() { signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) }

// conclude writes the reports, tells the broker, and shows the verdict: each of them whatever came of
// the others. What goes wrong there is no verdict about the server, so that a server that is broken
// stays the first thing to say.
func (c *configuration) conclude(
	ctx context.Context, p commandline.Process, suite report.Suite, asked *pact.BrokerPact,
) error {
	problems, notes := c.writeReports(ctx, suite, false)
	if c.broker.publish && asked != nil {
		client := c.broker.client(c.options.Timeout)
		err := client.PublishResults(ctx, asked, suite.Report, c.broker.version, c.require)
		if err != nil {
			problems = append(problems, fmt.Errorf("publishing the results: %w", err))
		}
	}
	c.show(ctx, p, suite)
	later, more := c.writeReports(ctx, suite, true)
	problems, notes = append(problems, later...), append(notes, more...)
	for _, note := range notes {
		fmt.Fprintln(p.Stderr, note)
	}
	if failed := failure(suite); failed != nil {
		return errors.Join(append([]error{failed}, problems...)...)
	}
	if len(problems) > 0 {
		return commandline.Unusable(errors.Join(problems...))
	}
	return nil
}

// writeReports writes those reports that may have to wait for a reader, or those that do not.
func (c *configuration) writeReports(
	ctx context.Context, suite report.Suite, waiting bool,
) (problems []error, notes []string) {
	for _, target := range c.reports {
		if outfile.Waits(target.Path) != waiting {
			continue
		}
		written, err := target.Write(ctx, suite)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		notes = append(notes, describeWritten(written))
	}
	return problems, notes
}

func describeWritten(written report.Written) string {
	text := "wrote " + written.Path
	switch others := strings.Join(written.Others, "; "); len(written.Others) {
	case 0:
	case 1:
		text += ", which also holds 1 suite of another run: " + others
	default:
		text += fmt.Sprintf(", which also holds %d suites of other runs: %s", len(written.Others), others)
	}
	return text
}

// failure is the verdict as an error; nil for a success.
func failure(suite report.Suite) error {
	if suite.ExitCode() == 0 {
		return nil
	}
	var reasons []string
	if rules := suite.BrokenRules(); len(rules) > 0 {
		reasons = append(reasons, "broken: "+strings.Join(rules, ", "))
	}
	if missing := suite.Missing(); suite.RequireAll && len(missing) > 0 {
		reasons = append(reasons, "not exercised, and all are required: "+strings.Join(missing, ", "))
	}
	return errors.New(strings.Join(reasons, "; "))
}
