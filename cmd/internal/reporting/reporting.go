// Package reporting shows a verdict as commands do: on the console, in report files, and as the error that makes
// the exit code.
//
// # To add a setting
//
// Give [Reporting] a field and a row in Settings.
package reporting

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/outfile"
	"casemock/contracts/printable"
	"casemock/contracts/report"
)

// Reporting is how a user wants a verdict to be shown.
type Reporting struct {
	targets  []report.Target
	noColour bool
	output   []byte // what standard output is to get, of the suites so far
}

// Settings are the flags. Prefix is that of the environment variables.
func (r *Reporting) Settings(prefix string) []settings.Setting {
	return []settings.Setting{
		{Name: "report", Argument: "FORMAT[=PATH]", Repeatable: true, Variable: settings.VariableOf(prefix, "report"),
			Accept: settings.Each(&r.targets, report.ParseTarget),
			Usage: "write a report: junit=PATH, json=PATH, html=PATH or markdown=PATH, with - for standard output, or " +
				"github, annotations and the job's summary; suites of other runs in a file stay"},
		{Name: "no-color", Kind: settings.Switch, Variable: settings.VariableOf(prefix, "no-color"),
			Accept: settings.As(&r.noColour, settings.Truth),
			Usage:  "no colours on a terminal; NO_COLOR does the same"},
	}
}

// Conflicts says which reports are in each other's way.
func (r *Reporting) Conflicts() error {
	var problems []error
	for i, target := range r.targets {
		for _, other := range r.targets[:i] {
			if target.IsStandardOutput() != other.IsStandardOutput() {
				continue
			}
			if target.IsStandardOutput() {
				problems = append(problems, fmt.Errorf("--report %s and %s both go to standard output: give one of them a path",
					other, target))
			} else if outfile.Same(other.Path, target.Path) {
				problems = append(problems, fmt.Errorf("--report %s and %s are the same file: give each a path of its own",
					other, target))
			}
		}
	}
	return errors.Join(problems...)
}

// Check tries whether the reports can be written, before anything is sent.
func (r *Reporting) Check() error {
	for _, target := range r.targets {
		if err := target.Check(); err != nil {
			return err
		}
	}
	return nil
}

// Show writes a verdict to the console, whose reader may have gone or fallen asleep: that is said and changes
// nothing else. Where a report takes standard output, the console is standard error.
func (r *Reporting) Show(ctx context.Context, p commandline.Process, program string, suite report.Suite) {
	console := p.Stdout
	if target, taken := r.onStandardOutput(); taken && target.Format != report.GitHub {
		console = p.Stderr
	}
	r.say(ctx, p, program, func() error {
		return report.Console(printable.Raw(console), suite, r.style(p, console))
	})
}

// Finish gives standard output its report, if it is to have one, after the last verdict.
func (r *Reporting) Finish(ctx context.Context, p commandline.Process, program string) {
	if len(r.output) > 0 {
		r.say(ctx, p, program, func() error {
			_, err := printable.Raw(p.Stdout).Write(r.output)
			return err
		})
	}
}

// say does not wait for a reader who does not read any more than the context does.
func (r *Reporting) say(ctx context.Context, p commandline.Process, program string, write func() error) {
	done := make(chan error, 1)
	go func() { done <- write() }()
	select {
	case err := <-done:
		if err != nil {
			fmt.Fprintf(p.Stderr, "%s: the verdict cannot be shown: %v\n", program, err)
		}
	case <-ctx.Done():
	}
}

// onStandardOutput is the report that goes there.
func (r *Reporting) onStandardOutput() (report.Target, bool) {
	for _, target := range r.targets {
		if target.IsStandardOutput() {
			return target, true
		}
	}
	return report.Target{}, false
}

// style is plain unless somebody looks at a terminal and likes colours.
func (r *Reporting) style(p commandline.Process, console io.Writer) report.Style {
	plain := r.noColour || p.Getenv("NO_COLOR") != "" || p.Getenv("TERM") == "dumb"
	return report.Style{Colour: !plain && commandline.IsTerminal(console)}
}

// Write writes those reports that may have to wait for a reader, or those that do not, and says what was written
// and what could not be. What goes to standard output is kept for [Reporting.Finish].
func (r *Reporting) Write(
	ctx context.Context, p commandline.Process, suite report.Suite, waiting bool,
) (notes []string, problems []error) {
	for _, target := range r.targets {
		var note string
		var err error
		switch {
		case target.IsStandardOutput() && waiting || !target.IsStandardOutput() && outfile.Waits(target.Path) != waiting:
			continue
		case target.IsStandardOutput():
			err = r.keep(p, target, suite)
		default:
			var written report.Written
			written, err = target.Write(ctx, suite)
			note = describe(written)
		}
		switch {
		case err != nil:
			problems = append(problems, err)
		case note != "":
			notes = append(notes, note)
		}
	}
	return notes, problems
}

// keep adds a suite to what standard output is to get, and to the summary of a GitHub job.
func (r *Reporting) keep(p commandline.Process, target report.Target, suite report.Suite) (err error) {
	if r.output, err = target.Add(r.output, suite); err != nil {
		return err
	}
	summary := p.Getenv(report.SummaryVariable)
	if target.Format != report.GitHub || summary == "" {
		return nil
	}
	return report.AddSummary(summary, suite)
}

func describe(written report.Written) string {
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

// Tell says what is no error.
func Tell(w io.Writer, notes []string) {
	for _, note := range notes {
		fmt.Fprintln(w, note)
	}
}

// Failure is a verdict as an error; nil for a success.
func Failure(suite report.Suite) error {
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

// TakesStandardOutput reports whether a report goes there, so that nothing else may.
func (r *Reporting) TakesStandardOutput() bool {
	_, taken := r.onStandardOutput()
	return taken
}
