package main

import (
	"context"
	"fmt"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
)

func resetCommand() commandline.Command {
	var server remote
	return commandline.Command{
		Name:    "reset",
		Summary: "forget forced answers, journal and changes; back to the seeded data",
		Table:   settings.Table{Settings: server.settings()},
		Run:     func(p commandline.Process, _ []string) error { return reset(p, &server) },
	}
}

func reset(p commandline.Process, server *remote) error {
	ctx := context.Background()
	client, err := server.connect(ctx)
	if err != nil {
		return err
	}
	if err := client.Reset(ctx); err != nil {
		return advise(err)
	}
	if server.json {
		return writeJSON(p.Stdout, map[string]string{"reset": client.Server()})
	}
	fmt.Fprintf(p.Stdout, "%s is back to its seeded data\n", client.Server())
	return nil
}
