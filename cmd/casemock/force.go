package main

import (
	"context"
	"errors"
	"fmt"
	"math"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/caseapi"
	"casemock/mockserver/adminclient"
)

func forceCommand() commandline.Command {
	var server remote
	var forced adminclient.Force
	return commandline.Command{
		Name: "force", Operands: "OPERATION/STATUS",
		Summary: "make a running server answer so",
		Details: `The next request of the operation is answered with that status, or the next N with
--times. A scenario's name does as well: 'casemock scenarios list' lists them.
`,
		Table: settings.Table{Settings: append([]settings.Setting{
			{Name: "times", Kind: settings.Quantity, Argument: "N", Default: "1",
				Usage: "how many requests get it", Accept: settings.Whole(&forced.Times, 1, math.MaxInt)},
			{Name: "id", Argument: "ID", Implied: "any", Usage: "only this case or customer",
				Accept: settings.As(&forced.ID, settings.Word)},
		}, server.settings()...)},
		Run: func(p commandline.Process, operands []string) error {
			if len(operands) != 1 {
				return commandline.Misused("force", errors.New("name one answer to force, as in updateCase/422"))
			}
			return force(p, &server, forced, operands[0])
		},
	}
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
	return fmt.Sprintf("the next %s %s%s: %d, as in scenario %s",
		entry.Operation, requests, about, entry.Status, entry.Scenario)
}
