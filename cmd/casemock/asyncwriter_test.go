package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestAsyncWriterWritesEverything(t *testing.T) {
	t.Parallel()
	var written strings.Builder
	out := newAsyncWriter(&written, func(lost int64) { t.Errorf("lost %d lines", lost) })
	var want strings.Builder
	for i := range 10 * waitingLines {
		fmt.Fprintln(out, "line", i)
		fmt.Fprintln(&want, "line", i)
	}
	out.close()
	if written.String() != want.String() {
		t.Errorf("got %d bytes, want %d", written.Len(), want.Len())
	}
}

// A reader that is asleep holds up the writer once, not at each line, and hears of what it has missed.
func TestAsyncWriterOfAReaderAsleep(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		reader, writer := io.Pipe()
		out := newAsyncWriter(writer, func(lost int64) { fmt.Fprintln(writer, lost, "lost") })
		before := time.Now()
		for i := range 3 * waitingLines {
			fmt.Fprintln(out, "line", i)
		}
		if waited := time.Since(before); waited != asyncWriterTimeout {
			t.Errorf("waited %s", waited)
		}
		out.close()
		if waited := time.Since(before); waited != asyncWriterTimeout {
			t.Errorf("waited %s, to the end", waited)
		}
		lines := bufio.NewScanner(reader)
		for _, want := range []string{"line 0", "199 lost", "line 1"} {
			if lines.Scan(); !strings.HasPrefix(lines.Text(), want) {
				t.Errorf("got %q, want %q", lines.Text(), want)
			}
		}
		_ = reader.Close()
		out.close()
	})
}
