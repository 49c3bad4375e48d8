package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// client trusts every certificate and remembers no connection: a script may break or restart servers.
var client = &http.Client{
	Timeout: 20 * time.Second,
	Transport: &http.Transport{
		DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
	},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// poll looks until it sees what it waits for.
func poll(ts *testscript.TestScript, what string, look func() bool) {
	const atMost = 20 * time.Second
	glances := time.NewTicker(5 * time.Millisecond)
	defer glances.Stop()
	tooLate := time.After(atMost)
	for !look() {
		select {
		case <-tooLate:
			ts.Fatalf("waited %s in vain: %s", atMost, what)
		case <-glances.C:
		}
	}
}

// listening waits for the address file, which is written once the server listens.
func listening(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) != 1, "listening FILE")
	var urls []string
	poll(ts, "no server has written "+arguments[0], func() bool {
		content, err := os.ReadFile(ts.MkAbs(arguments[0]))
		urls = strings.Fields(string(content))
		return err == nil
	})
	ts.Setenv("URL", urls[0])
	ts.Setenv("ADMIN", urls[len(urls)-1])
}

// condition decides [files:N].
func condition(text string) (bool, error) {
	name, value, _ := strings.Cut(text, ":")
	if name != "files" {
		return false, fmt.Errorf("there is no condition %s", text)
	}
	wanted, err := strconv.ParseUint(value, 10, 64)
	if err != nil {
		return false, err
	}
	allowed, err := openFiles()
	return allowed >= wanted, err
}

func usage(ts *testscript.TestScript, wrong bool, text string) {
	if wrong {
		ts.Fatalf("usage: %s", text)
	}
}

// request sends a request. What looks like an object is the body, everything else a header; with ! it
// must not be answered.
func request(ts *testscript.TestScript, neg bool, arguments []string) {
	response, err := send(ts, arguments)
	if neg {
		if err == nil {
			ts.Fatalf("it was answered with %s", response.Status)
		}
		return
	}
	ts.Check(err)
	_, err = io.WriteString(ts.Stdout(), written(ts, response))
	ts.Check(err)
}

func send(ts *testscript.TestScript, arguments []string) (*http.Response, error) {
	usage(ts, len(arguments) < 2, "request METHOD URL [PART]...")
	request, err := http.NewRequest(arguments[0], arguments[1], nil)
	ts.Check(err)
	for _, part := range arguments[2:] {
		if strings.HasPrefix(part, "{") {
			request.Body = io.NopCloser(strings.NewReader(part))
			request.ContentLength = int64(len(part))
			continue
		}
		name, value, _ := strings.Cut(part, ": ")
		request.Header.Set(name, value)
		if name == "Host" {
			request.Host = value
		}
	}
	return client.Do(request)
}

// written is an answer as it came over the wire.
func written(ts *testscript.TestScript, response *http.Response) string {
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	ts.Check(err)
	var text strings.Builder
	fmt.Fprintf(&text, "%s %s\n", response.Proto, response.Status)
	ts.Check(response.Header.Write(&text))
	fmt.Fprintf(&text, "\n%s\n", body)
	return text.String()
}

func occurs(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, len(arguments) != 1, "occurs FILE")
	_, body, _ := strings.Cut(ts.ReadFile("stdout"), "\n\n")
	found := strings.Contains(ts.ReadFile(arguments[0]), strings.TrimSpace(body))
	if found == neg {
		ts.Fatalf("found in %s: %t", arguments[0], found)
	}
}

func until(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) < 3, "until PATTERN METHOD URL [PART]...")
	pattern, err := regexp.Compile("(?m)" + arguments[0])
	ts.Check(err)
	poll(ts, "no answer is like "+arguments[0], func() bool {
		response, err := send(ts, arguments[1:])
		ts.Check(err)
		return pattern.MatchString(written(ts, response))
	})
}

// begun are the answers that a script has begun to read.
type begun struct{ responses []*http.Response }

type begunKey struct{}

