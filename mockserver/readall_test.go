package mockserver

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"
)

func TestReadAll(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken off")
	tests := map[string]struct {
		said     int64
		sent     int
		fails    error
		mostRoom int
	}{
		"as long as it says":          {said: 1000, sent: 1000, mostRoom: 1024},
		"shorter":                     {said: 1000, sent: 10, mostRoom: 1024},
		"broken off":                  {said: 1000, sent: 10, fails: broken, mostRoom: 1024},
		"longer":                      {said: 10, sent: 100_000, mostRoom: 200_000},
		"says nothing":                {said: -1, sent: 1000, mostRoom: 2048},
		"nothing":                     {said: 0, sent: 0, mostRoom: 512},
		"of a gigabyte, as it claims": {said: 1 << 30, sent: 10, mostRoom: 20 << 10},
		"large":                       {said: 100_000, sent: 100_000, mostRoom: 200_000},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sent := bytes.Repeat([]byte("x"), test.sent)
			body := io.MultiReader(iotest.HalfReader(bytes.NewReader(sent)), ending(test.fails))
			read, err := readAll(body, test.said)
			if !errors.Is(err, test.fails) || !bytes.Equal(read, sent) || cap(read) > test.mostRoom {
				t.Errorf("%d bytes in %d and the error %v; want %d in at most %d and %v",
					len(read), cap(read), err, test.sent, test.mostRoom, test.fails)
			}
		})
	}
}

// ending fails with an error, or ends.
func ending(err error) io.Reader {
	if err == nil {
		return bytes.NewReader(nil)
	}
	return iotest.ErrReader(err)
}
