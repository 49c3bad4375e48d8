package surprises_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"casemock/mockserver"
)

// site is a CRM as its clients see it.
type site struct {
	t         *testing.T
	profile   string
	url       string
	key       string
	http      *http.Client
	present   *atomic.Int64 // seconds: the clock of the client and of the CRM, which each look moves on
	cases     []string      // ids of cases and customers that the client knows
	customers []string
}

// visit starts a CRM with a profile; an empty one is without surprises.
func visit(t *testing.T, profile string) *site {
	t.Helper()
	s := &site{t: t, profile: profile, key: mockserver.DefaultKey, http: &http.Client{}, present: &atomic.Int64{}}
	s.present.Store(time.Date(2031, time.May, 1, 12, 0, 0, 0, time.UTC).Unix())
	server := mockserver.NewTestServer(t, mockserver.WithProfile(profile), mockserver.WithNow(s.now))
	s.url = server.URL
	for kind, into := range map[string]*[]string{"cases": &s.cases, "customers": &s.customers} {
		listed := s.get("/__admin/" + kind + "?limit=100")
		for _, one := range listed.object()[kind].([]any) {
			*into = append(*into, one.(map[string]any)["id"].(string))
		}
	}
	return s
}

func (s *site) now() time.Time { return time.Unix(s.present.Add(1), 0).UTC() }

// answer is what a client has received.
type answer struct {
	t      *testing.T
	status int
	header http.Header
	body   []byte
}

func (s *site) get(path string, headers ...string) answer {
	return s.send("GET", path, nil, headers...)
}

// send sends a request; headers are names and values in turn.
func (s *site) send(method, path string, body any, headers ...string) answer {
	s.t.Helper()
	var text []byte
	if body != nil {
		text, _ = json.Marshal(body)
	}
	request, err := http.NewRequest(method, s.url+path, bytes.NewReader(text))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Authorization", s.key)
	request.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := s.http.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{s.t, response.StatusCode, response.Header, read}
}

// object is the body as a map.
func (a answer) object() map[string]any {
	a.t.Helper()
	return decoded[map[string]any](a)
}

func (a answer) list() []map[string]any {
	a.t.Helper()
	return decoded[[]map[string]any](a)
}

func decoded[T any](a answer) (value T) {
	a.t.Helper()
	if err := json.Unmarshal(a.body, &value); err != nil {
		a.t.Fatalf("%d %s: %v", a.status, a.body, err)
	}
	return value
}

// newCase is a case of the first customer without posts.
func (s *site) newCase() map[string]any {
	s.t.Helper()
	return s.newCaseAnswer().object()
}

func (s *site) newCaseAnswer() answer {
	s.t.Helper()
	return s.send("POST", "/case", map[string]any{"customerId": s.customers[0], "title": "Parcel lost"})
}

func post(n int) map[string]any {
	return map[string]any{"created": fmt.Sprintf("2031-05-01T10:0%d:00.000Z", n), "body": fmt.Sprintf("Grüße, %d", n),
		"linkUrl": "", "serviceId": fmt.Sprint(n), "service": "facebook", "contentType": "post"}
}
