package store

import (
	"bytes"
	"sync"
	"sync/atomic"
)

// A block takes up blockSpan bytes, whole pages of the runtime's, and holds what its number leaves of them.
const (
	spanBits  = 16
	blockSpan = 1 << spanBits
	blockSize = blockSpan - 8
)

// blocks hold many small pieces of bytes in a few large pieces of memory, one after the other, since the
// garbage collector looks at each piece of memory every time. When all blocks are full, the oldest is given
// up for a new one, with whatever stands in it.
type blocks struct {
	ring []atomic.Pointer[block] // the block with a number has the place of that number modulo the length

	mutex  sync.Mutex
	newest uint64 // the number of the block that is written to; 0 before the first
	used   int    // how much of it is
}

type block struct {
	number uint64 // from 1
	bytes  [blockSize]byte
}

// location says where a piece stands: in its highest bits the block's number, then spanBits of where it
// begins, and spanBits of its length. The zero location is nowhere, and so is one in a block whose number
// has more bits than are left, 32: after months of nothing but new pieces, a server remembers no more of them.
type location uint64

func locate(number uint64, begin, length int) location {
	return location(number<<(2*spanBits) | uint64(begin)<<spanBits | uint64(length))
}

func (l location) number() uint64 { return uint64(l >> (2 * spanBits)) }
func (l location) begin() int     { return int(l >> spanBits % blockSpan) }
func (l location) length() int    { return int(l % blockSpan) }

// newBlocks makes blocks of no more than that many bytes, but at least one block.
func newBlocks(most int) *blocks {
	return &blocks{ring: make([]atomic.Pointer[block], max(most/blockSpan, 1))}
}

func (b *blocks) place(number uint64) *atomic.Pointer[block] {
	return &b.ring[number%uint64(len(b.ring))]
}

// add keeps a copy of a piece, which may come in parts; nowhere when it has no bytes, or more than a block
// holds.
func (b *blocks) add(parts ...[]byte) location {
	length := 0
	for _, part := range parts {
		length += len(part)
	}
	if length == 0 || length > blockSize {
		return 0
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.newest == 0 || b.used+length > blockSize {
		b.newest++
		b.used = 0
		b.place(b.newest).Store(&block{number: b.newest})
	}
	begin, there := b.used, b.place(b.newest).Load()
	for _, part := range parts {
		b.used += copy(there.bytes[b.used:], part)
	}
	return locate(b.newest, begin, length)
}

// at gives the piece at a location that add gave; ok is false once its block was given up. What was given
// stays as it is, and for as long as somebody keeps it, so does its block: of one that took the place of
// another, a copy is given. Otherwise there is no end to how many blocks a few pieces can hold on to.
func (b *blocks) at(place location) (piece []byte, ok bool) {
	there := b.place(place.number()).Load()
	if place == 0 || there == nil || there.number != place.number() {
		return nil, false
	}
	end := place.begin() + place.length()
	piece = there.bytes[place.begin():end:end]
	if there.number > uint64(len(b.ring)) {
		piece = bytes.Clone(piece)
	}
	return piece, true
}
