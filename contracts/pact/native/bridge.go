package native

import (
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"maps"
	"mime"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"

	"casemock/contracts/pact/contract"
	"casemock/contracts/transport"
)

// bridge is what Pact talks to: on a loopback address it is the server under test and its provider-state
// change URL. It serves one run.
type bridge struct {
	provider string
	secret   string // closes the bridge to everybody else on this machine
	run      Runner
	judged   [][]string // the headers that each interaction's answer is judged by
	server   *http.Server
	listener net.Listener

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
	opened := &bridge{provider: contract.Provider, secret: rand.Text(), run: run, listener: listener}
	for _, interaction := range contract.Interactions {
		opened.judged = append(opened.judged, judgedHeaders(interaction))
	}
	opened.server = &http.Server{Handler: opened}
	go func() { _ = opened.server.Serve(listener) }() // ends when Match closes it
	return opened, nil
}

// close ends the bridge. The run is asked nothing afterwards, whatever is still under way.
func (b *bridge) close() {
	_ = b.server.Close()
	b.asking.Lock()
	defer b.asking.Unlock()
	b.over = true
}

var errOver = errors.New("the verification is over")

func (b *bridge) port() int { return b.listener.Addr().(*net.TCPAddr).Port }

// stateURL carries the secret as a password, since Pact sends no other authentication there.
func (b *bridge) stateURL() string {
	return fmt.Sprintf("http://casepact:%s@%s/", b.secret, b.listener.Addr())
}

// ServeHTTP tells the requests of interactions by their mark. What else knows the secret is a state change.
func (b *bridge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	secret, position, _ := strings.Cut(r.Header.Get(markHeader), " ")
	_, password, _ := r.BasicAuth()
	var interaction int
	_, err := fmt.Sscanf(position, markFormat, &interaction)
	switch {
	case err == nil && b.isSecret(secret):
		r.Header.Del(markHeader)
		b.forward(w, r, interaction)
	case b.isSecret(password):
		b.changeState(w, r)
	default:
		http.Error(w, "this address serves one verification alone", http.StatusForbidden)
	}
}

func (b *bridge) isSecret(text string) bool {
	return subtle.ConstantTimeCompare([]byte(text), []byte(b.secret)) == 1
}

// forward hands an answer to Pact: of its headers those that are judged, since Pact takes no answer with
// more than a hundred, and the body as it came.
func (b *bridge) forward(w http.ResponseWriter, r *http.Request, interaction int) {
	got, err := b.answer(interaction, r)
	if err != nil || got.Status < http.StatusContinue {
		panic(http.ErrAbortHandler) // Pact then reports that there was no answer; the runner knows more
	}
	headers := w.Header()
	headers["Content-Type"] = nil // net/http would make one up
	for _, name := range b.judged[interaction] {
		if values, sent := got.Headers[name]; sent {
			headers[name] = values
		}
	}
	if name, parameters, err := mime.ParseMediaType(headers.Get("Content-Type")); err == nil {
		// Of another spelling, as with white space before the parameters, Pact guesses by the first bytes of the body.
		headers["Content-Type"] = []string{mime.FormatMediaType(name, parameters)}
	}
	w.WriteHeader(got.Status)
	_, _ = w.Write(got.Body) // Pact reports an answer that it could not read
}

func (b *bridge) answer(interaction int, r *http.Request) (*transport.Answer, error) {
	b.asking.Lock()
	defer b.asking.Unlock()
	if b.over {
		return nil, errOver
	}
	return b.run.Answer(interaction, r)
}

// judgedHeaders are those of an answer on which Pact's verdict depends. The length is that of the body.
func judgedHeaders(i *contract.Interaction) []string {
	response, _ := i.Document["response"].(map[string]any)
	expected := contract.HeadersIn(response)
	expected.Set("Content-Type", "") // says how the body is to be read
	expected.Set("Content-Encoding", "")
	expected.Del("Content-Length")
	return slices.Collect(maps.Keys(expected))
}
