package main

import (
	"context"
	"fmt"

	"casemock/cmd/casemock/internal/settings"
)

func resetCommand() command {
	var server remote
	return command{
		name:    "reset",
		summary: "forget forced answers, journal and changes; back to the seeded data",
		table:   settings.Table{Settings: server.settings()},
		run:     func(p process, _ []string) error { return reset(p, &server) },
	}
}

func reset(p process, server *remote) error {
	ctx := context.Background()
	client, err := server.connect(ctx)
	if err != nil {
		return err
	}
	if err := client.Reset(ctx); err != nil {
		return advise(err)
	}
	if server.json {
		return writeJSON(p.stdout, map[string]string{"reset": client.Server()})
	}
	fmt.Fprintf(p.stdout, "%s is back to its seeded data\n", client.Server())
	return nil
}
