package main

import (
	"bytes"
	"encoding/json"
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strconv"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"casemock/mockserver"
)

func usage(ts *testscript.TestScript, wrong bool, text string) {
	if wrong {
		ts.Fatalf("usage: %s", text)
	}
}

func serveKind(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) != 1, "serve KIND")
	switch arguments[0] {
	case "crm":
		open(ts, "URL", &crm{})
	case "tls":
		openTLS(ts, "URL", &crm{})
	case "fake":
		fake, err := mockserver.New()
		ts.Check(err)
		ts.Defer(fake.Close)
		open(ts, "URL", fake)
	case "page":
		open(ts, "URL", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "<!doctype html><title>Sign in</title>")
		}))
	case "away":
		open(ts, "URL", http.RedirectHandler("https://login.example.com/", http.StatusFound))
	default:
		ts.Fatalf("there is no server %q", arguments[0])
	}
}

// open serves until the script ends, and sets a variable to the address.
func open(ts *testscript.TestScript, variable string, handler http.Handler) {
	server := httptest.NewServer(handler)
	ts.Defer(server.Close)
	ts.Setenv(variable, server.URL)
}

// openTLS is open over https; the certificate is written to ca.pem.
func openTLS(ts *testscript.TestScript, variable string, handler http.Handler) {
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it tells of refused certificates
	server.StartTLS()
	ts.Defer(server.Close)
	ts.Setenv(variable, server.URL)
	block := &pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}
	ts.Check(os.WriteFile(ts.MkAbs("ca.pem"), pem.EncodeToMemory(block), 0o600))
}

// arrivalKey leads to the channel on which a stuck server tells of a request.
type arrivalKey struct{}

func stuck(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) > 0, "stuck")
	arrival, next := ts.Value(arrivalKey{}).(chan struct{}), &crm{}
	open(ts, "URL", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPatch {
			next.ServeHTTP(w, r)
			return
		}
		_, _ = io.Copy(io.Discard, r.Body) // else nobody notices that the client has left
		select {
		case arrival <- struct{}{}:
		default:
		}
		<-r.Context().Done()
	}))
}

// trickle begins every answer, and never ends one.
func trickle(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) > 0, "trickle")
	arrival := ts.Value(arrivalKey{}).(chan struct{})
	open(ts, "URL", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "{")
		_ = http.NewResponseController(w).Flush()
		select {
		case arrival <- struct{}{}:
		default:
		}
		<-r.Context().Done()
	}))
}

func reached(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) > 0, "reached")
	const atMost = 30 * time.Second
	select {
	case <-ts.Value(arrivalKey{}).(chan struct{}):
	case <-time.After(atMost):
		ts.Fatalf("no request has come for %s", atMost)
	}
}

func terminate(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) > 0, "terminate")
	for _, running := range ts.BackgroundCmds() {
		ts.Check(running.Process.Signal(syscall.SIGTERM))
	}
}

func spoil(ts *testscript.TestScript, neg bool, arguments []string) {
	usage(ts, neg || len(arguments) != 1, "spoil PROPERTY")
	target, err := url.Parse(ts.Getenv("URL"))
	ts.Check(err)
	proxy := &httputil.ReverseProxy{
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(target) },
		ModifyResponse: func(r *http.Response) error { return leaveOut(r, arguments[0]) },
	}
	open(ts, "URL", proxy)
}

// leaveOut takes a property out of the answer to a PATCH, if it is an object.
func leaveOut(r *http.Response, property string) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	var content object
	if r.Request.Method == http.MethodPatch && json.Unmarshal(body, &content) == nil {
		delete(content, property)
		if body, err = json.Marshal(content); err != nil {
			return err
		}
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return nil
}
