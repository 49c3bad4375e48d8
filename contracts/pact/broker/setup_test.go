package broker

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"testing"

	"casemock/contracts/pact/contract"
	"casemock/scenarios"
)

func serve(t *testing.T, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// discard is a log that nobody reads.
func discard() *log.Logger { return log.New(io.Discard, "", 0) }

// builtIn is the contract of the built-in scenarios.
func builtIn(t *testing.T) *contract.Contract {
	t.Helper()
	built, err := contract.Build(scenarios.BuiltIn().All())
	if err != nil {
		t.Fatal(err)
	}
	return built
}

// lookupPact is a pact of one lookup.
func lookupPact(version, members, response string) string {
	return fmt.Sprintf(`{"consumer": {"name": "Desk"}, "provider": {"name": "Case API"},
	  "metadata": {"pactSpecification": {"version": %q}},
	  "interactions": [{%s, "type": "Synchronous/HTTP", "description": "a lookup",
	    "request": {"method": "GET", "path": "/case/1001", "headers": {"Authorization": "a-valid-api-key"}},
	    "response": %s}]}`, version, members, response)
}
