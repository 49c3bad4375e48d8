package mockserver_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

// noon is the present of the servers under test.
var noon = time.Date(2031, time.May, 1, 12, 0, 0, 0, time.UTC)

// start runs a server for a test, with a clock that stands still.
func start(t *testing.T, options ...mockserver.Option) *client {
	t.Helper()
	still := mockserver.WithNow(func() time.Time { return noon })
	server := mockserver.NewTestServer(t, append([]mockserver.Option{still}, options...)...)
	return &client{t: t, server: server, key: mockserver.DefaultKey, http: &http.Client{
		Timeout:       20 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// newServer makes a server that is called without a network, or behind something that the test makes.
func newServer(t testing.TB, options ...mockserver.Option) *mockserver.Server {
	t.Helper()
	server, err := mockserver.New(options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server
}

// client is a client of the server under test. Each answer of the API that it gets must conform to the
// documents; withUndocumented turns that off.
type client struct {
	t            *testing.T
	server       *mockserver.TestServer
	http         *http.Client
	key          string
	undocumented bool
}

// on is the same client for a subtest: what goes wrong fails that one.
func (c *client) on(t *testing.T) *client {
	other := *c
	other.t = t
	return &other
}

// inWorld is the same client in another world.
func (c *client) inWorld(name string) *client {
	other := *c
	other.key = mockserver.DefaultKey + "/" + name
	return &other
}

func (c *client) withUndocumented() *client {
	other := *c
	other.undocumented = true
	return &other
}

// header is a request header of a test: a name, a colon and a value. Without a value, it is not sent.
type header string

// reply is an answer that has been read to its end.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	body   string
}

func (c *client) do(method, path, body string, headers ...header) reply {
	c.t.Helper()
	request, err := http.NewRequest(method, c.server.URL+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	request.Header.Set("Authorization", c.key)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	for _, text := range headers {
		name, value, _ := strings.Cut(string(text), ":")
		request.Header.Del(name)
		if value != "" {
			request.Header.Set(name, strings.TrimSpace(value))
		}
	}
	response, err := c.http.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	answer := reply{c.t, response.StatusCode, response.Header, string(read)}
	c.conforms(method, request.URL, answer)
	return answer
}

func (c *client) get(path string, headers ...header) reply {
	c.t.Helper()
	return c.do(http.MethodGet, path, "", headers...)
}

func (c *client) patch(path, body string, headers ...header) reply {
	c.t.Helper()
	return c.do(http.MethodPatch, path, body, headers...)
}

func (c *client) post(path, body string) reply {
	c.t.Helper()
	return c.do(http.MethodPost, path, body)
}

// admin calls the admin API, in the client's world.
func (c *client) admin(method, path, body string, headers ...header) reply {
	c.t.Helper()
	if _, world, ok := strings.Cut(c.key, "/"); ok {
		separator := "?"
		if strings.Contains(path, "?") {
			separator = "&"
		}
		path += separator + "world=" + world
	}
	return c.do(method, mockserver.AdminPath+path, body, headers...)
}

// conforms holds every answer of the API against the documents.
func (c *client) conforms(method string, address *url.URL, answer reply) {
	c.t.Helper()
	operation := operationAt(method, address.EscapedPath())
	if operation == nil || c.undocumented {
		return
	}
	if answer.header.Get(mockserver.AnswerHeader) == "" {
		c.t.Errorf("%s %s: the answer has no %s", method, address, mockserver.AnswerHeader)
	}
	api := caseapi.New(c.server.API().Structures())
	for _, violation := range api.ValidateResponse(operation, answer.status, answer.header, []byte(answer.body)) {
		c.t.Errorf("%s %s answered %d %s: %v", method, address, answer.status, answer.body, violation)
	}
}

// operationAt finds the operation of a path, independently of the server's router.
func operationAt(method, path string) *caseapi.Operation {
	for _, operation := range caseapi.Operations() {
		if operation.Method == method && fits(operation.Path, path) {
			return operation
		}
	}
	return nil
}

func fits(template, path string) bool {
	want, got := strings.Split(template, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if got[i] == "" && i > 0 || !strings.HasPrefix(want[i], "{") && want[i] != got[i] {
			return false
		}
	}
	return true
}

// want checks status and reason: the rule, or the rule and what follows it in X-Mock-Answer.
func (r reply) want(status int, reason string) reply {
	r.t.Helper()
	if r.status != status {
		r.t.Fatalf("got status %d, want %d; body: %s", r.status, status, r.body)
	}
	if got := r.header.Get(mockserver.AnswerHeader); reason != "" && got != reason &&
		!strings.HasPrefix(got, reason+";") {
		r.t.Errorf("got %s %q, want %q", mockserver.AnswerHeader, got, reason)
	}
	return r
}

// contains checks that the body has a text in it.
func (r reply) contains(text string) {
	r.t.Helper()
	if !strings.Contains(r.body, text) {
		r.t.Errorf("%s does not contain %s", r.body, text)
	}
}

// read decodes the JSON body.
func read[T any](r reply) T {
	r.t.Helper()
	var value T
	if err := json.Unmarshal([]byte(r.body), &value); err != nil {
		r.t.Fatalf("body %s: %v", r.body, err)
	}
	return value
}

// fields lists the fields that a 400 names, in its order.
func (r reply) fields() []string {
	r.t.Helper()
	names := []string{}
	for _, field := range read[caseapi.BadRequest](r).Fields {
		names = append(names, field.Name)
	}
	return names
}
