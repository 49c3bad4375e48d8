package main

import (
	"context"
	"fmt"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/wording"
)

func healthCommand() commandline.Command {
	var server remote
	return commandline.Command{
		Name:    "health",
		Summary: "is a server up, and are its files right",
		Details: `The exit code is 1 if no server of casemock answers, or if a file that it read again has a
problem; what it said before is still in force then.
`,
		Table: settings.Table{Settings: server.settings()},
		Run:   func(p commandline.Process, _ []string) error { return health(p, &server) },
	}
}

func health(p commandline.Process, server *remote) error {
	ctx := context.Background()
	client, err := server.connect(ctx)
	if err != nil {
		return err
	}
	found, err := client.Health(ctx)
	if err != nil {
		return advise(err)
	}
	if server.json {
		err = writeJSON(p.Stdout, found)
	} else {
		fmt.Fprintf(p.Stdout, "%s is up, version %s\n", client.Server(), found.Version)
		for _, problem := range found.Problems {
			fmt.Fprintln(p.Stdout, problem)
		}
	}
	if len(found.Problems) > 0 {
		return fmt.Errorf("%s in the server's files", wording.Count(len(found.Problems), "problem"))
	}
	return err
}
