package main

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// pactBroker is a Pact broker as far as its documents say what we need of it: pacts to verify, and
// an ear for everything else.
type pactBroker struct {
	mutex   sync.Mutex
	pacts   []string // by number from 1
	written []string // what it was told, a request each
}

type brokerKey struct{}

// brokerToken is what the broker wants to be shown.
const brokerToken = "broker-token-551"

func (b *pactBroker) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "Bearer "+brokerToken {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	w.Header().Set("Content-Type", "application/hal+json")
	body, _ := io.ReadAll(r.Body)
	b.mutex.Lock()
	defer b.mutex.Unlock()
	switch {
	case r.URL.Path == "/":
		fmt.Fprint(w, links(r, "pb:provider-pacts-for-verification", "/for/{provider}",
			"pb:publish-contracts", "/publish", "pb:pacticipant-branch-version",
			"/pacticipants/{pacticipant}/branches/{branch}/versions/{version}"))
	case strings.HasPrefix(r.URL.Path, "/for/"):
		fmt.Fprint(w, b.list(r, strings.Contains(string(body), `"includePendingStatus":true`)))
	case r.URL.Path == "/elsewhere": // where results are not taken
		w.WriteHeader(http.StatusTeapot)
	case r.PathValue("number") != "" && r.Method == http.MethodGet:
		b.show(w, r, r.PathValue("number"))
	default:
		b.written = append(b.written, r.Method+" "+r.URL.Path+" "+string(body))
		fmt.Fprint(w, `{"notices": [{"type": "info", "text": "The broker has taken note."}]}`)
	}
}

func (b *pactBroker) list(r *http.Request, pending bool) string {
	var entries []string
	for i := range b.pacts {
		entries = append(entries, fmt.Sprintf(`{"verificationProperties": {"pending": %t, "notices":
			[{"when": "before_verification", "text": "This pact is the latest."},
			{"when": "after_verification:success_true_published_true", "text": "It is supported now."},
			{"when": "after_verification:success_true_published_false", "text": "Publish it."}]}, "_links": {"self":
			{"href": %q}}}`, pending, address(r, fmt.Sprintf("/pact/%d", i+1))))
	}
	return `{"_embedded": {"pacts": [` + strings.Join(entries, ", ") + `]}}`
}

// show is a pact with the link to where its results go.
func (b *pactBroker) show(w http.ResponseWriter, r *http.Request, number string) {
	at, err := strconv.Atoi(number)
	if err != nil || at < 1 || at > len(b.pacts) {
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"error": "There is no such pact."}`)
		return
	}
	fmt.Fprint(w, strings.Replace(b.pacts[at-1], "{", strings.TrimSuffix(
		links(r, "pb:publish-verification-results", "/results/"+number), "}")+",", 1))
}

// links is a document with links, given as pairs of relation and path.
func links(r *http.Request, pairs ...string) string {
	var links []string
	for i := 0; i < len(pairs); i += 2 {
		links = append(links, fmt.Sprintf("%q: {\"href\": %q}", pairs[i], address(r, pairs[i+1])))
	}
	return `{"_links": {` + strings.Join(links, ", ") + `}}`
}

// address is that of another path of the server that was asked.
func address(r *http.Request, path string) string {
	if r.TLS != nil {
		return "https://" + r.Host + path
	}
	return "http://" + r.Host + path
}

func startBroker(ts *testscript.TestScript, neg bool, arguments []string) {
	secure := len(arguments) > 0 && arguments[0] == "-tls"
	if secure {
		arguments = arguments[1:]
	}
	usage(ts, neg || len(arguments) == 0, "broker [-tls] FILE...")
	broker := ts.Value(brokerKey{}).(*pactBroker)
	broker.mutex.Lock()
	defer broker.mutex.Unlock()
	broker.pacts, broker.written = nil, nil
	for _, file := range arguments {
		broker.pacts = append(broker.pacts, ts.ReadFile(file))
	}
	mux := http.NewServeMux()
	mux.Handle("/pact/{number}", broker)
	mux.Handle("/", broker)
	if secure {
		openTLS(ts, "BROKER", mux)
	} else {
		open(ts, "BROKER", mux)
	}
	ts.Setenv("TOKEN", brokerToken)
	ts.Setenv("BROKER_HOST", strings.TrimPrefix(ts.Getenv("BROKER"), "http://"))
}

func told(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, len(arguments) != 1, "told PATTERN")
	pattern, err := regexp.Compile("(?m)" + arguments[0])
	ts.Check(err)
	broker := ts.Value(brokerKey{}).(*pactBroker)
	broker.mutex.Lock()
	defer broker.mutex.Unlock()
	all := strings.Join(broker.written, "\n")
	if pattern.MatchString(all) == neg {
		ts.Fatalf("the broker was told:\n%s", all)
	}
}
