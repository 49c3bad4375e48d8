package store

import (
	"io"
	"sync"

	"github.com/klauspost/compress/s2"
)

// Body is the body of a request or an answer, which may be kept compressed until somebody reads it. It
// is immutable; the zero value is empty.
type Body struct {
	bytes      []byte
	compressed bool
}

// NewBody makes a body of bytes, which must not be changed afterwards.
func NewBody(bytes []byte) Body { return Body{bytes: bytes} }

// compress makes of a body one that takes less memory. The copy lets go of the room that was made for what
// does not compress.
func (b Body) compress() Body {
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	*buffer = s2.Encode((*buffer)[:cap(*buffer)], b.bytes)
	return Body{append([]byte(nil), *buffer...), true}
}

// Len is how many bytes the body has, as it is read.
func (b Body) Len() int {
	if !b.compressed {
		return len(b.bytes)
	}
	length, err := s2.DecodedLen(b.bytes)
	mustExpand(err)
	return length
}

// Size is how many bytes of memory the body takes, as it is kept: fewer than Len where it is compressed, more
// where there was made room for more than it has. A piece of a larger whole counts as that piece.
func (b Body) Size() int { return cap(b.bytes) }

// Bytes are the body as it is read. They must not be changed.
func (b Body) Bytes() []byte {
	if !b.compressed {
		return b.bytes
	}
	return b.expand(nil)
}

// WriteTo writes the body as it is read. A compressed one is expanded in memory that is used again.
func (b Body) WriteTo(w io.Writer) (int64, error) {
	if !b.compressed {
		written, err := w.Write(b.bytes)
		return int64(written), err
	}
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	*buffer = b.expand((*buffer)[:cap(*buffer)])
	written, err := w.Write(*buffer)
	return int64(written), err
}

// expand decompresses into the memory of a buffer, where that is enough.
func (b Body) expand(buffer []byte) []byte {
	expanded, err := s2.Decode(buffer, b.bytes)
	mustExpand(err)
	return expanded
}

func mustExpand(err error) {
	if err != nil {
		panic("store: a body of our own that cannot be expanded: " + err.Error())
	}
}

// buffers hold what is written or read for a moment.
var buffers = sync.Pool{New: func() any { return new([]byte) }}
