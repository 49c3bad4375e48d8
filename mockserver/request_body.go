package mockserver

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"casemock/contracts"
)

// requestBody is the body of a request, as far as it could be read.
type requestBody struct {
	bytes   []byte
	problem string // why it is not whole; empty when it is

	decoded bool
	value   any
}

// readBody reads the body of an operation that has one. What arrives of a body that is cut may be whole
// JSON by chance, and is not to be acted upon.
func (x *exchange) readBody(w http.ResponseWriter) {
	if !x.operation.HasBody() {
		return
	}
	limit := x.server.config.maxBody
	bytes, err := readAll(http.MaxBytesReader(w, x.request.Body, limit), x.request.ContentLength)
	x.body.bytes = bytes
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		x.body.problem = fmt.Sprintf("must not be larger than %d bytes", limit)
	case err != nil:
		x.body.problem = "was cut: it is shorter than Content-Length says, or a chunk of it is wrong"
	}
}

// believedLength is up to which length a body gets its memory before it arrives. One that only pretends to be
// large gets none that it does not fill.
const believedLength = 16 << 10

// readAll reads a body that may say how long it is.
func readAll(body io.Reader, length int64) ([]byte, error) {
	if length <= 0 || length > believedLength {
		return io.ReadAll(body)
	}
	bytes := make([]byte, length)
	read, err := io.ReadFull(body, bytes)
	return bytes[:read], err
}

// decode reads the body as JSON, for rules that look into it; nil when it is not. Most answers need
// none, so it is read when the first of them asks.
func (b *requestBody) decode() any {
	if !b.decoded && b.problem == "" {
		b.value, _ = contracts.Decode(b.bytes)
	}
	b.decoded = true
	return b.value
}
