package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/reporting"
	"casemock/contracts/pact"
	"casemock/contracts/pact/broker"
	"casemock/contracts/report"
)

// verifying is the verification of all pacts that were asked for, one after the other: what goes wrong
// with one says nothing about the others.
type verifying struct {
	*configuration
	process commandline.Process
	broker  *broker.Broker
	pacts   []*broker.Pact // nil for the contract of the scenarios

	concluded int      // pacts with a verdict
	empty     []string // pacts of which the selection left nothing
	broken    []error  // verdicts
	unusable  []error  // what is no verdict about the server
}

func (v *verifying) verify(ctx context.Context) error {
	for _, asked := range v.pacts {
		if asked != nil && asked.Contract != nil {
			v.options.Others = append(v.options.Others, asked.Contract)
		}
	}
	for i, asked := range v.pacts {
		err := v.verifyPact(ctx, asked)
		if err != nil && ctx.Err() != nil {
			return errors.Join(append(v.broken, v.interrupted(i, err))...)
		}
		if err != nil {
			v.unusable = append(v.unusable, err)
			break // it would be the same with each
		}
	}
	v.reporting.Finish(ctx, v.process, "casepact")
	return v.outcome()
}

// interrupted says what there is no verdict about: the pact at a position, which an error ended, and
// what comes after it.
func (v *verifying) interrupted(at int, err error) error {
	what := ""
	switch rest := len(v.pacts) - at - 1; {
	case errors.Is(err, commandline.ErrInterrupted):
		return err
	case at > 0 && rest > 0:
		what = fmt.Sprintf(" about %s and %d more", v.pacts[at].URL, rest)
	case at > 0:
		what = " about " + v.pacts[at].URL
	}
	return noVerdict(what, err)
}

// outcome is the exit of the whole: a broken server is the first thing to say.
func (v *verifying) outcome() error {
	if len(v.empty) > 0 && v.concluded == 0 {
		v.unusable = append(v.unusable, errors.New("--only and --skip leave no expectation to verify"))
		v.empty = nil
	}
	for _, name := range v.empty {
		v.tell("%s: --only and --skip leave no expectation of it to verify", name)
	}
	if len(v.broken) > 0 {
		return errors.Join(append(v.broken, v.unusable...)...)
	}
	if len(v.unusable) > 0 {
		return commandline.Unusable(errors.Join(v.unusable...))
	}
	return nil
}

// tell says what is no error.
func (v *verifying) tell(format string, arguments ...any) {
	fmt.Fprintf(v.process.Stderr, format+"\n", arguments...)
}

// of says of which pact an error is, where there are several.
func (v *verifying) of(asked *broker.Pact, err error) error {
	if len(v.pacts) < 2 || strings.HasPrefix(err.Error(), asked.URL+":") {
		return err
	}
	return fmt.Errorf("%s: %w", asked.URL, err)
}

// cannot is about a pact that cannot be verified. One that is pending fails nothing by it.
func (v *verifying) cannot(asked *broker.Pact, err error) {
	if asked != nil && asked.Pending {
		v.tell("%v (this pact is pending: that it is not verified fails nothing)", v.of(asked, err))
		return
	}
	v.unusable = append(v.unusable, v.of(asked, err))
}

// verifyPact verifies one contract: that of the scenarios where asked is nil. An error is one that
// every other contract would meet, too.
func (v *verifying) verifyPact(ctx context.Context, asked *broker.Pact) error {
	options := v.options
	if asked != nil {
		for _, notice := range asked.Notices {
			v.tell("%s", notice)
		}
		if asked.Problem != nil {
			v.cannot(asked, asked.Problem)
			return nil
		}
		options.Contract = asked.Contract
	}
	line := commandline.NewProgressLine(v.process.Stderr)
	options.Progress = func(at pact.Progress) {
		line.Tell(fmt.Sprintf("[%d/%d] %s", at.Number, at.Total, at.Description))
	}
	verified, err := pact.Verify(ctx, options)
	line.Clear()
	var own *pact.ContractError
	switch {
	case errors.As(err, &own):
		v.cannot(asked, err)
		return nil
	case err != nil:
		return readable(err)
	case len(verified.Results) == 0:
		v.empty = append(v.empty, verified.Contract)
		return nil
	}
	v.concluded++
	suite := report.Suite{Report: verified, Only: v.options.Only, Skip: v.options.Skip,
		RequireAll: v.require, Pending: asked != nil && asked.Pending}
	return v.conclude(ctx, suite, asked)
}

// conclude writes the reports, tells the broker, and shows the verdict: each of them whatever came of
// the others. What goes wrong there is no verdict about the server, so that a server that is broken
// stays the first thing to say. What must wait for a reader comes last.
func (v *verifying) conclude(ctx context.Context, suite report.Suite, asked *broker.Pact) error {
	if failed := reporting.Failure(suite); failed != nil {
		v.broken = append(v.broken, v.of(asked, failed))
	}
	notes, problems := v.reporting.Write(ctx, v.process, suite, false)
	v.unusable = append(v.unusable, problems...)
	err := v.publishWithNotices(ctx, suite, asked)
	v.reporting.Show(ctx, v.process, "casepact", suite)
	late, problems := v.reporting.Write(ctx, v.process, suite, true)
	v.unusable = append(v.unusable, problems...)
	reporting.Tell(v.process.Stderr, append(notes, late...))
	return err
}

// publishWithNotices publishes the results of a broker's pact, and says what the broker has to say to that.
func (v *verifying) publishWithNotices(
	ctx context.Context, suite report.Suite, asked *broker.Pact,
) error {
	if asked == nil {
		return nil
	}
	published, err := v.publish(ctx, suite, asked)
	for _, notice := range asked.NoticesAfter(suite.Succeeded(), published) {
		v.tell("%s", notice)
	}
	return err
}

// publish tells the broker what came of its pact, if it is to be told, and the user where that
// differs from the verdict. An error says that it was interrupted.
func (v *verifying) publish(
	ctx context.Context, suite report.Suite, asked *broker.Pact,
) (published bool, err error) {
	if !v.configuration.broker.publish {
		return false, nil
	}
	err = v.broker.PublishResults(ctx, asked, suite.Report, v.configuration.broker.version)
	var withheld *broker.WithheldError
	switch {
	case errors.As(err, &withheld):
		v.tell("the results of %s are not published: %v", suite.Contract, withheld)
	case err != nil && ctx.Err() != nil:
		return false, fmt.Errorf("%w: the results of %s are not published", commandline.ErrInterrupted,
			suite.Contract)
	case err != nil:
		v.unusable = append(v.unusable, v.of(asked, fmt.Errorf("publishing the results: %w", err)))
	case suite.ExitCode() == 0 && !suite.Succeeded():
		v.tell("the broker is told that %s fails: what is waived or pending is a failure there",
			suite.Contract)
	}
	return err == nil, nil
}
