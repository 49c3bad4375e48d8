package store

import "io"

// Body is the body of a request or an answer. It is immutable; the zero value is empty.
type Body []byte

// NewBody makes a body of bytes, which must not be changed afterwards.
func NewBody(bytes []byte) Body { return bytes }

// Len is how many bytes the body has.
func (b Body) Len() int { return len(b) }

// Size is how many bytes of memory the body takes: more than Len where there was made room for more than it has.
func (b Body) Size() int { return cap(b) }

// Bytes are the body as it is read. They must not be changed.
func (b Body) Bytes() []byte { return b }

// WriteTo writes the body.
func (b Body) WriteTo(w io.Writer) (int64, error) {
	written, err := w.Write(b)
	return int64(written), err
}
