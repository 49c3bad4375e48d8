package pact

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
)

const (
	connectTime   = 10 * time.Second // for a connection, where the time limit is not shorter
	largestAnswer = 16 << 20         // bytes of a body; more is not judged
	largestHeader = 1 << 20          // bytes of all headers together; more is not judged
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
	transport := &http.Transport{
		Proxy:             http.ProxyFromEnvironment,
		DialContext:       dialer.DialContext,
		ForceAttemptHTTP2: true,
		IdleConnTimeout:   idleTime,
		// More is no answer to net/http.
		MaxResponseHeaderBytes: largestHeader,
		TLSClientConfig: &tls.Config{
			RootCAs:            options.RootCAs,
			InsecureSkipVerify: options.Insecure,
		},
	}
	direct := &http.Client{Transport: transport, Timeout: options.Timeout, CheckRedirect: noRedirect}
	return &client{
		base: base, key: options.APIKey, now: options.Now,
		http:     obliging(direct, newPace(options.Rate)),
		redactor: newRedactor(options),
	}
}

func noRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

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
func (c *client) do(ctx context.Context, call call) (*answer, *report.Exchange, error) {
	started := c.now()
	got, err := c.send(ctx, call)
	c.watchKey(call, got)
	exchange := c.redactor.exchange(c.target(call.path), call, got, err)
	exchange.Duration = c.now().Sub(started)
	return got, exchange, err
}

func (c *client) send(ctx context.Context, call call) (*answer, error) {
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
		return nil, plainReason(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := readAnswer(response)
	if err != nil {
		return nil, err
	}
	return &answer{status: response.StatusCode, headers: response.Header, body: body}, nil
}

// readAnswer reads the body of an answer as far as anything is judged: one need never end.
func readAnswer(response *http.Response) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(response.Body, largestAnswer+1))
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", plainReason(err))
	}
	if len(body) > largestAnswer {
		return nil, errTooLarge
	}
	return body, nil
}

// plainReason takes off what repeats the method and the URL, which may carry a password.
func plainReason(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	var late interface{ Timeout() bool }
	switch {
	case errors.As(err, &late) && late.Timeout():
		return &lateError{err}
	case saysHeadersTooLarge(err):
		return errHeadersTooLarge
	}
	return err
}

// lateError says that there was no answer within the time limit, or not the whole of it.
type lateError struct{ cause error }

func (e *lateError) Error() string { return "no answer in time; --timeout allows more" }

func (e *lateError) Unwrap() error { return e.cause }

func isLate(err error) bool {
	var late *lateError
	return errors.As(err, &late)
}

// What is more than anybody judges is not for that reason wrong: no document sets a limit.
var (
	errTooLarge        = report.Obstacle(fmt.Sprintf("the answer has more than %d MiB, which is not judged", largestAnswer>>20), "")
	errHeadersTooLarge = report.Obstacle(fmt.Sprintf("the answer has headers of more than %d MiB, which is not judged",
		largestHeader>>20), "")
)

// saysHeadersTooLarge recognises what net/http has no value for, in HTTP/1 and in HTTP/2.
func saysHeadersTooLarge(err error) bool {
	text := err.Error()
	return strings.Contains(text, "server response headers exceeded") ||
		strings.Contains(text, "response header list larger than advertised limit")
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
