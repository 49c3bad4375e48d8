package mockserver_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
	"casemock/mockserver/proxy"
)

// inFrontOf starts a proxy for a server.
func inFrontOf(t *testing.T, address string, change func(*proxy.Options), options ...mockserver.Option) *client {
	t.Helper()
	to, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	upstream := proxy.Options{To: to}
	if change != nil {
		change(&upstream)
	}
	api := start(t, append([]mockserver.Option{mockserver.WithUpstream(upstream)}, options...)...)
	return api.withUndocumented()
}

// shape is what a raw server writes, to the letter.
type shape struct {
	name, text string
	closes     bool   // the connection, afterwards
	method     string // of the request; empty: GET
}

func sized(head, body string) string {
	return fmt.Sprintf("HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s", head, len(body), body)
}

const jsonHead = "200 OK\r\nContent-Type: application/json\r\nDate: Mon, 02 Jan 2006 15:04:05 GMT"

// hugeValue is nearly as long as net/http takes a header.
var hugeValue = strings.Repeat("h", 900<<10)

var shapes = []shape{
	{name: "sized", text: sized(jsonHead, `{"id":"1"}`)},
	{name: "larger than what is held", text: sized(jsonHead, strings.Repeat("x", 100<<10))},
	{name: "larger than what is judged", text: sized(jsonHead, strings.Repeat("y", 3<<20))},
	{name: "empty", text: sized(jsonHead, "")},
	{name: "without type or date", text: sized("200 OK", "<html>what is it?</html>")},
	{name: "folded", text: sized("200 OK\r\nX-Long: one\r\n  two\r\n\tthree\r\nx-lower_CASE: 1", "{}")},
	{name: "a huge head", text: sized("200 OK\r\nX-Huge: "+hugeValue+strings.Repeat("\r\nX-Many: m", 2000), "{}")},
	{name: "HTTP/1.0", text: "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n[1,2]", closes: true},
	{name: "HTTP/1.0, kept alive", text: "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}"},
	{name: "several values", text: sized("200 OK"+
		"\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Odd: \r\nServer: crm/1", "{}")},
	{name: "another's marks", text: sized("200 OK\r\nX-Mock-Answer: sandbox\r\nX-Powered-By: PHP", "{}")},
	{name: "chunked", text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[1\r\n3\r\n,2]\r\n0\r\n\r\n"},
	{name: "chunked and empty", text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
	{name: "chunked with trailers", text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" +
		"Trailer: X-Sum, X-Two\r\n\r\n2\r\n[]\r\n0\r\nX-Sum: 7\r\nX-Two: 2\r\n\r\n"},
	{name: "chunked with trailers that nobody announced", text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" +
		"2\r\n[]\r\n0\r\nX-Sum: 7\r\n\r\n"},
	{name: "early hints", text: "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n" +
		"HTTP/1.1 102 Processing\r\n\r\n" + sized(jsonHead, "{}")},
	{name: "compressed", text: sized("200 OK\r\nContent-Encoding: gzip\r\nContent-Type: application/json",
		compressed(`{"id":"1"}`))},
	{name: "no content", text: "HTTP/1.1 204 No Content\r\nX-Why: nobody\r\n\r\n"},
	{name: "not modified", text: "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\nContent-Length: 77\r\n\r\n"},
	{name: "redirect", text: sized("307 Temporary Redirect\r\nLocation: /elsewhere", "")},
	{name: "odd status", text: sized("599 Whatever\r\nRetry-After: 1", "busy")},
	{name: "head", text: "HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n", method: http.MethodHead},
	{name: "until the end of the connection", text: "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[1,2]", closes: true},
	{name: "closes afterwards", text: sized("200 OK\r\nConnection: close", "{}"), closes: true},
	{name: "shorter than it says", text: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[1,2", closes: true},
	{name: "a chunk short", text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[1\r\n", closes: true},
}

func compressed(text string) string {
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	_, _ = writer.Write([]byte(text))
	_ = writer.Close()
	return packed.String()
}

// asked is a request as a raw server has read it.
type asked struct {
	Line            string
	Header, Trailer http.Header
	Host            string
	Body            string
	Length          int64
	Err             string
}

// rawServer answers each request with the text that its header X-Shape names.
type rawServer struct {
	url  string
	got  chan asked
	text func(*http.Request) (text string, closes bool)
}

func newRawServer(t *testing.T, text func(*http.Request) (string, bool)) *rawServer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	server := &rawServer{url: "http://" + listener.Addr().String(), got: make(chan asked, 100), text: text}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go server.serve(connection)
		}
	}()
	return server
}

func (s *rawServer) serve(connection net.Conn) {
	defer func() { _ = connection.Close() }()
	reader := bufio.NewReader(connection)
	for {
		request, err := http.ReadRequest(reader)
		if err != nil {
			return
		}
		if request.Header.Get("Expect") != "" {
			_, _ = io.WriteString(connection, "HTTP/1.1 100 Continue\r\n\r\n")
		}
		body, err := io.ReadAll(request.Body)
		got := asked{request.Method + " " + request.RequestURI, request.Header, request.Trailer, request.Host, string(body),
			request.ContentLength, fmt.Sprint(err)}
		s.got <- got
		text, closes := s.text(request)
		if _, err := io.WriteString(connection, text); err != nil || closes {
			return
		}
	}
}

// answered is what a raw client has got.
type answered struct {
	Before  []string // what came before the answer
	Status  int
	Header  http.Header
	Length  int64
	Chunked bool
	Body    string
	Err     string
	Trailer http.Header
}

// send writes a request to the letter, and reads the answer.
func send(t *testing.T, address, method, text string) answered {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close() }()
	_ = connection.SetDeadline(time.Now().Add(20 * time.Second))
	go func() { _, _ = io.WriteString(connection, text) }() // it may be answered before it is read
	reader := bufio.NewReader(connection)
	var got answered
	for {
		response, err := http.ReadResponse(reader, &http.Request{Method: method})
		if err != nil {
			got.Err = err.Error()
			return got
		}
		if response.StatusCode < http.StatusOK {
			if response.StatusCode != http.StatusContinue {
				got.Before = append(got.Before, fmt.Sprint(response.StatusCode, response.Header))
			}
			continue
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		got.Status, got.Header, got.Body = response.StatusCode, response.Header, string(body)
		got.Length = response.ContentLength
		got.Chunked, got.Trailer = len(response.TransferEncoding) > 0, response.Trailer
		if err != nil {
			got.Err = "broken off"
		}
		return got
	}
}

// besides are headers of the proxy's own, or of one hop alone.
func (a answered) besides(names ...string) answered {
	if a.Status == http.StatusNoContent || a.Status == http.StatusNotModified {
		names = append(names, "Content-Length") // which net/http leaves out
	}
	for _, name := range append(names, "Connection", mockserver.AnswerHeader, proxy.HeaderViolations) {
		a.Header.Del(name)
	}
	return a
}

// TestProxiedAnswers compares each answer of a nasty server with what comes through the proxy, however it judges.
func TestProxiedAnswers(t *testing.T) {
	t.Parallel()
	for _, shape := range shapes {
		t.Run(shape.name, func(t *testing.T) {
			t.Parallel()
			server := newRawServer(t, func(*http.Request) (string, bool) { return shape.text, shape.closes })
			method := shape.method
			if method == "" {
				method = http.MethodGet
			}
			for _, judge := range []proxy.Judge{proxy.Report, proxy.Off} {
				api := inFrontOf(t, server.url, func(o *proxy.Options) { o.Judge = judge })
				for _, path := range []string{"/case/1", "/meta/object/case", "/no/such/operation"} {
					request := method + " " + path + " HTTP/1.1\r\nHost: crm\r\nAuthorization: k\r\n\r\n"
					want := send(t, server.url, method, request)
					got := send(t, api.server.URL, method, request)
					if got.Header.Get(mockserver.AnswerHeader) != "proxied" {
						t.Errorf("%s: %s is %q", path, mockserver.AnswerHeader, got.Header.Get(mockserver.AnswerHeader))
					}
					if shape.closes && want.Length < 0 && !want.Chunked {
						want.Chunked = true // which is how a connection can go on
					}
					if diff := cmp.Diff(want.besides(), got.besides()); diff != "" {
						t.Errorf("%s, judge %s: %s", path, judge, diff)
					}
				}
			}
		})
	}
}

// TestProxiedDocumentedAnswers does so for every documented answer.
func TestProxiedDocumentedAnswers(t *testing.T) {
	t.Parallel()
	server := newRawServer(t, func(r *http.Request) (string, bool) {
		return sized(r.Header.Get("X-Status")+" Some Reason\r\nContent-Type: application/json",
			r.Header.Get("X-Body")), false
	})
	api := inFrontOf(t, server.url, nil)
	for _, operation := range caseapi.Operations() {
		path := strings.NewReplacer("{id}", "1", "{type}", "case").Replace(operation.Path)
		for _, status := range operation.Statuses() {
			body := fmt.Sprintf(`{"error":"e","message":"of %d"}`, status)
			if status == http.StatusNoContent {
				body = ""
			}
			request := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: crm\r\nX-Status: %d\r\nX-Body: %s\r\n", operation.Method, path,
				status, body)
			if operation.HasBody() {
				request += "Content-Length: 2\r\n\r\n{}"
			} else {
				request += "\r\n"
			}
			want, got := send(t, server.url, operation.Method, request), send(t, api.server.URL, operation.Method, request)
			if diff := cmp.Diff(want.besides("Date"), got.besides("Date")); diff != "" {
				t.Errorf("%s %d: %s", operation.Name, status, diff)
			}
		}
	}
}

// TestProxiedRequests compares what a server is asked directly with what it is asked through the proxy.
func TestProxiedRequests(t *testing.T) {
	t.Parallel()
	large := strings.Repeat("z", 3<<20)
	for name, request := range map[string]string{
		"plain":          "GET /case/1 HTTP/1.1\r\nHost: x\r\nAuthorization: k/ey==\r\n\r\n",
		"odd path":       "GET /case/a|b%2Fc%7e\"^ HTTP/1.1\r\nHost: x\r\n\r\n",
		"slashes":        "GET //case//1/../2 HTTP/1.1\r\nHost: x\r\n\r\n",
		"odd query":      "GET /case/1?a=%zz&b;c&&=%20+ HTTP/1.1\r\nHost: x\r\n\r\n",
		"empty query":    "GET /case/1? HTTP/1.1\r\nHost: x\r\n\r\n",
		"forwarded":      "GET /case/1 HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 1.2.3.4\r\nForwarded: for=1\r\n\r\n",
		"several values": "GET /case/1 HTTP/1.1\r\nHost: x\r\nX-A: 1\r\nX-A: 2\r\nx-sf-initiative: 7\r\nCookie: a=1\r\n\r\n",
		"two keys":       "GET /case/1 HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n",
		"accepts gzip":   "GET /case/1 HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip, br\r\n\r\n",
		"range":          "GET /case/1 HTTP/1.1\r\nHost: x\r\nRange: bytes=0-1\r\nIf-None-Match: \"1\"\r\n\r\n",
		"body":           "PATCH /case/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 13\r\n\r\n{\"title\": 1} ",
		"empty body":     "PATCH /case/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
		"chunked": "PATCH /case/1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" +
			"2\r\n{}\r\n1\r\n \r\n0\r\n\r\n",
		"chunked, trailers": "PATCH /case/1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n" +
			"2\r\n{}\r\n0\r\nX-Sum: 7\r\n\r\n",
		"expects":     "PATCH /case/1 HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
		"compressed":  "PATCH /case/1 HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx",
		"looked into": "POST /case HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n{\"customerId\": \"C1\"}",
		"large":       fmt.Sprintf("PATCH /case/1 HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", len(large), large),
		"large, chunked": fmt.Sprintf("POST /case HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"+
			"%x\r\n%s\r\n0\r\n\r\n", len(large), large),
		"large, looked into": fmt.Sprintf("POST /case HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s",
			len(large), large),
		"HTTP/1.0":                      "GET /case/1 HTTP/1.0\r\nHost: x\r\n\r\n",
		"HTTP/1.0, body":                "PATCH /case/1 HTTP/1.0\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
		"folded":                        "GET /case/1 HTTP/1.1\r\nHost: x\r\nX-Long: one\r\n two\r\n\r\n",
		"a huge head":                   "GET /case/1 HTTP/1.1\r\nHost: x\r\nX-Huge: " + hugeValue + "\r\n\r\n",
		"another's path":                "PUT /files/a%20b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
		"a body that is not documented": "GET /case/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := newRawServer(t, func(*http.Request) (string, bool) { return sized("200 OK", "{}"), false })
			method, _, _ := strings.Cut(request, " ")
			send(t, server.url, method, request)
			want := <-server.got
			want.Host = strings.TrimPrefix(server.url, "http://")
			for _, prefix := range []string{"", "/some/base%2Fpath"} {
				api := inFrontOf(t, server.url+prefix, nil)
				send(t, api.server.URL, method, request)
				got := <-server.got
				got.Line = strings.Replace(got.Line, " "+prefix, " ", 1)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

// TestProxiedHost is the server's own, unless the user wants it otherwise.
func TestProxiedHost(t *testing.T) {
	t.Parallel()
	server := newRawServer(t, func(*http.Request) (string, bool) { return sized("200 OK", "{}"), false })
	api := inFrontOf(t, server.url, func(o *proxy.Options) { o.KeepHost = true })
	send(t, api.server.URL, http.MethodGet, "GET /case/1 HTTP/1.1\r\nHost: crm.example.com\r\n\r\n")
	if got := <-server.got; got.Host != "crm.example.com" {
		t.Errorf("got Host %q", got.Host)
	}
}

// TestProxiedStream has the client answer each part of a body that does not end before it gets the next.
func TestProxiedStream(t *testing.T) {
	t.Parallel()
	next := make(chan bool)
	server := httptestServer(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "[1")
		for flushed(w) && <-next {
			_, _ = io.WriteString(w, ",2")
		}
	})
	for _, path := range []string{"/case/1", "/events"} {
		api := inFrontOf(t, server, nil)
		response, err := http.Get(api.server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		part := make([]byte, 2)
		for range 5 {
			if _, err := io.ReadFull(response.Body, part); err != nil {
				t.Fatal(err)
			}
			next <- true
		}
		next <- false
		rest, err := io.ReadAll(response.Body)
		if string(rest) != ",2" || err != nil {
			t.Errorf("got %q and %v at the end", rest, err)
		}
		_ = response.Body.Close()
	}
}

func flushed(w http.ResponseWriter) bool { return http.NewResponseController(w).Flush() == nil }

// TestProxiedUpload has the server answer each part of a request that does not end before it gets the next.
func TestProxiedUpload(t *testing.T) {
	t.Parallel()
	heard := make(chan string)
	server := httptestServer(t, func(_ http.ResponseWriter, r *http.Request) {
		part := make([]byte, 2)
		for {
			if _, err := io.ReadFull(r.Body, part); err != nil {
				close(heard)
				return
			}
			heard <- string(part)
		}
	})
	api := inFrontOf(t, server, nil)
	reader, writer := io.Pipe()
	request, err := http.NewRequest(http.MethodPatch, api.server.URL+"/case/1", reader)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		response, err := http.DefaultClient.Do(request)
		if err == nil {
			err = response.Body.Close()
		}
		done <- err
	}()
	for _, part := range []string{"{ ", "  ", " }"} {
		if _, err := io.WriteString(writer, part); err != nil {
			t.Fatal(err)
		}
		if got := <-heard; got != part {
			t.Errorf("got %q, want %q", got, part)
		}
	}
	_ = writer.Close()
	<-heard
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// TestProxiedSwitch lets a connection change to another protocol.
func TestProxiedSwitch(t *testing.T) {
	t.Parallel()
	server := httptestServer(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "Upgrade")
		w.Header().Set("Upgrade", "echo")
		w.WriteHeader(http.StatusSwitchingProtocols)
		connection, buffered, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		defer func() { _ = connection.Close() }()
		line, _ := buffered.ReadString('\n')
		_, _ = io.WriteString(connection, line)
	})
	api := inFrontOf(t, server, nil)
	connection, err := net.Dial("tcp", strings.TrimPrefix(api.server.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close() }()
	_, _ = io.WriteString(connection, "GET /live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
	_ = connection.SetDeadline(time.Now().Add(20 * time.Second))
	reader := bufio.NewReader(connection)
	response, err := http.ReadResponse(reader, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusSwitchingProtocols {
		t.Fatalf("got %v", response)
	}
	_, _ = io.WriteString(connection, "hello\n")
	if line, err := reader.ReadString('\n'); line != "hello\n" {
		t.Errorf("got %q, %v", line, err)
	}
	_, err = reader.ReadByte()
	if !errors.Is(err, io.EOF) {
		t.Errorf("the connection goes on: %v", err)
	}
}
