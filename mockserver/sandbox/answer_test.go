package sandbox

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

func TestBodiesInPieces(t *testing.T) {
	t.Parallel()
	pieces := func(texts ...string) [][]byte {
		var made [][]byte
		for _, text := range texts {
			made = append(made, []byte(text))
		}
		return made
	}
	tests := map[string]struct {
		body       Body
		want, head string // the first four bytes
	}{
		"none":        {nil, "", ""},
		"one piece":   {pieces("12"), "12", "12"},
		"a long one":  {pieces("123456"), "123456", "1234"},
		"no list":     {listOf(nil), "[]", "[]"},
		"a list":      {listOf(pieces("1")), "[1]", "[1]"},
		"a long list": {listOf(pieces("12", "34", "56")), "[12,34,56]", "[12,"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var written bytes.Buffer
			count, err := test.body.WriteTo(&written)
			if written.String() != test.want || int(count) != written.Len() || err != nil {
				t.Errorf("wrote %q, %d bytes, %v, want %q", written.String(), count, err, test.want)
			}
			if test.body.Len() != len(test.want) {
				t.Errorf("has %d bytes, want %d", test.body.Len(), len(test.want))
			}
			if head := test.body.Head(4); string(head) != test.head {
				t.Errorf("begins with %q, want %q", head, test.head)
			}
		})
	}
}

// A client that leaves in the midst of a list is sent nothing more of it.
func TestBodiesEndWithTheConnection(t *testing.T) {
	t.Parallel()
	reader, writer := io.Pipe()
	go func() {
		_, _ = reader.Read(make([]byte, 1))
		_ = reader.Close()
	}()
	count, err := listOf([][]byte{[]byte("12"), []byte("34")}).WriteTo(writer)
	if count != 1 || !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("wrote %d bytes, %v, want 1 and that the pipe is closed", count, err)
	}
}
