package store

import (
	"sync"
	"sync/atomic"
)

// A block takes up blockSpan bytes, whole pages of the runtime's, and holds what its number leaves of them.
const (
	blockSpan = 64 << 10
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

// location says where a piece stands: from the highest bit on 32 bits of the block's number, 16 of where it
// begins, and 16 of its length. The zero location is nowhere.
type location uint64

func locate(number uint64, begin, length int) location {
	return location(number<<32 | uint64(begin)<<16 | uint64(length))
}

func (l location) number() uint64 { return uint64(l >> 32) }
func (l location) begin() int     { return int(l >> 16 & 0xffff) }
func (l location) length() int    { return int(l & 0xffff) }

// newBlocks makes blocks of no more than that many bytes, but at least one block.
func newBlocks(most int) *blocks {
	return &blocks{ring: make([]atomic.Pointer[block], max(most/blockSpan, 1))}
}

func (b *blocks) place(number uint64) *atomic.Pointer[block] {
	return &b.ring[number%uint64(len(b.ring))]
}

// add keeps a copy of a piece; nowhere when it has none, or more than a block holds.
func (b *blocks) add(piece []byte) location {
	if len(piece) == 0 || len(piece) > blockSize {
		return 0
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.newest == 0 || b.used+len(piece) > blockSize {
		b.newest++
		b.used = 0
		b.place(b.newest).Store(&block{number: b.newest})
	}
	begin := b.used
	b.used += copy(b.place(b.newest).Load().bytes[begin:], piece)
	return locate(b.newest, begin, len(piece))
}

// at gives the piece at a location that add gave; ok is false once its block was given up. What was given
// stays as it is.
func (b *blocks) at(place location) (piece []byte, ok bool) {
	there := b.place(place.number()).Load()
	if place == 0 || there == nil || there.number != place.number() {
		return nil, false
	}
	end := place.begin() + place.length()
	return there.bytes[place.begin():end:end], true
}
