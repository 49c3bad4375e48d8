package proxy

import (
	"errors"
	"io"
	"sync"
)

// judged is how much of a body is looked at, in bytes; one that is longer is not judged.
const judged = 1 << 20

// Body is the beginning of a body, and whether that was all of it.
type Body struct {
	Bytes []byte // up to 1 MiB
	Whole bool
}

// capture is the body of a request on its way to the server, of which the beginning is kept. It may still be read
// when the server has answered.
type capture struct {
	from   io.Reader
	length int64 // as announced; negative for one that was not

	mutex sync.Mutex
	kept  []byte
	read  int64
	ended bool
}

// Read passes the body on.
func (c *capture) Read(to []byte) (int, error) {
	count, err := c.from.Read(to)
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.read += int64(count)
	c.kept = append(c.kept, to[:min(count, max(judged-len(c.kept), 0))]...)
	c.ended = c.ended || errors.Is(err, io.EOF) || c.read == c.length
	return count, err
}

// Close does nothing: net/http closes the body of a request.
func (c *capture) Close() error { return nil }

// body is what has been read by now.
func (c *capture) body() Body {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return Body{c.kept[:len(c.kept):len(c.kept)], c.ended && c.read <= judged}
}
