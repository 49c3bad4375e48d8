package settings

import "testing"

func TestSize(t *testing.T) {
	t.Parallel()
	tests := map[string]int64{
		"1": 1, "512": 512, "512B": 512, "1k": 1024, "64KiB": 64 << 10, "2kb": 2000, "1 MiB": 1 << 20,
		"1M": 1 << 20, "3MB": 3e6, "1gib": 1 << 30, "1GB": 1e9,
		"": 0, "0": 0, "-1": 0, "MiB": 0, "1.5MiB": 0, "1MiBs": 0, "1BM": 0, "1TB": 0,
		"9223372036854775807": 1<<63 - 1, "9223372036854775808": 0, "9007199254740993KiB": 0,
	}
	for text, want := range tests {
		got, err := Size(text)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: got %d, %v, want %d", text, got, err, want)
		}
	}
}
