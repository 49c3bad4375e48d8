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
	"strconv"
	"strings"
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

// begun is the answer that a script has begun to read.
type begun struct{ response *http.Response }

type begunKey struct{}

func begin(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg, "begin METHOD URL [PART]...")
	response, err := send(ts, arguments)
	ts.Check(err)
	ts.Defer(func() { _ = response.Body.Close() })
	ts.Value(begunKey{}).(*begun).response = response
}

// finish reads the rest of the answer; with ! it must break off.
func finish(ts *testscript.TestScript, neg bool, arguments []string) {
	response := ts.Value(begunKey{}).(*begun).response
	usage(ts, len(arguments) > 0 || response == nil, "finish, after begin")
	body, err := io.ReadAll(response.Body)
	if neg != (err != nil) {
		ts.Fatalf("read %d bytes, then %v", len(body), err)
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
	connection, err := net.DialTimeout("tcp", strings.TrimPrefix(url, "http://"), client.Timeout)
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
	usage(ts, neg || len(arguments) != 1 || signals[arguments[0]] == nil, "signal HUP|INT|TERM")
	for _, running := range ts.BackgroundCmds() {
		ts.Check(running.Process.Signal(signals[arguments[0]]))
	}
}
