package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
	"casemock/mockserver/adminclient"
	"casemock/scenarios"
)

func forceCommand() commandline.Command {
	var server remote
	var forced adminclient.Force
	var clear bool
	return commandline.Command{
		Name: "force", Operands: "OPERATION/STATUS | --clear",
		Summary: "make a running server answer so",
		Details: `The next request of the operation is answered with that status, or the next N with
--times. A scenario's name does as well: 'casemock scenarios list' lists them. What has been forced
and is not used yet is taken back with --clear, with --id only what is about that case or customer.
`,
		Table: settings.Table{Settings: append([]settings.Setting{
			{Name: "times", Kind: settings.Quantity, Argument: "N", Implied: "the scenario's sequence once",
				Usage: "how many requests get it", Accept: settings.Whole(&forced.Times, 1, math.MaxInt)},
			{Name: "id", Argument: "ID", Implied: "any", Usage: "only this case or customer",
				Accept: settings.As(&forced.ID, settings.Word)},
			{Name: "delay", Kind: settings.Quantity, Argument: "TIME", Implied: "as in the scenario",
				Usage: "how long the answer is held back, as in 250ms", Accept: settings.As(&forced.Delay, heldBack)},
			{Name: "fault", Argument: "NAME", Implied: "as in the scenario",
				Usage: "how the answer is broken: " + wording.Or(scenarios.Faults()), Accept: settings.As(&forced.Fault, fault)},
			{Name: "clear", Kind: settings.Switch, Usage: "take back what was forced",
				Accept: settings.As(&clear, settings.Truth)},
		}, server.settings()...)},
		Run: func(p commandline.Process, operands []string) error {
			switch {
			case clear && (len(operands) > 0 || forced != adminclient.Force{ID: forced.ID}):
				return commandline.Misused("force",
					errors.New("--clear takes no answer to force, and no flag about one but --id"))
			case clear:
				return clearForced(p, &server, forced.ID)
			case len(operands) != 1:
				return commandline.Misused("force", errors.New("name one answer to force, as in updateCase/422"))
			}
			return force(p, &server, forced, operands[0])
		},
	}
}

// heldBack reads how long an answer is held back, and leaves it as it is written.
func heldBack(text string) (string, error) {
	if delay, err := time.ParseDuration(text); err != nil || delay < 0 || delay > scenarios.MostDelay {
		return "", fmt.Errorf("must be from 0s to %s, as in 250ms", scenarios.MostDelay)
	}
	return text, nil
}

func fault(text string) (scenarios.Fault, error) {
	if !slices.Contains(scenarios.Faults(), scenarios.Fault(text)) {
		return "", fmt.Errorf("must be %s", wording.Or(scenarios.Faults()))
	}
	return scenarios.Fault(text), nil
}

func force(p commandline.Process, server *remote, forced adminclient.Force, answer string) error {
	// What is no documented pair may still be a scenario of the server's: the server knows.
	if pair, err := caseapi.ParsePair(answer); err == nil {
		forced.Operation, forced.Status = pair.Operation, pair.Status
	} else {
		forced.Scenario = answer
	}
	ctx := context.Background()
	client, err := server.connect(ctx)
	if err != nil {
		return err
	}
	entry, err := client.Force(ctx, forced)
	if err != nil {
		return advise(err)
	}
	if server.json {
		return writeJSON(p.Stdout, entry)
	}
	fmt.Fprintln(p.Stdout, describeForced(entry))
	return nil
}

// clearForced takes back what was forced and is not used yet, for a case or customer; empty: all of it.
func clearForced(p commandline.Process, server *remote, id string) error {
	ctx := context.Background()
	client, err := server.connect(ctx)
	if err != nil {
		return err
	}
	about := ""
	if id == "" {
		err = client.ClearForced(ctx)
	} else {
		err, about = client.ClearForcedFor(ctx, id), " for "+id
	}
	if err != nil {
		return advise(err)
	}
	if server.json {
		left, err := client.Forced(ctx)
		return errors.Join(advise(err), writeJSON(p.Stdout, map[string]any{"force": left}))
	}
	fmt.Fprintf(p.Stdout, "nothing is forced%s any longer\n", about)
	return nil
}

// describeForced says in words what will happen.
func describeForced(entry adminclient.Forced) string {
	requests := "request"
	if entry.Times != 1 {
		requests = fmt.Sprintf("%d requests", entry.Times)
	}
	about := ""
	if entry.ID != "" {
		about = " about " + entry.ID
	}
	status := strconv.Itoa(entry.Status)
	if entry.Fault != scenarios.NoFault {
		status = strings.TrimPrefix(status+" with fault ", "0 with fault ") + string(entry.Fault)
	}
	if entry.Delay != "" {
		status += " after " + entry.Delay
	}
	return fmt.Sprintf("the next %s %s%s: %s, as in scenario %s",
		entry.Operation, requests, about, status, entry.Scenario)
}
