package store

import (
	"bytes"
	"strconv"
	"sync"
	"testing"
)

func TestBlocksGiveUpTheOldest(t *testing.T) {
	t.Parallel()
	kept := newBlocks(2 * blockSpan)
	piece := bytes.Repeat([]byte("x"), blockSize/2)
	var places []location
	for range 6 { // two fill a block
		places = append(places, kept.add(piece))
	}
	for n, place := range places {
		got, ok := kept.at(place)
		if want := n >= 2; ok != want {
			t.Errorf("piece %d is there: %v, want %v", n, ok, want)
		}
		if ok && !bytes.Equal(got, piece) {
			t.Errorf("piece %d has changed", n)
		}
	}
}

func TestBlocksHold(t *testing.T) {
	t.Parallel()
	for size, want := range map[int]bool{0: false, 1: true, blockSize: true, blockSize + 1: false} {
		kept := newBlocks(0) // which is one block
		piece := bytes.Repeat([]byte("x"), size)
		if got, ok := kept.at(kept.add(piece)); ok != want || ok && !bytes.Equal(got, piece) {
			t.Errorf("a piece of %d bytes is there: %v, want %v", size, ok, want)
		}
	}
}

// TestBlocksRunOutOfNumbers makes sure that a number which is cut leads to no other block.
func TestBlocksRunOutOfNumbers(t *testing.T) {
	t.Parallel()
	kept := newBlocks(3 * blockSpan)
	kept.newest, kept.used = 1<<(64-2*spanBits)-2, blockSize
	piece := bytes.Repeat([]byte("x"), blockSize)
	for n, want := range []bool{true, false, false} {
		if got, ok := kept.at(kept.add(piece)); ok != want || ok && !bytes.Equal(got, piece) {
			t.Errorf("piece %d is there: %v, want %v", n, ok, want)
		}
	}
}

// TestBlocksStayWhatTheyWere reads while others write over what is there: who has a piece keeps it.
func TestBlocksStayWhatTheyWere(t *testing.T) {
	t.Parallel()
	kept := newBlocks(0)
	var writers sync.WaitGroup
	for writer := range 4 {
		writers.Go(func() {
			piece := bytes.Repeat([]byte(strconv.Itoa(writer)), 1000)
			for range 1000 {
				if got, ok := kept.at(kept.add(piece)); ok && !bytes.Equal(got, piece) {
					t.Errorf("writer %d reads %q", writer, got[:10])
					return
				}
			}
		})
	}
	writers.Wait()
}

// TestBlocksThatComeAndGoAreNotHeldOn to by pieces of them. Those that all had room at first may be.
func TestBlocksThatComeAndGoAreNotHeldOn(t *testing.T) {
	t.Parallel()
	kept := newBlocks(2 * blockSpan)
	for number := range 4 {
		place := kept.add(make([]byte, blockSize))
		one, _ := kept.at(place)
		other, _ := kept.at(place)
		if shared, want := &one[0] == &other[0], number < 2; shared != want {
			t.Errorf("a piece of block %d is that of the block: %v, want %v", number+1, shared, want)
		}
	}
}
