package commandline

import (
	"bufio"
	"io"
	"strings"
	"testing"
	"time"
)

// TestWhereLinesStayThereIsOneWithEachTick, and no other.
func TestWhereLinesStayThereIsOneWithEachTick(t *testing.T) {
	t.Parallel()
	reader, writer := io.Pipe()
	said, ticks := bufio.NewReader(reader), make(chan time.Time)
	line := newLoggedLine(writer, ticks)
	defer line.Clear()
	ticks <- time.Time{} // nothing was told yet
	line.Tell("[1/77] updateCase/201")
	line.Tell("[2/77] updateCase/201-" + strings.Repeat("x", 100))
	for _, want := range []string{"[2/77] updateCase/201-" + strings.Repeat("x", 55) + "…\n", "[3/77] createCase\n"} {
		ticks <- time.Time{}
		if got, err := said.ReadString('\n'); err != nil || got != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
		line.Tell("[3/77] createCase")
	}
}

func TestAClearedLineIsSilent(t *testing.T) {
	t.Parallel()
	var said strings.Builder
	line := NewProgressLine(&said)
	line.Tell("[1/77] updateCase/201")
	line.Clear()
	line.Clear()
	if said.Len() > 0 {
		t.Errorf("it says %q", said.String())
	}
}

// TestAReaderWhoSleepsHoldsUpNothing but the lines that are for him.
func TestAReaderWhoSleepsHoldsUpNothing(t *testing.T) {
	t.Parallel()
	_, asleep := io.Pipe()
	ticks := make(chan time.Time)
	line := newLoggedLine(asleep, ticks)
	line.Tell("one")
	ticks <- time.Time{}
	line.Tell("two")
	line.Clear()
}
