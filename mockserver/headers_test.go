package mockserver_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"casemock/mockserver"
)

// TestHeadersThatAreFieldsOfARequest are matched, rendered, shown and counted like any other.
func TestHeadersThatAreFieldsOfARequest(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]string{"host": "crm-b.example.com:81", "content-length": "15",
		"transfer-encoding": "chunked", "trailer": "X-A, X-B"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := start(t, mockserver.WithScenarios(writeFile(t, "header.yaml", fmt.Sprintf(`
name: updateCase/by-header
operation: updateCase
live: true
contract: false
request: {headers: {%s: %q}}
responses: [{status: 422, body: {error: e, message: 'it was {{ index .request.headers %q }}'}}]
`, name, value, name))))
			if body := sendRaw(t, api, value, name); !strings.Contains(body, "it was "+value) {
				t.Errorf("answered %s", body)
			}
			count := fmt.Sprintf(`{"headers": {%q: %q}, "status": 422}`, name, value)
			if got := api.admin(http.MethodPost, "requests/count", count).body; strings.TrimSpace(got) != `{"count":1}` {
				t.Errorf("counted %s", got)
			}
			shown := api.admin(http.MethodGet, "requests", "").body
			if want := fmt.Sprintf("%q:%q", http.CanonicalHeaderKey(name), value); !strings.Contains(shown, want) {
				t.Errorf("want %s in the journal, which shows %s", want, shown)
			}
		})
	}
}

// sendRaw sends an update that says the header, as a client would.
func sendRaw(t *testing.T, api *client, value, name string) (body string) {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(api.server.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	host, framing, content := "x", "Content-Length: 15\r\n", `{"title":"new"}`
	if name == "host" {
		host = value
	}
	if name == "transfer-encoding" || name == "trailer" {
		framing = "Transfer-Encoding: chunked\r\nTrailer: X-B, X-A\r\n"
		content = "f\r\n" + content + "\r\n0\r\nX-A: 1\r\nX-B: 2\r\n\r\n"
	}
	_, err = fmt.Fprintf(connection, "PATCH /case/1001 HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\n"+
		"Content-Type: application/json\r\n%s\r\n%s", host, api.key, framing, content)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(read)
}