func begin(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) < 3, "begin N METHOD URL [PART]...")
	count, err := strconv.Atoi(arguments[0])
	ts.Check(err)
	responses, failures := make([]*http.Response, count), make([]error, count)
	var sending sync.WaitGroup
	for i := range count {
		sending.Go(func() {
			responses[i], failures[i] = send(ts, arguments[1:]) //nolint:bodyclose // when the script ends
		})
	}
	sending.Wait()
	ts.Check(errors.Join(failures...))
	for _, response := range responses {
		ts.Defer(func() { _ = response.Body.Close() })
	}
	ts.Value(begunKey{}).(*begun).responses = responses
}

// finish reads the rest of the answers; with ! each of them must break off.
func finish(ts *testscript.TestScript, neg bool, arguments []string) {
	responses := ts.Value(begunKey{}).(*begun).responses
	usage(ts, len(arguments) > 0 || len(responses) == 0, "finish, after begin")
	for _, response := range responses {
		body, err := io.ReadAll(response.Body)
		if neg != (err != nil) {
			ts.Fatalf("%s: read %d bytes, then %v", response.Status, len(body), err)
		}
	}
}

func raw(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) != 2, "raw URL FILE")
	connection := dial(ts, arguments[0])
	_, err := io.WriteString(connection, strings.ReplaceAll(ts.ReadFile(arguments[1]), "\n", "\r\n"))
	ts.Check(err)
	ts.Check(connection.CloseWrite())
	_, err = io.Copy(ts.Stdout(), connection)
	ts.Check(err)
}

// vanish leaves as a client does whose process has died.
func vanish(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) != 2, "vanish URL FILE")
	connection := dial(ts, arguments[0])
	_, err := io.WriteString(connection, strings.ReplaceAll(ts.ReadFile(arguments[1]), "\n", "\r\n"))
	ts.Check(err)
	_, err = io.ReadFull(connection, make([]byte, 1))
	ts.Check(err)
	ts.Check(connection.SetLinger(0)) // to close is to reset, then
	ts.Check(connection.Close())
}

// deaf sends until the server, whose answers nobody takes, has taken nothing for a while.
func deaf(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) != 2, "deaf URL FILE")
	connection := dial(ts, arguments[0])
	ts.Check(connection.SetReadBuffer(4 << 10))
	requests := strings.Repeat(strings.ReplaceAll(ts.ReadFile(arguments[1]), "\n", "\r\n"), 1000)
	pending := requests
	for {
		ts.Check(connection.SetWriteDeadline(time.Now().Add(200 * time.Millisecond)))
		written, err := io.WriteString(connection, pending)
		if errors.Is(err, os.ErrDeadlineExceeded) && written == 0 {
			return
		}
		if pending = pending[written:]; pending == "" {
			pending = requests
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			ts.Check(err)
		}
	}
}

func idle(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) != 2, "idle URL N")
	count, err := strconv.Atoi(arguments[1])
	ts.Check(err)
	for range count {
		dial(ts, arguments[0])
	}
}

// dial opens a connection that is closed when the script ends.
func dial(ts *testscript.TestScript, url string) *net.TCPConn {
	_, address, _ := strings.Cut(url, "://")
	connection, err := net.DialTimeout("tcp", address, client.Timeout)
	ts.Check(err)
	ts.Defer(func() { _ = connection.Close() })
	ts.Check(connection.SetDeadline(time.Now().Add(client.Timeout)))
	return connection.(*net.TCPConn)
}

func refused(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) != 1, "refused URL")
	poll(ts, "somebody listens at "+arguments[0], func() bool {
		response, err := client.Get(arguments[0])
		if err == nil {
			_ = response.Body.Close()
		}
		return errors.Is(err, syscall.ECONNREFUSED)
	})
}

func sendSignal(ts *testscript.TestScript, neg bool, arguments []string) {
	signals := map[string]os.Signal{"HUP": syscall.SIGHUP, "INT": os.Interrupt, "TERM": syscall.SIGTERM}
	wrong := neg || len(arguments) < 1 || len(arguments) > 2 || signals[arguments[0]] == nil
	usage(ts, wrong, "signal HUP|INT|TERM [COMMAND]")
	for _, running := range ts.BackgroundCmds() {
		if len(arguments) == 1 || slices.Contains(running.Args, arguments[1]) {
			ts.Check(running.Process.Signal(signals[arguments[0]]))
		}
	}
}
