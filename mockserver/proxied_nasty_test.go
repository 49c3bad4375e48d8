package mockserver_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/mockserver"
	"casemock/mockserver/proxy"
)

// hastyServer answers as soon as it has the head of a request, and reads no body.
func hastyServer(t *testing.T, text string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = connection.Close() }()
				if _, err := http.ReadRequest(bufio.NewReader(connection)); err == nil {
					_, _ = io.WriteString(connection, text)
					_, _ = io.Copy(io.Discard, connection) // else TCP resets the connection, and the answer may be lost
				}
			}()
		}
	}()
	return "http://" + listener.Addr().String()
}

// TestProxiedHaste passes on an answer that comes before the request has ended, also in the place of a 100.
func TestProxiedHaste(t *testing.T) {
	t.Parallel()
	address := hastyServer(t, "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno")
	for name, request := range map[string]string{
		"still sending": "PATCH /case/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n" + strings.Repeat("x", 1<<20),
		"chunked":       "PATCH /case/1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
		"waits for 100": "PATCH /case/1 HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n",
		"another's":     "PUT /files HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\nx",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, judge := range []proxy.Judge{proxy.Report, proxy.Off} {
				api := inFrontOf(t, address, func(o *proxy.Options) { o.Judge = judge })
				got := send(t, api.server.URL, http.MethodPatch, request)
				if got.Status != http.StatusRequestEntityTooLarge || got.Body != "no" || got.Err != "" {
					t.Errorf("judge %s: got %+v", judge, got)
				}
			}
		})
	}
}

// TestProxiedBothWays sends and answers at the same time.
func TestProxiedBothWays(t *testing.T) {
	t.Parallel()
	server := httptestServer(t, func(w http.ResponseWriter, r *http.Request) {
		_ = http.NewResponseController(w).EnableFullDuplex()
		part := make([]byte, 1)
		for {
			if _, err := io.ReadFull(r.Body, part); err != nil {
				return
			}
			_, _ = w.Write(part)
			_ = flushed(w)
		}
	})
	for _, path := range []string{"/case/1", "/echo"} {
		api := inFrontOf(t, server, nil)
		reader, writer := io.Pipe()
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPatch, api.server.URL+path, reader)
		if err != nil {
			t.Fatal(err)
		}
		go func() { _, _ = io.WriteString(writer, "a") }()
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		part := make([]byte, 1)
		for _, want := range []string{"a", "b", "c"} {
			if want != "a" {
				_, _ = io.WriteString(writer, want)
			}
			if _, err := io.ReadFull(response.Body, part); string(part) != want || err != nil {
				t.Fatalf("got %q, %v", part, err)
			}
		}
		_ = writer.Close()
		if rest, err := io.ReadAll(response.Body); len(rest) > 0 || err != nil {
			t.Errorf("got %q, %v", rest, err)
		}
		_ = response.Body.Close()
	}
}

// TestProxiedClientLeaves tells the server so, before the answer and in its midst.
func TestProxiedClientLeaves(t *testing.T) {
	t.Parallel()
	for _, begun := range []bool{false, true} {
		asked, left := make(chan bool, 1), make(chan bool, 1)
		server := httptestServer(t, func(w http.ResponseWriter, r *http.Request) {
			if begun {
				_, _ = io.WriteString(w, "[1")
				_ = flushed(w)
			}
			asked <- true
			<-r.Context().Done()
			left <- true
		})
		api := inFrontOf(t, server, nil)
		ctx, leave := context.WithCancel(t.Context())
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, api.server.URL+"/case/1", nil)
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan bool)
		go func() {
			if response, err := http.DefaultClient.Do(request); err == nil {
				_, _ = io.Copy(io.Discard, response.Body)
				_ = response.Body.Close()
			}
			close(done)
		}()
		<-asked
		leave()
		<-left
		<-done
	}
}

// TestProxiedKeepAlive uses the connections of both sides again.
func TestProxiedKeepAlive(t *testing.T) {
	t.Parallel()
	var connections atomic.Int64
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(w, r.Body)
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	api := inFrontOf(t, server.URL, nil)
	connection, err := net.Dial("tcp", strings.TrimPrefix(api.server.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close() }()
	reader := bufio.NewReader(connection)
	for n := range 20 {
		body := fmt.Sprintf(`{"title":"%d"}`, n)
		fmt.Fprintf(connection, "PATCH /case/%d HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", n, len(body), body)
		response, err := http.ReadResponse(reader, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if string(got) != body || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if got := connections.Load(); got != 1 {
		t.Errorf("%d connections to the server, want 1", got)
	}
}

// TestMarksAreOurs lets no server speak for the proxy.
func TestMarksAreOurs(t *testing.T) {
	t.Parallel()
	const marks = "X-Mock-Answer: sandbox\r\nX-Mock-Violations: lookupCase/200/title\r\n"
	for name, text := range map[string]string{
		"head": "HTTP/1.1 200 OK\r\n" + marks + "Content-Type: application/json\r\nContent-Length: " +
			fmt.Sprint(len(kase())) + "\r\n\r\n" + kase(),
		"trailer": "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" +
			fmt.Sprintf("%x\r\n%s\r\n0\r\n", len(kase()), kase()) + marks + "X-Sum: 7\r\n\r\n",
		"announced trailer": "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n" +
			"Trailer: X-Mock-Violations, X-Sum\r\n\r\n" +
			fmt.Sprintf("%x\r\n%s\r\n0\r\n", len(kase()), kase()) + marks + "X-Sum: 7\r\n\r\n",
	} {
		server := newRawServer(t, func(*http.Request) (string, bool) { return text, false })
		for _, judge := range []proxy.Judge{proxy.Report, proxy.Off} {
			api := inFrontOf(t, server.url, func(o *proxy.Options) { o.Judge = judge })
			got := send(t, api.server.URL, http.MethodGet, "GET /case/1 HTTP/1.1\r\nHost: x\r\nAuthorization: k\r\n\r\n")
			if answer := got.Header.Values(mockserver.AnswerHeader); !cmp.Equal(answer, []string{"proxied"}) ||
				got.Header.Values(proxy.HeaderViolations) != nil || got.Trailer[proxy.HeaderViolations] != nil ||
				got.Trailer[mockserver.AnswerHeader] != nil || got.Body != kase() {
				t.Errorf("%s: got %+v", name, got)
			}
			if name != "head" && got.Trailer.Get("X-Sum") != "7" {
				t.Errorf("%s: got %v", name, got.Trailer)
			}
		}
	}
}
