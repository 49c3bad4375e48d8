package main

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// pactBroker is a Pact broker as far as its documents say what we need of it: one pact to verify,
// and an ear for everything else.
type pactBroker struct {
	pact    string // set before it serves
	mutex   sync.Mutex
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
	switch {
	case r.URL.Path == "/":
		fmt.Fprint(w, links(r, "pb:provider-pacts-for-verification", "/for/{provider}",
			"pb:publish-contracts", "/publish", "pb:pacticipant-branch-version",
			"/pacticipants/{pacticipant}/branches/{branch}/versions/{version}"))
	case strings.HasPrefix(r.URL.Path, "/for/"):
		pending := strings.Contains(string(body), `"includePendingStatus":true`)
		fmt.Fprintf(w, `{"_embedded": {"pacts": [{"verificationProperties": {"pending": %t, "notices":
			[{"when": "before_verification", "text": "This pact is the latest."}]}, "_links": {"self":
			{"href": %q}}}]}}`, pending, address(r, "/pact"))
	case r.URL.Path == "/pact":
		fmt.Fprint(w, strings.Replace(b.pact, "{", strings.TrimSuffix(
			links(r, "pb:publish-verification-results", "/results"), "}")+",", 1))
	default:
		b.mutex.Lock()
		b.written = append(b.written, r.Method+" "+r.URL.Path+" "+string(body))
		b.mutex.Unlock()
		fmt.Fprint(w, `{"notices": [{"level": "info", "message": "The broker has taken note."}]}`)
	}
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
func address(r *http.Request, path string) string { return "http://" + r.Host + path }

func startBroker(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) != 1, "broker FILE")
	broker := ts.Value(brokerKey{}).(*pactBroker)
	broker.pact = ts.ReadFile(arguments[0])
	open(ts, "BROKER", broker)
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
