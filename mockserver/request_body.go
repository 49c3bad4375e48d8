package mockserver

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"

	"casemock/contracts/caseapi"
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

// believedLength is the length up to which a body gets its memory before it arrives, in bytes. One that only
// pretends to be large gets none that it does not fill.
const believedLength = 16 << 10

// readAll reads a body to its end, in memory of the length that it says it has. [io.ReadAll] would begin with
// 512 bytes and grow in steps, and what is left over of them would be kept in the journal.
func readAll(body io.Reader, length int64) ([]byte, error) {
	if length <= 0 {
		return io.ReadAll(body)
	}
	read := make([]byte, 0, min(length, believedLength)+1) // the end is found where there is room for more
	for {
		size, err := body.Read(read[len(read):cap(read)])
		read = read[:len(read)+size]
		if errors.Is(err, io.EOF) {
			return read, nil
		}
		if err != nil {
			return read, err
		}
		if len(read) == cap(read) {
			read = slices.Grow(read, 1)
		}
	}
}

// decode reads the body as JSON, for rules that look into it; nil when it is not. Most answers need
// none, so it is read when the first of them asks.
func (b *requestBody) decode() any {
	if !b.decoded && b.problem == "" {
		b.value, _ = caseapi.DecodeRequest(b.bytes)
	}
	b.decoded = true
	return b.value
}

// unread reports a body that is there and cannot be decoded.
func (b *requestBody) unread() bool {
	return b.decode() == nil && (len(b.bytes) > 0 || b.problem != "")
}
