package mockserver_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"casemock/mockserver"
)

// failing is a test that notes how it fails.
type failing struct {
	*testing.T
	said string
}

func (f *failing) Fatalf(format string, arguments ...any) { f.said = fmt.Sprintf(format, arguments...) }

func TestRequireGoodClient(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		play     func(api *client)
		required []string
		want     string // in what is said; empty: nothing is
	}{
		"nothing done": {func(*client) {}, nil, ""},
		"good": {func(api *client) {
			for _, status := range []int{500, 201} {
				api.patch("/case/1001", `{"title": "x"}`, header(fmt.Sprintf("Prefer: code=%d", status)))
			}
		}, []string{"updateCase/500/retry"}, ""},
		"required": {func(api *client) { api.get("/case/1001") }, []string{"updateCase/500/retry"},
			"updateCase/500/retry: is required, and was not kept"},
		"bad, in another world": {func(api *client) { api.inWorld("alice").patch("/case/1001", `{"titel": "x"}`) }, nil,
			"updateCase/request (world alice): request 1: it earned a 400 that nobody forced: titel is unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := start(t)
			test.play(api)
			f := &failing{T: t}
			api.server.RequireGoodClient(f, test.required...)
			if !strings.Contains(f.said, test.want) || (f.said == "") != (test.want == "") {
				t.Errorf("said %q, want %q", f.said, test.want)
			}
		})
	}
}

// TestRequireGoodClientWaits for what is required and open.
func TestRequireGoodClientWaits(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "reactions.yaml", reactionsFile)))
	api.admin(http.MethodPost, "force", `{"scenario": "updateCase/down", "times": 1}`)
	api.patch("/case/1001", `{"title": "x"}`).want(500, "forced")
	waited := make(chan string)
	go func() {
		f := &failing{T: t}
		api.server.RequireGoodClient(f, "updateCase/down/retry")
		waited <- f.said
	}()
	api.patch("/case/1001", `{"title": "x"}`).want(201, "sandbox")
	if said := <-waited; said != "" {
		t.Error(said)
	}
}
