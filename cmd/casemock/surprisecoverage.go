package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"casemock/cmd/internal/commandline"
	"casemock/mockserver/surprises"
)

var errNoSurprises = errors.New("the server has no surprises in store: start it with --profile hostile")

// reportSurprises says which of the server's surprises a client has met, and how often.
func reportSurprises(p commandline.Process, server *remote) error {
	ctx := context.Background()
	client, err := server.connect(ctx)
	if err != nil {
		return err
	}
	met, err := client.Surprises(ctx)
	switch {
	case err != nil:
		return advise(err)
	case len(met) == 0:
		return errNoSurprises
	case server.json:
		return writeJSON(p.Stdout, map[string]any{"surprises": met})
	}
	_, err = fmt.Fprint(p.Stdout, surprisesTable(met))
	return err
}

// surprisesTable lists how often each surprise was met, by group.
func surprisesTable(met map[string]uint64) string {
	var text strings.Builder
	count := 0
	for _, surprise := range surprises.All() {
		if times, inStore := met[surprise.Name]; inStore {
			fmt.Fprintf(&text, "%-12s  %-32s%6d\n", surprise.Group, surprise.Name, times)
			count += min(1, int(times))
		}
	}
	fmt.Fprintf(&text, "%d of %d surprises met\n", count, len(met))
	return text.String()
}
