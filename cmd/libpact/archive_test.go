package main

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

// Neither the file that is wanted nor one before it can be as large as it likes.
func TestUnpackingIsBounded(t *testing.T) {
	t.Parallel()
	const limit = 1 << 20
	large := strings.Repeat("0", limit)
	for name, archive := range map[string][]byte{
		"the file":        packed(t, entry{name: "wanted", content: large}),
		"one before":      packed(t, entry{name: "other", content: large}, entry{name: "wanted"}),
		"without its end": packed(t, entry{name: "wanted", content: large, size: 1 << 40}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got bytes.Buffer
			err := extract(bytes.NewReader(archive), "wanted", limit, &got)
			if err == nil || got.Len() > limit {
				t.Fatalf("unpacked %d bytes, error %v", got.Len(), err)
			}
			contains(t, err.Error(), "wanted is not within its first 1048576 unpacked bytes")
		})
	}
	fits := packed(t, entry{name: "wanted", content: large})
	if err := extract(bytes.NewReader(fits), "wanted", 2*limit, io.Discard); err != nil {
		t.Errorf("within the bound: %v", err)
	}
}
