package store

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/pierrec/lz4/v4"
)

// Body is the body of a request or an answer, which may be kept compressed until somebody reads it. It
// is immutable; the zero value is empty.
type Body struct {
	bytes    []byte
	expanded int // how many bytes a compressed body has, as it is read; 0 for one that is not compressed
}

// NewBody makes a body of bytes, which must not be changed afterwards.
func NewBody(bytes []byte) Body { return Body{bytes: bytes} }

// compress makes of a body one that takes less memory, or at least lets go of room to spare. Of the libraries
// for Go, LZ4's is by far the quickest to expand something as short as a case.
func (b Body) compress() Body {
	buffer, compressor := buffers.Get().(*[]byte), compressors.Get().(*lz4.Compressor)
	defer buffers.Put(buffer)
	defer compressors.Put(compressor)
	*buffer = roomFor(lz4.CompressBlockBound(len(b.bytes)), *buffer)
	size, err := compressor.CompressBlock(b.bytes, *buffer)
	if err != nil || size == 0 || size >= len(b.bytes) {
		return NewBody(bytes.Clone(b.bytes))
	}
	return Body{bytes.Clone((*buffer)[:size]), len(b.bytes)}
}

// Len is how many bytes the body has, as it is read.
func (b Body) Len() int {
	if b.isCompressed() {
		return b.expanded
	}
	return len(b.bytes)
}

func (b Body) isCompressed() bool { return b.expanded > 0 }

// Size is how many bytes of memory the body takes, as it is kept: fewer than Len where it is compressed, more
// where there was made room for more than it has. A piece of a larger whole counts as that piece.
func (b Body) Size() int { return cap(b.bytes) }

// Bytes are the body as it is read. They must not be changed.
func (b Body) Bytes() []byte {
	if b.isCompressed() {
		return b.expand(nil)
	}
	return b.bytes
}

// WriteTo writes the body as it is read. A compressed one is expanded in memory that is used again.
func (b Body) WriteTo(w io.Writer) (int64, error) {
	if !b.isCompressed() {
		written, err := w.Write(b.bytes)
		return int64(written), err
	}
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	*buffer = b.expand(*buffer)
	written, err := w.Write(*buffer)
	return int64(written), err
}

// expand decompresses into the memory of a buffer, where that is enough.
func (b Body) expand(buffer []byte) []byte {
	buffer = roomFor(b.expanded, buffer)
	// The buffer may still hold another body, so that not a byte of it may be left as it was.
	if size, err := lz4.UncompressBlock(b.bytes, buffer); err != nil || size != b.expanded {
		panic(fmt.Sprintf("store: a body of our own that expands to %d bytes instead of %d: %v",
			size, b.expanded, err))
	}
	return buffer
}

// roomFor makes a buffer as long as that, with anything in it.
func roomFor(length int, buffer []byte) []byte {
	return slices.Grow(buffer[:0], length)[:length]
}

// buffers hold what is written or read for a moment, compressors the tables that compressing needs.
var (
	buffers     = sync.Pool{New: func() any { return new([]byte) }}
	compressors = sync.Pool{New: func() any { return new(lz4.Compressor) }}
)
