package store

import (
	"bytes"
	"math/rand/v2"
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

// What does not become smaller by it is kept as it is.
func TestCompressedBodiesAreReadAsTheyWere(t *testing.T) {
	t.Parallel()
	noise := make([]byte, 5000)
	if _, err := rand.NewChaCha8([32]byte{}).Read(noise); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		bytes      []byte
		compressed bool
	}{
		"nothing":    {nil, false},
		"short":      {[]byte("{}"), false},
		"repetitive": {bytes.Repeat([]byte("case "), 100_000), true},
		"noise":      {noise, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := NewBody(test.bytes).compress()
			var written bytes.Buffer
			if _, err := body.WriteTo(&written); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(written.Bytes(), test.bytes) || !bytes.Equal(body.Bytes(), test.bytes) ||
				body.Len() != len(test.bytes) {
				t.Errorf("is %d bytes, read as %q, written as %q", body.Len(), body.Bytes(), &written)
			}
			if got := body.Size() < len(test.bytes); got != test.compressed {
				t.Errorf("is kept as %d bytes of %d", body.Size(), len(test.bytes))
			}
		})
	}
}
