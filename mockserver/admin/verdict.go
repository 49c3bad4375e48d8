package admin

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"casemock/mockserver/world"
	"casemock/scenarios"
)

// mostWait is how long GET verdict waits at most.
const mostWait = 10 * time.Minute

// waitParameter lets GET verdict wait until nothing is open.
var waitParameter = parameter{"wait", func(r *call, text string) error {
	wait, err := time.ParseDuration(text)
	if err != nil || wait < 0 || wait > mostWait {
		return fmt.Errorf("must be from 0s to %s, as in 30s, got %q", mostWait, text)
	}
	r.wait = wait
	return nil
}}

// verdictAnswer is the verdict with what the client has met.
type verdictAnswer struct {
	world.Judged
	Coverage map[string]any `json:"coverage"`
}

func showVerdict(r *call) (int, any, error) {
	files := func() *scenarios.Set { return r.server.Files.Current().Scenarios }
	patience, cancel := context.WithTimeout(r.Context(), r.wait)
	defer cancel()
	go func() {
		select {
		case <-r.server.Closing:
			cancel()
		case <-patience.Done():
		}
	}()
	judged, err := r.server.Worlds.Judge(r.Context(), patience, r.worldName, files, world.Judged.IsDecided)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, verdictAnswer{judged, r.server.coverageAnswer(judged.Coverage)}, nil
}
