package pact

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
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
	"casemock/contracts/transport"
)

const (
	connectTime = 10 * time.Second // for a connection, where the time limit is not shorter
	// idleTime is short, so that no connection is used again just when the server gives it up.
	idleTime = time.Second
)

// client sends requests to the server under test and records them. It follows no redirect.
type client struct {
	base     *url.URL
	key      string // of this server
	http     *http.Client
	redactor *redactor
	now      func() time.Time
	keys     keyWatch
}

func newClient(options *Options, base *url.URL) *client {
	dialer := &net.Dialer{Timeout: min(connectTime, options.Timeout/2)}
	direct := &http.Transport{
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
	sending := &http.Client{Transport: direct, Timeout: options.Timeout, CheckRedirect: transport.NoRedirect}
	return &client{
		base: base, key: options.APIKey, now: options.Now,
		http:     transport.Obliging(sending, transport.NewPace(options.Rate)),
		redactor: newRedactor(options),
	}
}

// call is a request to the server under test.
type call struct {
	method  string
	path    string // escaped, with a query if there is one
	headers http.Header
	body    []byte
}

// with is the same call with another value of a header; the empty one takes the header away.
func (c call) with(header, value string) call {
	c.headers = c.headers.Clone()
	c.headers.Del(header)
	if value != "" {
		c.headers.Set(header, value)
	}
	return c
}

// target is the address of a path of the API. The base's own path stays in front, as it was
// written.
func (c *client) target(path string) string {
	return c.base.String() + path
}

// do sends a call. The exchange is never nil; the answer is, with an error.
func (c *client) do(ctx context.Context, call call) (*transport.Answer, *report.Exchange, error) {
	started := c.now()
	got, err := c.send(ctx, call)
	c.watchKey(call, got)
	exchange := c.redactor.exchange(c.target(call.path), call, got, err)
	exchange.Duration = c.now().Sub(started)
	return got, exchange, err
}

func (c *client) send(ctx context.Context, call call) (*transport.Answer, error) {
	request, err := http.NewRequestWithContext(ctx, call.method, c.target(call.path),
		bytes.NewReader(call.body))
	if err != nil {
		return nil, fmt.Errorf("making the request: %w", err)
	}
	if call.body == nil {
		request.Body, request.ContentLength = nil, 0
	}
	request.Header = call.headers.Clone()
	response, err := c.http.Do(request)
	if err != nil {
		return nil, transport.PlainReason(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := transport.ReadAnswer(response)
	if err != nil {
		return nil, err
	}
	return &transport.Answer{Status: response.StatusCode, Headers: response.Header, Body: body}, nil
}

// read is a GET with the key.
func (c *client) read(path string) call {
	return call{method: http.MethodGet, path: path, headers: c.headers()}
}

// write is a request with a JSON body and the key.
func (c *client) write(method, path string, body any) call {
	encoded, err := caseapi.Marshal(body)
	if err != nil {
		panic(fmt.Sprintf("contracts/pact: writing a request: %v", err)) // bodies are JSON values
	}
	headers := c.headers()
	headers.Set(report.ContentTypePart, contract.JSONType)
	return call{method: method, path: path, headers: headers, body: encoded}
}

func (c *client) headers() http.Header {
	headers := http.Header{"Accept": {contract.JSONType}, "User-Agent": {userAgent}}
	if c.key != "" {
		headers.Set(caseapi.AuthorizationHeader, c.key)
	}
	return headers
}

const userAgent = "casepact"

// shownBase is the address of the server under test, as messages and reports may show it.
func (c *client) shownBase() string { return c.redactor.url(c.base.String()) }
