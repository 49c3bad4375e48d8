package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// pipes are a network without machines, whose time is the test's own.
type pipes struct {
	connections chan net.Conn
	closed      chan struct{}
}

func (p pipes) Accept() (net.Conn, error) {
	select {
	case connection := <-p.connections:
		return connection, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p pipes) Close() error { close(p.closed); return nil }

func (pipes) Addr() net.Addr { return &net.TCPAddr{} }

// inOwnTime runs a test with a connection to a server, as serve makes it.
func inOwnTime(t *testing.T, handler http.HandlerFunc, test func(t *testing.T, client net.Conn)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		network := pipes{make(chan net.Conn), make(chan struct{})}
		server := newHTTPServer(t.Context(), handler, slog.New(slog.DiscardHandler))
		go func() { _ = server.Serve(timeoutListener{network}) }()
		client, far := net.Pipe()
		defer func() { // also of a test that fails: whatever is left in its time would be a panic
			_ = client.Close()
			_ = server.Close()
		}()
		network.connections <- far
		test(t, client)
	})
}

func sendText(t *testing.T, client net.Conn, text string) {
	t.Helper()
	if _, err := io.WriteString(client, text); err != nil {
		t.Fatal(err)
	}
}

const (
	aRequest = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
	aPost    = "POST / HTTP/1.1\r\nHost: x\r\n" // to be continued
)

// skipAnswer reads an answer that has no body.
func skipAnswer(t *testing.T, client net.Conn) {
	t.Helper()
	response, err := http.ReadResponse(bufio.NewReader(client), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
}

// TestClientsHaveTheirTime begins something and waits until the server has had enough.
func TestClientsHaveTheirTime(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		sent string
		want time.Duration
	}{
		"a head that does not end": {"GET / HTTP/1.1\r\nHost: x\r\n", headerTimeout},
		"a body that does not end": {aPost + "Content-Length: 5\r\n\r\n{", bodyTimeout},
		"a chunk that never comes": {aPost + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", bodyTimeout},
		"no other request":         {aRequest, idleTimeout},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			readAll := func(w http.ResponseWriter, r *http.Request) {
				if _, err := io.Copy(io.Discard, r.Body); err != nil {
					panic(http.ErrAbortHandler)
				}
			}
			inOwnTime(t, readAll, func(t *testing.T, client net.Conn) {
				began := time.Now()
				sendText(t, client, test.sent)
				if _, err := io.Copy(io.Discard, client); err != nil {
					t.Fatal(err)
				}
				if took := time.Since(began); took != test.want {
					t.Errorf("the connection was closed after %s, want %s", took, test.want)
				}
			})
		})
	}
}

// TestAnswersMayTakeLong answers a request long after the time limit of its body, or that of its head.
func TestAnswersMayTakeLong(t *testing.T) {
	t.Parallel()
	for name, sent := range map[string]string{
		"without a body":       aRequest,
		"with a body":          aPost + "Content-Length: 2\r\n\r\n{}",
		"with a body in parts": aPost + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer := func(_ http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				select {
				case <-time.After(2 * bodyTimeout):
				case <-r.Context().Done():
					t.Error("the request has ended")
				}
			}
			inOwnTime(t, answer, func(t *testing.T, client net.Conn) {
				sendText(t, client, sent)
				skipAnswer(t, client)
			})
		})
	}
}

// TestAnswersThatNobodyAcceptsEnd makes sure that each answer has its time limit, not the first alone.
func TestAnswersThatNobodyAcceptsEnd(t *testing.T) {
	t.Parallel()
	var failures chan error
	answer := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/endless" {
			_, err := io.Copy(w, endless{})
			failures <- err
		}
	}
	inOwnTime(t, answer, func(t *testing.T, client net.Conn) {
		failures = make(chan error, 1) // of the test's own time
		for range 3 {
			sendText(t, client, aRequest)
			skipAnswer(t, client)
		}
		began := time.Now()
		sendText(t, client, strings.Replace(aRequest, "/", "/endless", 1))
		if err := <-failures; !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("the answer ended with %v", err)
		}
		if took := time.Since(began); took < writeTimeout/2 || took > writeTimeout {
			t.Errorf("the answer ended after %s", took)
		}
	})
}

type endless struct{}

func (endless) Read(data []byte) (int, error) { return len(data), nil }

// TestSlowClientsGetAllOfAnAnswer accepts a little, again and again, for much longer than a time limit.
func TestSlowClientsGetAllOfAnAnswer(t *testing.T) {
	t.Parallel()
	const parts = 10
	answer := func(w http.ResponseWriter, _ *http.Request) {
		if _, err := w.Write(make([]byte, parts*moreOfAnAnswer)); err != nil {
			t.Error(err)
		}
	}
	inOwnTime(t, answer, func(t *testing.T, client net.Conn) {
		sendText(t, client, aRequest)
		response, err := http.ReadResponse(bufio.NewReader(client), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = response.Body.Close() }()
		for part := range parts {
			if _, err := io.CopyN(io.Discard, response.Body, moreOfAnAnswer); err != nil {
				t.Fatalf("part %d: %v", part, err)
			}
			time.Sleep(writeTimeout / 3)
		}
	})
}

// TestForeignTimeLimitsForWritingStay sets one as TLS does to say goodbye.
func TestForeignTimeLimitsForWritingStay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		t.Cleanup(func() { _ = far.Close() })
		connection := newTimeoutConnection(near)
		for _, limit := range []time.Duration{time.Second, 2 * writeTimeout} {
			began := time.Now()
			if err := connection.SetWriteDeadline(began.Add(limit)); err != nil {
				t.Fatal(err)
			}
			if _, err := connection.Write([]byte("x")); !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("got %v", err)
			}
			if took := time.Since(began); took != limit {
				t.Errorf("writing ended after %s, want %s", took, limit)
			}
		}
		if err := connection.SetDeadline(time.Time{}); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		_, _ = connection.Write([]byte("x"))
		if took := time.Since(began); took != writeTimeout {
			t.Errorf("without another limit, writing ended after %s, want %s", took, writeTimeout)
		}
	})
}

// noting is the end of a connection that notes what is asked of TCP alone.
type noting struct {
	net.Conn
	asked []string
}

//nolint:unparam // as TCP has it
func (n *noting) SetLinger(seconds int) error {
	n.asked = append(n.asked, fmt.Sprintf("linger %d", seconds))
	return nil
}

//nolint:unparam // as TCP has it
func (n *noting) CloseWrite() error {
	n.asked = append(n.asked, "close write")
	return nil
}

// TestConnectionsAreStillOfTCP asks for what net/http and the faults of scenarios look for in a connection.
func TestConnectionsAreStillOfTCP(t *testing.T) {
	t.Parallel()
	near, far := net.Pipe()
	t.Cleanup(func() { _ = errors.Join(near.Close(), far.Close()) })
	end := &noting{Conn: near}
	connection := newTimeoutConnection(end)
	if err := errors.Join(connection.SetLinger(0), connection.CloseWrite()); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"linger 0", "close write"}, end.asked); diff != "" {
		t.Error(diff)
	}
	other := newTimeoutConnection(near)
	for _, err := range []error{other.SetLinger(0), other.CloseWrite()} {
		if !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("a pipe: got %v", err)
		}
	}
}
