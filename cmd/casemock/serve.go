package main

import (
	"fmt"
	"strings"

	"casemock/cmd/internal/commandline"
)

func serveCommand() commandline.Command {
	var chosen configuration
	return commandline.Command{
		Name:    "serve",
		Summary: "start the sandbox",
		Details: `Each flag is also read from the environment, --fail-rate from CASEMOCK_FAIL_RATE,
and from the file of --config: a flag comes before the environment, the environment
before the file. Several values are separated by commas in the environment, and are
a list in the file; a relative path in the file starts from the file.

SIGINT and SIGTERM let requests under way finish, a second SIGINT does not; SIGHUP
reads the scenario, meta and fixture files again.
`,
		Table: chosen.table(),
		Run: func(p commandline.Process, _ []string) error {
			if err := chosen.check(); err != nil {
				return commandline.Misused("serve", err)
			}
			return serve(p, &chosen)
		},
	}
}

// serve listens first, then says so, then serves until a signal ends it. Whatever keeps it from
// starting is a misuse.
func serve(p commandline.Process, chosen *configuration) error {
	log := newAsyncWriter(p.Stderr, func(lost int64) {
		chosen.logger(p.Stderr).Warn("lines of the log were lost, since nobody read it", "lines", lost)
	})
	defer log.close()
	logger := chosen.logger(log)
	for _, suspect := range chosen.table().Suspects(prefix, p.Environment) {
		logger.Warn(suspect)
	}
	if len(chosen.bugs) > 0 {
		logger.Warn("the sandbox is wrong on purpose", "bugs", strings.Join(chosen.bugs, ", "))
	}
	if chosen.profile != "" {
		logger.Warn("the sandbox has surprises in store, all of them legal", "profile", chosen.profile)
	}
	signals, ignore := notify()
	defer ignore()
	running, err := open(chosen, logger)
	if err != nil {
		return commandline.Unusable(err)
	}
	file, err := writeAddressFile(running.context, logger, chosen.addressFile, running.urls())
	if err != nil {
		running.close()
		return commandline.Unusable(err)
	}
	defer file.remove()
	running.announcement(chosen).write(p.Stdout)
	return say(log, running.run(signals))
}

// say tells the user of an error where nobody waits for a reader of it.
func say(log *asyncWriter, err error) error {
	if err == nil {
		return nil
	}
	for _, line := range commandline.Lines("casemock", err) {
		fmt.Fprintln(log, line)
	}
	return &commandline.SaidError{Err: err}
}
