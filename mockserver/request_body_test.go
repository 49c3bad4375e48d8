package mockserver_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

// TestCutBodyChangesNothing sends updates whose client stops in the middle, after what happens to be
// whole JSON.
func TestCutBodyChangesNothing(t *testing.T) {
	t.Parallel()
	const update = `{"title": "half"}`
	tests := map[string]struct{ header, body string }{
		"shorter than it says": {"Content-Length: 50", update},
		"a chunk is missing":   {"Transfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\n", len(update), update)},
		"a chunk is garbled":   {"Transfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\nZZ\r\n", len(update), update)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := start(t)
			before := api.get("/case/1001").body
			status, body := sendCut(t, api, test.header, test.body)
			if status != 400 || !strings.Contains(string(body), "cut") {
				t.Errorf("got %d %s, want a 400 that says that the body was cut", status, body)
			}
			if after := api.get("/case/1001").body; after != before {
				t.Errorf("the case is now %s", after)
			}
			if title := read[caseapi.Case](api.get("/case/1001")).Title; title == "half" {
				t.Error("the update was applied")
			}
		})
	}
}

func sendCut(t *testing.T, api *client, header, body string) (status int, answer []byte) {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(api.server.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	_, err = fmt.Fprintf(connection, "PATCH /case/1001 HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n"+
		"Content-Type: application/json\r\n%s\r\n\r\n", mockserver.DefaultKey, header)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(connection, body); err != nil {
		t.Fatal(err)
	}
	if err := connection.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	return readAnswer(t, bufio.NewReader(connection))
}
