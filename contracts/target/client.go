package target

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/contracts/transport"
)

const (
	connectTime = 10 * time.Second // for a connection, where the time limit is not shorter
	// idleTime is short, so that no connection is used again just when the server gives it up.
	idleTime = time.Second

	jsonType = "application/json"
)

// Client sends requests to the server under test and records them, one at a time.
type Client struct {
	// Patience is for what was just written, and is the same for the whole run.
	Patience *Patience

	base     *url.URL
	options  Options // with the defaults filled in
	http     *http.Client
	sent     *counting
	redactor *redactor
	keys     keyWatch
}

// New makes a client. The error names the option that is wrong; nothing is sent yet.
func New(options Options) (*Client, error) {
	options.fillIn()
	base, err := parseURL(options.URL)
	if err != nil {
		return nil, fmt.Errorf("%s %w", options.URLName, err)
	}
	if problem := caseapi.Unsendable(options.APIKey); problem != "" {
		return nil, fmt.Errorf("the API key %s", problem)
	}
	sent := &counting{next: options.Transport, budget: int64(options.Budget)}
	if sent.next == nil {
		sent.next = network(&options)
	}
	sending := &http.Client{Transport: sent, Timeout: options.Timeout, CheckRedirect: transport.NoRedirect}
	return &Client{
		base: base, options: options, sent: sent,
		http:     transport.Obliging(sending, transport.NewPace(options.Rate)),
		Patience: NewPatience(options.Patience),
		redactor: newRedactor(&options),
	}, nil
}

func network(options *Options) *http.Transport {
	dialer := &net.Dialer{Timeout: min(connectTime, options.Timeout/2)}
	return &http.Transport{
		Proxy:             http.ProxyFromEnvironment,
		DialContext:       dialer.DialContext,
		ForceAttemptHTTP2: true,
		IdleConnTimeout:   idleTime,
		// More is no answer to net/http.
		MaxResponseHeaderBytes: transport.LargestHeader,
		TLSClientConfig: &tls.Config{
			RootCAs:            options.RootCAs,
			InsecureSkipVerify: options.Insecure,
		},
	}
}

// Call is a request to the server under test.
type Call struct {
	Method  string
	Path    string // below the base, escaped, with a query if there is one
	Headers http.Header
	Body    []byte // nil: none
}

// With is the same call with another value of a header; the empty one takes the header away.
func (c Call) With(header, value string) Call {
	c.Headers = c.Headers.Clone()
	c.Headers.Del(header)
	if value != "" {
		c.Headers.Set(header, value)
	}
	return c
}

// Do sends a call. The exchange is never nil; the answer is, with an error.
func (c *Client) Do(ctx context.Context, call Call) (*transport.Answer, *report.Exchange, error) {
	started := c.options.Now()
	got, err := c.send(ctx, call)
	c.watchKey(call, got)
	exchange := c.redactor.exchange(c.address(call.Path), call, got, err)
	exchange.Duration = c.options.Now().Sub(started)
	return got, exchange, err
}

// address is that of a path of the API. The base's own path stays in front, as it was written.
func (c *Client) address(path string) string { return c.base.String() + path }

func (c *Client) send(ctx context.Context, call Call) (*transport.Answer, error) {
	request, err := http.NewRequestWithContext(ctx, call.Method, c.address(call.Path),
		bytes.NewReader(call.Body))
	if err != nil {
		return nil, fmt.Errorf("making the request: %w", err)
	}
	if call.Body == nil {
		request.Body, request.ContentLength = nil, 0
	}
	request.Header = call.Headers.Clone()
	return transport.Ask(c.http, request)
}

// Read is a GET with the key.
func (c *Client) Read(path string) Call {
	return Call{Method: http.MethodGet, Path: path, Headers: c.headers()}
}

// Write is a request with a JSON body and the key.
func (c *Client) Write(method, path string, body any) Call {
	encoded, err := caseapi.Marshal(body)
	if err != nil {
		panic(fmt.Sprintf("contracts/target: writing a request: %v", err)) // bodies are JSON values
	}
	headers := c.headers()
	headers.Set(report.ContentTypePart, jsonType)
	return Call{Method: method, Path: path, Headers: headers, Body: encoded}
}

func (c *Client) headers() http.Header {
	headers := http.Header{"Accept": {jsonType}, "User-Agent": {c.options.UserAgent}}
	if c.options.APIKey != "" {
		headers.Set(caseapi.AuthorizationHeader, c.options.APIKey)
	}
	return headers
}

// Base is the address of the server, without a slash at its end.
func (c *Client) Base() string { return c.base.String() }

// ShownBase is the same as messages and reports may show it.
func (c *Client) ShownBase() string { return c.redactor.url(c.base.String()) }

// HTTP sends other requests for the same run, such as those that prepare the server: at the same pace, and
// out of the same budget.
func (c *Client) HTTP() *http.Client { return c.http }

// Sent is how many requests were sent, tries again included.
func (c *Client) Sent() int { return int(c.sent.sent.Load()) }

// Close gives up the connections that are kept.
func (c *Client) Close() { c.http.CloseIdleConnections() }
