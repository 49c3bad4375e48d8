package mockserver_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
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

// Half a character cannot be kept as it is. It is refused wherever it stands, also by scenarios.
func TestHalfCharactersAreRefused(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "mine.yaml", `
name: mine/any-title
operation: updateCase
request: {body: {title: {type: string}}}
responses: [{status: 500}]
live: true
contract: false
`)))
	for body, field := range map[string]string{
		`{"title": "cut \ud83d"}`:                  "title",
		`{"title": "\ude00\ud83d"}`:                "title",
		`{"title": "\ud83d\ud83d\ude00"}`:          "title",
		`{"title": "x", "\ud83d": "x"}`:            `["�"]`,
		`{"customCasePropertyOne": "\uDBFF"}`:      "customCasePropertyOne",
		`{"interactions": [{"body": "\udc00 x"}]}`: "interactions[0].body",
	} {
		fields := api.patch("/case/1001", body).want(400, "sandbox").fields()
		if !slices.Contains(fields, field) {
			t.Errorf("%s: %q are named", body, fields)
		}
	}
	api.patch("/case/1001", `{"description": "whole \ud83d\ude00 \\ud83d"}`).want(201, "sandbox").
		contains(`whole 😀 \\ud83d`)
	api.patch("/case/1001", `{"title": "whole \ud83d\ude00"}`).want(500, "live")
}

// A body that cannot be read is not one that is not there.
func TestAbsentBodyIsNoBody(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithMaxBody(100), mockserver.WithScenarios(writeFile(t, "mine.yaml", `
name: mine/no-body
operation: updateCase
request: {body: {absent: true}}
responses: [{status: 500}]
live: true
contract: false
`)))
	api.patch("/case/1001", "").want(500, "live")
	for _, body := range []string{`{"title":`, "null", "title", " ", "\xff", "\ufeff{}", `{"title": "\ud83d"}`,
		strings.Repeat("[", 80), `{"title": "` + strings.Repeat("x", 100) + `"}`, `{}`, `[]`, `""`, `false`} {
		api.patch("/case/1001", body).want(400, "sandbox")
	}
	if status, _ := sendCut(t, api, "Content-Length: 50", ""); status != 400 {
		t.Errorf("a cut body is answered with %d", status)
	}
	count := api.admin(http.MethodPost, "requests/count", `{"body": {"absent": true}, "status": 500}`).body
	if !strings.Contains(count, `"count":1}`) {
		t.Error(count)
	}
}
