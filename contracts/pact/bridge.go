package pact

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"sync"

	"casemock/contracts/pact/contract"
	"casemock/contracts/transport"
)

const bridgeUser = "casepact"

// bridge is what Pact talks to: on a loopback address it is broker, provider-state change URL and the
// server under test at once. It serves one run.
type bridge struct {
	provider string
	url      string
	secret   string // closes the bridge, and pact-go's proxy, to everybody else
	run      runner
	server   *http.Server
	listener net.Listener
	results  chan []matched
	judged   [][]string // the headers that each interaction's answer is judged by

	// asking makes visible to the run's next call what the last one wrote. Pact calls one after the
	// other anyway, but Go does not know.
	asking sync.Mutex
	over   bool // nothing is asked any more
}

// runner is what the bridge asks for each interaction, by its position in the contract and one at a
// time: setUp for each of its states, answer, tearDown for each of its states.
type runner interface {
	setUp(interaction int, state string, params map[string]any) (map[string]any, error)
	// answer sends the request to the server under test. An error breaks the connection to Pact.
	answer(interaction int, request *http.Request) (*transport.Answer, error)
	tearDown(interaction int, state string, params map[string]any)
}

// matched is what Pact said about one interaction.
type matched struct {
	ID         string      `json:"interactionId"`
	Success    bool        `json:"success"`
	Mismatches []mismatch  `json:"mismatches"`
	Exceptions []exception `json:"exceptions"`
}

// mismatch is one difference: Attribute is status, header or body, Identifier a header's name or a
// JSON path. A property that is missing is reported at its parent.
type mismatch struct {
	Attribute   string `json:"attribute"`
	Identifier  string `json:"identifier"`
	Description string `json:"description"`
}

// exception says that an interaction came to no answer.
type exception struct {
	Message string `json:"message"`
}

// match has Pact verify the contract, asking run for states and answers, and gives one verdict for
// each interaction in the contract's order.
func match(contract *contract.Contract, run runner) ([]matched, error) {
	bridge, err := openBridge(contract, run)
	if err != nil {
		return nil, err
	}
	defer bridge.close()
	problem := runNative(bridge)
	select {
	case results := <-bridge.results:
		return inOrder(results, len(contract.Interactions))
	default:
		return nil, fmt.Errorf("pact could not verify the contract: %w", problem)
	}
}

// inOrder puts the verdicts in the contract's order. One that is missing is an error: Pact calls a
// run that verified nothing a success.
func inOrder(results []matched, count int) ([]matched, error) {
	ordered := make([]matched, count)
	given := 0
	for _, result := range results {
		var at int
		if _, err := fmt.Sscanf(result.ID, markFormat, &at); err != nil || at >= count {
			return nil, fmt.Errorf("pact gave a verdict about %q, which is no interaction", result.ID)
		}
		ordered[at] = result
		given++
	}
	if given != count {
		return nil, fmt.Errorf("pact verified %d of %d interactions", given, count)
	}
	return ordered, nil
}

func openBridge(contract *contract.Contract, run runner) (*bridge, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listening for the native library: %w", err)
	}
	opened := &bridge{
		provider: contract.Provider, run: run, listener: listener, secret: rand.Text(),
		url: "http://" + listener.Addr().String(), results: make(chan []matched, 1),
	}
	served, err := json.Marshal(marked(contract, opened.url, opened.secret))
	if err != nil {
		_ = listener.Close()
		return nil, fmt.Errorf("serving the contract to the native library: %w", err)
	}
	for _, interaction := range contract.Interactions {
		opened.judged = append(opened.judged, judgedHeaders(interaction))
	}
	opened.server = &http.Server{Handler: opened.guard(opened.routes(served))}
	go func() { _ = opened.server.Serve(listener) }() // ends when match closes it
	return opened, nil
}

// close ends the bridge. The run is asked nothing afterwards, whatever is still under way.
func (h *bridge) close() {
	_ = h.server.Close()
	h.asking.Lock()
	defer h.asking.Unlock()
	h.over = true
}

// stateURL carries the password, since Pact sends no other authentication there.
func (h *bridge) stateURL() string {
	return fmt.Sprintf("http://%s:%s@%s%s", bridgeUser, h.secret, h.listener.Addr(), statesPath)
}

// guard refuses everybody on this machine who does not know the secret.
func (h *bridge) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, password, _ := r.BasicAuth()
		if !h.isSecret(password) {
			http.Error(w, "this address serves one verification alone", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (h *bridge) isSecret(text string) bool {
	return subtle.ConstantTimeCompare([]byte(text), []byte(h.secret)) == 1
}
