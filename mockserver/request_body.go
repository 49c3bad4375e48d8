package mockserver

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/mockserver/proxy"
)

// requestBody is the body of a request, as far as it could be read. It is read when somebody first needs it.
type requestBody struct {
	request *http.Request
	wanted  bool  // the operation has one
	limit   int64 // in bytes
	passes  bool  // it goes on to a real server, all of it

	bytes   []byte
	problem string // why it is not whole; empty when it is
	done    bool   // it was read, or nobody may read it any longer
	more    bool   // the rest is still to come
	cut     bool   // it has not come to its end: the client may be gone

	decoded bool
	value   any
}

// read reads the body of an operation that has one. What arrives of a body that is cut may be whole JSON by
// chance, and is not to be acted upon.
func (b *requestBody) read() {
	if b.done || !b.wanted {
		return
	}
	b.done = true
	if b.passes {
		b.readAhead()
		return
	}
	// What is too large is left to net/http, which closes the connection after the answer if need be.
	bytes, err := io.ReadAll(http.MaxBytesReader(nil, b.request.Body, b.limit))
	b.bytes = bytes
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		b.problem = fmt.Sprintf("must not be larger than %d bytes", b.limit)
	case err != nil:
		b.isCut()
	}
}

func (b *requestBody) isCut() {
	b.problem, b.cut = "was cut: it is shorter than Content-Length says, or a chunk of it is wrong", true
}

// readAhead reads the beginning of a body that goes on to a real server.
func (b *requestBody) readAhead() {
	bytes, err := io.ReadAll(io.LimitReader(b.request.Body, b.limit+1))
	b.bytes = bytes
	switch {
	case err != nil:
		b.isCut()
	case int64(len(bytes)) > b.limit:
		b.problem, b.more = fmt.Sprintf("is larger than %d bytes", b.limit), true
	}
}

// whole is the body for a real server, with what was read of it already.
func (b *requestBody) whole() io.Reader {
	switch {
	case !b.done:
		return b.request.Body
	case b.cut:
		return io.MultiReader(bytes.NewReader(b.bytes), cutShort{})
	case b.more:
		return io.MultiReader(bytes.NewReader(b.bytes), b.request.Body)
	}
	return bytes.NewReader(b.bytes)
}

// cutShort is the end of a body that has none.
type cutShort struct{}

func (cutShort) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// beginning is what was read of the body.
func (b *requestBody) beginning() proxy.Body {
	return proxy.Body{Bytes: b.bytes, Whole: b.done && b.problem == ""}
}

// forwarded takes in what of the body has gone to a real server.
func (b *requestBody) forwarded(sent proxy.Body) {
	b.bytes, b.decoded, b.done = sent.Bytes, b.decoded && b.done, true
	if !sent.Whole && b.wanted && b.problem == "" {
		b.problem = "was not read to its end"
	}
}

// mostDrained bounds how much of a body is read that nobody wants, in bytes.
const mostDrained = 64 << 10

// drain reads what is left of a body and reports whether that was all of it: only from then on, net/http notices
// that a client leaves, and ends the request's context.
func (b *requestBody) drain() bool {
	if b.request.Body == nil {
		return true
	}
	_, err := io.CopyN(io.Discard, b.request.Body, mostDrained)
	return errors.Is(err, io.EOF)
}

// json is the body as JSON, for rules that look into it; nil when it is not. Most answers need none.
func (b *requestBody) json() any {
	b.read()
	if !b.decoded && b.problem == "" {
		b.value, _ = caseapi.DecodeRequest(b.bytes)
	}
	b.decoded = true
	return b.value
}

// text is a top-level string of the body, however wrong the rest of it is.
func (b *requestBody) text(name string) string {
	object, _ := b.json().(map[string]any)
	text, _ := object[name].(string)
	return text
}

// isUnread reports whether there is a body that is not JSON, or that nobody reads, since the operation has none.
func (b *requestBody) isUnread() bool {
	return b.json() == nil && (len(b.bytes) > 0 || b.problem != "" || !b.wanted && b.request.ContentLength != 0)
}
