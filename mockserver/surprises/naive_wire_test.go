package surprises_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"casemock/mockserver"
)

func searchesText(s *site) string {
	if !regexp.MustCompile(`"id":"[^"]+"`).Match(s.newCaseAnswer().body) {
		return "there is no id"
	}
	return ""
}

func takesURLOutOfText(s *site) string {
	if !regexp.MustCompile(`"url":\s*"https?://[^"\\]+/cases/`).Match(s.newCaseAnswer().body) {
		return "no URL"
	}
	return ""
}

func looksAtFirstByte(s *site) string {
	if s.newCaseAnswer().body[0] != '{' {
		return "no object"
	}
	return ""
}

func comparesTypes(s *site) string {
	if s.newCaseAnswer().header.Get("Content-Type") != "application/json" {
		return "no JSON"
	}
	return ""
}

func keepsHeadersInMap(s *site) string {
	for name, values := range s.newCaseAnswer().header {
		if len(values) > 1 {
			return "two values of " + name
		}
	}
	return ""
}

// wire is a connection to a CRM of a client that speaks HTTP as far as it has seen it.
type wire struct {
	net.Conn
	lines *bufio.Reader
}

func dial(s *site) *wire {
	connection, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = connection.Close() })
	return &wire{connection, bufio.NewReader(connection)}
}

// ask asks for the meta object, and returns the status and the headers as they are spelt.
func (w *wire) ask() (status string, headers map[string]string) {
	fmt.Fprintf(w, "GET /meta/object/case HTTP/1.1\r\nHost: crm\r\nAuthorization: %s\r\n\r\n", mockserver.DefaultKey)
	status, headers = w.line(), map[string]string{}
	for line := w.line(); line != ""; line = w.line() {
		name, value, _ := strings.Cut(line, ": ")
		headers[name] = value
	}
	return status, headers
}

// line is the next line; empty at the end.
func (w *wire) line() string {
	line, _ := w.lines.ReadString('\n')
	return strings.TrimRight(line, "\r\n")
}

func speaksHTTP(s *site) string {
	connection := dial(s)
	for range 2 {
		status, headers := connection.ask()
		length, err := strconv.Atoi(headers["Content-Length"])
		switch {
		case status == "":
			return "the connection is gone"
		case status != "HTTP/1.1 200 OK":
			return "the status is " + strings.Fields(status)[1]
		case headers["Content-Type"] == "":
			return "there is no Content-Type"
		case err != nil:
			return "there is no Content-Length"
		}
		_, _ = io.CopyN(io.Discard, connection.lines, int64(length))
	}
	return ""
}

// readsInPieces makes a text of each piece of a body.
func readsInPieces(s *site) string {
	s.send("PATCH", "/case/"+s.cases[0], map[string]any{"title": "Grüße"})
	connection := dial(s)
	fmt.Fprintf(connection, "GET /case/%s HTTP/1.1\r\nHost: crm\r\nAuthorization: %s\r\nConnection: close\r\n\r\n",
		s.cases[0], mockserver.DefaultKey)
	chunked := false
	for line := connection.line(); line != ""; line = connection.line() {
		chunked = chunked || line == "Transfer-Encoding: chunked"
	}
	if !chunked {
		return ""
	}
	size, _ := strconv.ParseInt(connection.line(), 16, 64)
	piece := make([]byte, size)
	if _, err := io.ReadFull(connection.lines, piece); err != nil || !utf8.Valid(piece) {
		return "a piece is no text"
	}
	return ""
}

// isImpatient asks often, where time takes none.
func isImpatient(s *site) (wrong string) {
	synctest.Test(s.t, func(t *testing.T) {
		server, err := mockserver.New(mockserver.WithProfile(s.profile))
		if err != nil {
			t.Fatal(err)
		}
		for range 100 {
			request := httptest.NewRequest("GET", "/case/1001", nil)
			request.Header.Set("Authorization", mockserver.DefaultKey)
			sent := time.Now()
			server.ServeHTTP(httptest.NewRecorder(), request)
			if time.Since(sent) > time.Second/2 {
				wrong = "no answer in half a second"
			}
		}
	})
	return wrong
}
