package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/reporting"
	"casemock/cmd/internal/settings"
	"casemock/contracts/report"
)

// verdicts is what becomes of the verdicts about a real server.
type verdicts struct {
	reporting  reporting.Reporting
	waiverFile string
	waivers    []report.Waiver
}

func (v *verdicts) settings() []settings.Setting {
	return append([]settings.Setting{
		{Name: "waive", Kind: settings.Path, Argument: "FILE", Variable: prefix + "WAIVE",
			Accept: settings.As(&v.waiverFile, settings.Word),
			Usage:  "YAML list of broken rules to excuse, each with rule, reason and expires"},
	}, v.reporting.Settings(prefix)...)
}

// prepare reads and tries what would otherwise be found out at the end.
func (v *verdicts) prepare() (err error) {
	if v.waiverFile != "" {
		v.waivers, err = report.ReadWaivers(v.waiverFile)
	}
	return errors.Join(err, v.reporting.Conflicts(), v.reporting.Check())
}

// conclude writes the reports and shows the verdict, also of a run that an error has ended; the suite has no
// report where nothing was found out. A server that is broken is the first thing to say. What must wait for a reader
// comes last.
func (v *verdicts) conclude(ctx context.Context, p commandline.Process, suite report.Suite, ended error) error {
	if ctx.Err() != nil {
		ended = commandline.ErrInterrupted
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), graceTime)
		defer cancel()
	} else if ended != nil {
		ended = commandline.Unusable(ended)
	}
	if suite.Report == nil {
		return ended
	}
	notes, problems := v.reporting.Write(ctx, p, suite, false)
	v.reporting.Show(ctx, p, "casemock", suite)
	v.reporting.Finish(ctx, p, "casemock")
	late, more := v.reporting.Write(ctx, p, suite, true)
	reporting.Tell(p.Stderr, append(notes, late...))
	problems = append(problems, more...)
	if failed := reporting.Failure(suite); failed != nil {
		if ended != nil {
			problems = append(problems, errors.New(ended.Error())) // only its words: the exit code is that of the failure
		}
		return errors.Join(append([]error{failed}, problems...)...)
	}
	if len(problems) > 0 {
		return commandline.Unusable(errors.Join(append(problems, ended)...))
	}
	return ended
}

// graceTime is what is left for telling what was found when a run is interrupted.
const graceTime = 1500 * time.Millisecond

// interruptible is a context that ends with an interrupt. A second one ends the process at once.
func interruptible() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
