package transport

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
)

// InProcess sends requests to a handler without a network: for a server that is its own client, such as
// the sandbox beside which another server is held. An answer is whole before it is given; a handler that
// aborts gives none.
func InProcess(handler http.Handler) http.RoundTripper { return inProcess{handler} }

type inProcess struct{ handler http.Handler }

// RoundTrip serves a request.
func (p inProcess) RoundTrip(request *http.Request) (response *http.Response, err error) {
	if err := request.Context().Err(); err != nil {
		return nil, err
	}
	served := request.Clone(request.Context())
	served.RequestURI = request.URL.RequestURI()
	served.RemoteAddr = "127.0.0.1:0"
	served.Host = request.URL.Host
	if served.Body == nil {
		served.Body = http.NoBody
	}
	defer func() { _ = served.Body.Close() }()
	written := &writtenAnswer{headers: http.Header{}}
	defer func() {
		if reason := recover(); reason != nil {
			response, err = nil, fmt.Errorf("the handler gave no answer: %v", reason)
		}
	}()
	p.handler.ServeHTTP(written, served)
	written.WriteHeader(http.StatusOK)
	if err := request.Context().Err(); err != nil {
		return nil, err
	}
	return &http.Response{
		Status: http.StatusText(written.status), StatusCode: written.status, Proto: "HTTP/1.1", ProtoMajor: 1,
		ProtoMinor: 1, Header: written.sent, Body: io.NopCloser(&written.body),
		ContentLength: int64(written.body.Len()), Request: request,
	}, nil
}

// writtenAnswer is what a handler has written.
type writtenAnswer struct {
	headers http.Header
	status  int // 0: none yet
	sent    http.Header
	body    bytes.Buffer
}

// Header is that of the answer.
func (w *writtenAnswer) Header() http.Header { return w.headers }

// WriteHeader settles the status and the headers, once.
func (w *writtenAnswer) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK {
		w.status, w.sent = status, received(w.headers)
	}
}

// received are headers as net/http reads them from a connection, however their names were spelled.
func received(written http.Header) http.Header {
	headers := http.Header{}
	for name, values := range written {
		for _, value := range values {
			headers.Add(name, value)
		}
	}
	return headers
}

// Write adds to the body.
func (w *writtenAnswer) Write(text []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(text)
}

// Flush does nothing: the answer is given whole.
func (w *writtenAnswer) Flush() {}
