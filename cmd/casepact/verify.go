package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"casemock/cmd/internal/commandline"
	"casemock/contracts/pact"
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

A 429 or 503 with Retry-After is tried again after that time, at most five times and for
a minute altogether; without the header, a status is an answer. --rate paces what is sent.
No more than five requests carry a wrong key, so that no server locks anybody out; the
other expectations of a 401 are met without a key. An answer with a body of more than
16 MiB, or with headers of more than 1 MiB, is not exercised.

A broker is told the results of a pact that was verified whole, and of no other: what --only
and --skip leave out, and what is not exercised, keeps them back. What is waived is a
failure there. Its credentials are sent to the host and port of --broker-url alone.

Of several pacts, one that cannot be verified does not keep the others from it. The exit
code is 1 if one is broken, otherwise 2 if one could not be verified or published, unless
it is pending.

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
	ctx, stop := interruptible(p.Stderr)
	defer stop()
	client := c.broker.client(p, c.options.Timeout, &c.server.Trust, c.source)
	pacts, err := c.pacts(ctx, client)
	if err != nil {
		return interrupted(ctx, commandline.Unusable(err))
	}
	v := &verifying{configuration: c, process: p, broker: client, pacts: pacts}
	return v.verify(ctx)
}

// interrupted is what an error amounts to once the user has had enough.
func interrupted(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		return err
	}
	return noVerdict("", err)
}

// noVerdict says what an interrupt left without one, and what had been set up and could not be torn down.
func noVerdict(about string, err error) error {
	said := []error{fmt.Errorf("%w: there is no verdict%s", commandline.ErrInterrupted, about)}
	var run *pact.InterruptedError
	if errors.As(err, &run) {
		for _, warning := range run.Warnings {
			said = append(said, errors.New(warning))
		}
	}
	return errors.Join(said...)
}

// outliveReaders lets a write to an output that nobody reads any more fail, where it would end the
// process. A signal that was ignored instead would be so in the commands of --states, too.
func outliveReaders() { signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) }
