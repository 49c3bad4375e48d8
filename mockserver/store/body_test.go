package store

import (
	"strings"
	"testing"
)

// A body takes what was made for it, whatever it says.
func TestBodySizeIsWhatTheBodyTakes(t *testing.T) {
	t.Parallel()
	text := NewBody([]byte(strings.Repeat("case ", 1000)))
	compressed := text.compress()
	tests := map[string]struct {
		body        Body
		least, most int
	}{
		"nothing":         {Body{}, 0, 0},
		"no room left":    {NewBody(make([]byte, 100)), 100, 100},
		"room to spare":   {NewBody(make([]byte, 10, 100)), 100, 100},
		"compressed":      {compressed, 1, text.Len() / 2},
		"a piece of more": {NewBody(make([]byte, 100)[:10:10]), 10, 10},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := test.body.Size(); got < test.least || got > test.most {
				t.Errorf("the body takes %d bytes, want %d to %d", got, test.least, test.most)
			}
		})
	}
	if compressed.Len() != text.Len() {
		t.Errorf("the compressed body is read as %d bytes, want %d", compressed.Len(), text.Len())
	}
}
