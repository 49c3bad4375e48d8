package main

import (
	"strings"
	"testing"
)

func TestProgressBar(t *testing.T) {
	t.Parallel()
	var terminal strings.Builder
	bar := &progressBar{to: &terminal}
	for done := range 1000 {
		bar.tell(done+1, 1000)
	}
	bar.clear()
	drawn := strings.Split(terminal.String(), "\r")
	if len(drawn) != 1+100+1 {
		t.Fatalf("drawn %d times", len(drawn))
	}
	for at, want := range map[int]string{
		50:  "[" + strings.Repeat("#", 20) + strings.Repeat(" ", 20) + "]  50%  500 of 1000",
		100: "[" + strings.Repeat("#", 40) + "] 100%  1000 of 1000",
		101: "\x1b[K",
	} {
		if drawn[at] != want {
			t.Errorf("%d: got %q, want %q", at, drawn[at], want)
		}
	}
}
