package native

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"sync"

	"casemock/contracts/pact/contract"
)

const bridgeUser = "casepact"

// bridge is what Pact talks to: on a loopback address it is broker, provider-state change URL and the
// server under test at once. It serves one run.
type bridge struct {
	provider string
	url      string
	secret   string // closes the bridge, and pact-go's proxy, to everybody else
	run      Runner
	server   *http.Server
	listener net.Listener
	results  chan []Verdict
	judged   [][]string // the headers that each interaction's answer is judged by

	// asking makes visible to the run's next call what the last one wrote. Pact calls one after the
	// other anyway, but Go does not know.
	asking sync.Mutex
	over   bool // nothing is asked any more
}

func openBridge(contract *contract.Contract, run Runner) (*bridge, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listening for the native library: %w", err)
	}
	opened := &bridge{
		provider: contract.Provider, run: run, listener: listener, secret: rand.Text(),
		url: "http://" + listener.Addr().String(), results: make(chan []Verdict, 1),
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
