package template

import (
	"errors"
	"strings"

	"casemock/scenarios/fake"
)

// A template is a program that comes from a file, and a request decides what it does. These bounds
// keep each run of one short, whatever both say.
const (
	maxText  = fake.MaxText // of one value, in bytes
	maxBody  = 1 << 20      // of a whole answer, in bytes
	maxWork  = 4 << 20      // bytes that functions take in and give out, of one value
	mostWork = 32 << 20     // the same of a whole answer
	tickCost = maxWork / 10_000
)

var (
	errTooLong  = errors.New("makes a text that is too long")
	errTooMuch  = errors.New("does too much: it repeats itself too often, or on too much text")
	errTooLarge = errors.New("makes an answer of more than 1 MiB")
)

// budget is what a run may still do.
type budget int

func (b *budget) spend(bytes int) error {
	if bytes < 0 || budget(bytes) > *b {
		*b = 0
		return errTooMuch
	}
	*b -= budget(bytes)
	return nil
}

// limitedBuilder gathers at most maxText bytes.
type limitedBuilder struct{ strings.Builder }

func (b *limitedBuilder) Write(data []byte) (int, error) {
	if b.Len()+len(data) > maxText {
		return 0, errTooLong
	}
	return b.Builder.Write(data)
}
