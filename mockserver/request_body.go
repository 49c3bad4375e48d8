package mockserver

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// requestBody is the body of a request, as far as it could be read.
type requestBody struct {
	bytes   []byte
	problem string // why it is not whole; empty when it is
	read    bool   // it was read, or nobody may read it any longer
	cut     bool   // it has not come to its end: the client may be gone

	decoded bool
	value   any
}

// readBody reads the body of an operation that has one. What arrives of a body that is cut may be whole
// JSON by chance, and is not to be acted upon.
func (x *exchange) readBody() {
	if x.body.read || !x.operation.HasBody() {
		return
	}
	x.body.read = true
	limit := x.server.config.maxBody
	// What is too large is left to net/http, which closes the connection after the answer if need be.
	bytes, err := io.ReadAll(http.MaxBytesReader(nil, x.request.Body, limit))
	x.body.bytes = bytes
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		x.body.problem = fmt.Sprintf("must not be larger than %d bytes", limit)
	case err != nil:
		x.body.problem = "was cut: it is shorter than Content-Length says, or a chunk of it is wrong"
		x.body.cut = true
	}
}

// mostDrained bounds how much of a body is read that nobody wants, in bytes.
const mostDrained = 64 << 20

// drain reads what is left of a request's body and reports whether that was all of it: only from then on,
// net/http notices that a client leaves, and ends the request's context.
func drain(r *http.Request) bool {
	if r.Body == nil {
		return true
	}
	_, err := io.CopyN(io.Discard, r.Body, mostDrained)
	return errors.Is(err, io.EOF)
}

// decodeBody reads the body as JSON, for rules that look into it; nil when it is not. Most answers need
// none, so it is read when the first of them asks.
func (x *exchange) decodeBody() any {
	x.readBody()
	if !x.body.decoded && x.body.problem == "" {
		x.body.value, _ = caseapi.DecodeRequest(x.body.bytes)
	}
	x.body.decoded = true
	return x.body.value
}

// addBody lets rules look into the body. One that is there and cannot be decoded is not absent, nor is one
// that nobody reads, since the operation has none.
func (x *exchange) addBody(call *scenarios.Call) {
	call.Body = x.decodeBody()
	call.Unread = call.Body == nil && (len(x.body.bytes) > 0 || x.body.problem != "" ||
		!x.operation.HasBody() && x.request.ContentLength != 0)
}
