package consistency_test

import (
	"testing"
	"time"

	"casemock/contracts/consistency"
)

func TestPrecision(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{"2024-05-01T09:30Z": time.Minute,
		"2024-05-01T09:30+05:30": time.Minute, "2024-05-01T09:30:12Z": time.Second,
		"2024-05-01T09:30:12,5-0330": time.Second / 10, "2024-05-01T09:30:12.345Z": time.Millisecond} {
		if got := consistency.Precision(text); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
