package mockserver

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"casemock/contracts/caseapi"
)

// Latency is a span of time from which each answer's delay is drawn.
type Latency struct{ Min, Max time.Duration }

// ParseLatency reads 50ms, or 20ms..200ms.
func ParseLatency(text string) (Latency, error) {
	from, to, ranged := strings.Cut(text, "..")
	if !ranged {
		to = from
	}
	shortest, err := time.ParseDuration(from)
	longest, errTo := time.ParseDuration(to)
	if err := errors.Join(err, errTo); err != nil || shortest < 0 || longest < shortest {
		return Latency{}, fmt.Errorf("latency %q must be written 50ms, or 20ms..200ms", text)
	}
	return Latency{shortest, longest}, nil
}

// String writes the latency as [ParseLatency] reads it.
func (l Latency) String() string {
	if l.Min == l.Max {
		return l.Min.String()
	}
	return l.Min.String() + ".." + l.Max.String()
}

// at draws a delay; the fraction is from 0 to 1, 1 itself excluded.
func (l Latency) at(fraction float64) time.Duration {
	return l.Min + time.Duration(fraction*float64(l.Max-l.Min))
}

// FailRate is a share of an operation's requests that gets a status.
type FailRate struct {
	Pair  caseapi.Pair
	Share float64 // from 0 to 1
}

// shareTolerance is how far a sum of shares may miss what they add up to on paper: ten times 0.1 is not 1.
const shareTolerance = 1e-9

// ParseFailRate reads updateCase/500=0.05.
func ParseFailRate(text string) (FailRate, error) {
	name, number, found := strings.Cut(text, "=")
	if !found {
		return FailRate{}, fmt.Errorf("fail-rate %q must be written as updateCase/500=0.05", text)
	}
	pair, err := caseapi.ParsePair(name)
	if err != nil {
		return FailRate{}, fmt.Errorf("fail-rate %q: %w", text, err)
	}
	share, err := strconv.ParseFloat(number, 64)
	if err != nil || !(share >= 0 && share <= 1) {
		return FailRate{}, fmt.Errorf("fail-rate %q: the share must be a number from 0 to 1", text)
	}
	return FailRate{pair, share}, nil
}

// draw gives the n-th number of a sequence that belongs to a seed and a purpose, from 0 to 1, 1 itself
// excluded: what is left to chance is the same in each run.
func draw(seed uint64, purpose uint64, n uint64) float64 {
	return rand.New(rand.NewPCG(seed^purpose, n)).Float64()
}

// draw is a number left to chance, from 0 to 1; each purpose has its own.
func (x *exchange) draw(purpose uint64) float64 {
	return draw(x.server.config.seed, purpose, x.number())
}

// The purposes of [exchange.draw].
const (
	latencyChance uint64 = iota + 1
	delayChance
	failRateChance
)

// latency is how long every answer is held back.
func (x *exchange) latency() time.Duration {
	if x.server.config.latency.Max == 0 {
		return 0
	}
	return x.server.config.latency.at(x.draw(latencyChance))
}
