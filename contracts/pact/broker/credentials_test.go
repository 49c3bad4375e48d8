package broker

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
)

// halServer answers by path, and keeps what it was sent. In an answer, SELF stands for its own
// address.
type halServer struct {
	url     string
	answers map[string]string
	moved   map[string]string // path to address, with 307

	mutex sync.Mutex
	seen  []*http.Request
}

func startHAL(t *testing.T, answers map[string]string) *halServer {
	t.Helper()
	server := &halServer{answers: answers, moved: map[string]string{}}
	server.url = serve(t, server)
	return server
}

func (s *halServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mutex.Lock()
	s.seen = append(s.seen, r)
	s.mutex.Unlock()
	if to, ok := s.moved[r.URL.Path]; ok {
		http.Redirect(w, r, to, http.StatusTemporaryRedirect)
		return
	}
	answer, ok := s.answers[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	_, _ = w.Write([]byte(strings.ReplaceAll(answer, "SELF", s.url)))
}

// authorizations are those that it was sent, each once; the empty text stands for none.
func (s *halServer) authorizations() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	var all []string
	for _, request := range s.seen {
		all = append(all, request.Header.Get("Authorization"))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// wholeBroker is a broker with one pact, whose links the tests choose.
func wholeBroker(t *testing.T, pact, results string) *halServer {
	return startHAL(t, map[string]string{
		"/": `{"_links": {"pb:provider-pacts-for-verification": {"href": "SELF/for/{provider}"},
			"pb:pacticipant-version-tag": {"href": "SELF/tags/{tag}"}}}`,
		"/for/Case API": `{"_embedded": {"pacts": [{"_links": {"self": {"href": "` + pact + `"}}}]}}`,
		"/pact":         linkedPact(results),
		"/results":      `{}`, "/tags/main": `{}`,
	})
}

// linkedPact is a pact that says itself where its results go.
func linkedPact(results string) string {
	return strings.Replace(lookupPact("3.0.0", `"comments": {}`, `{"status": 404}`), "{",
		`{"_links": {"pb:publish-verification-results": {"href": "`+results+`"}},`, 1)
}

var oneVerified = &report.Report{Provider: contract.Provider, Results: []*report.Result{{Verdict: report.Verified}}}

func TestTheBrokersCredentialsStayWithTheirOrigin(t *testing.T) {
	t.Parallel()
	otherName := func(address string) string { return strings.Replace(address, "127.0.0.1", "localhost", 1) }
	for name, leave := range map[string]func(broker, elsewhere *halServer) (pact string){
		"a link to a pact": func(broker, elsewhere *halServer) string {
			broker.answers["/for/Case API"] = strings.Replace(broker.answers["/for/Case API"], "SELF/pact",
				elsewhere.url+"/pact", 1)
			return ""
		},
		"a link in the text of a pact": func(broker, elsewhere *halServer) string {
			broker.answers["/pact"] = linkedPact(elsewhere.url + "/results")
			return ""
		},
		"a link with a user of its own": func(broker, elsewhere *halServer) string {
			broker.answers["/pact"] = linkedPact(
				strings.Replace(elsewhere.url, "//", "//them:theirs@", 1) + "/results")
			return ""
		},
		"the same port by another name": func(broker, elsewhere *halServer) string {
			broker.answers["/pact"] = linkedPact(otherName(elsewhere.url) + "/results")
			return ""
		},
		"a redirect of a GET": func(broker, elsewhere *halServer) string {
			broker.moved["/pact"] = elsewhere.url + "/pact"
			return ""
		},
		"a redirect of a POST": func(broker, elsewhere *halServer) string {
			broker.moved["/results"] = elsewhere.url + "/results"
			return ""
		},
		"a redirect of a PUT": func(broker, elsewhere *halServer) string {
			broker.moved["/tags/main"] = elsewhere.url + "/tags/main"
			return ""
		},
		"a pact that is asked for by its address": func(_, elsewhere *halServer) string {
			return elsewhere.url + "/pact"
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, elsewhere := wholeBroker(t, "SELF/pact", "SELF/results"), wholeBroker(t, "", "SELF/results")
			address := leave(server, elsewhere)
			for _, given := range []*Broker{
				{HTTP: ownHTTP(t), URL: server.url, Token: "secret-token"},
				{HTTP: ownHTTP(t), URL: server.url, Username: "me", Password: "secret-word"},
				{HTTP: ownHTTP(t), URL: strings.Replace(server.url, "//", "//me:secret-word@", 1)},
			} {
				var told []string
				given.Notify = func(text string) { told = append(told, text) }
				publishAll(t, given, address)
				if len(told) != 1 || !strings.Contains(told[0], "not sent to http://") ||
					strings.Contains(told[0], "secret") {
					t.Errorf("it is said: %q, want that credentials are kept back, once", told)
				}
			}
			if got := elsewhere.authorizations(); !slices.Equal(got, []string{""}) {
				t.Errorf("elsewhere arrive %q", got)
			}
			if slices.Contains(server.authorizations(), "") {
				t.Error("the broker itself is asked without credentials")
			}
		})
	}
}

// publishAll fetches the broker's pact, or the one at an address, and publishes results for it.
func publishAll(t *testing.T, broker *Broker, address string) {
	t.Helper()
	var found *Pact
	pacts, err := broker.Pacts(t.Context(), Query{})
	if err == nil {
		found = pacts[0]
	}
	if address != "" {
		found, err = broker.Pact(t.Context(), address)
	}
	if err != nil || found.Problem != nil {
		t.Fatal(err, found.Problem)
	}
	err = broker.PublishResults(t.Context(), found, oneVerified, Version{Number: "1", Tags: []string{"main"}})
	if err != nil {
		t.Error(err)
	}
}

func TestAPactThatCannotBeReadLeavesTheOthers(t *testing.T) {
	t.Parallel()
	server := startHAL(t, map[string]string{
		"/": `{"_links": {"pb:provider-pacts-for-verification": {"href": "/for"}}}`,
		"/for": `{"_embedded": {"pacts": [
			{"_links": {"self": {"href": "/gone"}}, "verificationProperties": {"pending": true}},
			{"_links": {}}, {"_links": {"self": {"href": "/messages"}}},
			{"_links": {"self": {"href": "/pact"}}}]}}`,
		"/messages": `{"provider": {"name": "x"}, "interactions": [{"contents": {}}]}`,
		"/pact":     linkedPact("/results"),
	})
	pacts, err := (&Broker{HTTP: ownHTTP(t), URL: server.url}).Pacts(t.Context(), Query{})
	if err != nil || len(pacts) != 4 {
		t.Fatalf("got %v, %v", pacts, err)
	}
	for i, says := range []string{"has no " + server.url + "/gone", "does not say where",
		server.url + "/messages: interactions[0]: only"} {
		if problem := pacts[i].Problem; problem == nil || !strings.Contains(problem.Error(), says) {
			t.Errorf("got %v, want %q", problem, says)
		}
	}
	if !pacts[0].Pending || pacts[3].Problem != nil || pacts[3].Contract == nil {
		t.Errorf("got %+v and %+v", pacts[0], pacts[3])
	}
}

func TestAUserInAnAddressIsGoodForItsOrigin(t *testing.T) {
	t.Parallel()
	server := wholeBroker(t, "/pact", "results") // relative links are links, too
	login := httptest.NewRequest(http.MethodGet, "/", nil)
	login.SetBasicAuth("j@e", "p:w/")
	want := []string{login.Header.Get("Authorization")}
	withUser := strings.Replace(server.url, "//", "//j%40e:p%3Aw%2F@", 1)
	publishAll(t, &Broker{HTTP: ownHTTP(t), URL: withUser}, "")
	publishAll(t, &Broker{HTTP: ownHTTP(t), URL: withUser}, server.url+"/pact")
	if got := server.authorizations(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	alone := wholeBroker(t, "/pact", "SELF/results")
	broker := &Broker{HTTP: ownHTTP(t)}
	found, err := broker.Pact(t.Context(), strings.Replace(alone.url, "//", "//j%40e:p%3Aw%2F@", 1)+"/pact")
	if err == nil {
		err = broker.PublishResults(t.Context(), found, oneVerified, Version{Number: "1"})
	}
	if got := alone.authorizations(); err != nil || !slices.Equal(got, want) {
		t.Errorf("a pact by its address: got %q, %v", got, err)
	}
}

func TestOriginsAreComparedAsTheyAreMeant(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://Broker.example/x": "https://broker.example:443", "https://broker.example:443": "https://broker.example:443",
		"http://broker.example": "http://broker.example:80", "http://[::1]:9292/": "http://[::1]:9292",
	} {
		parsed, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := originOf(parsed); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}
