package printable

import (
	"strings"
	"testing"
)

func TestEscape(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"plain":                    "plain",
		"Grüße, 你好 👩‍💻\n\tnext":    "Grüße, 你好 👩‍💻\n\tnext",
		"\x1b[31mred\x1b[0m":       `\u001b[31mred\u001b[0m`,
		"\x1b]0;title\a":           `\u001b]0;title\u0007`,
		"one\rtwo\b":               `one\u000dtwo\u0008`,
		"\u009b31m\x7f":            `\u009b31m\u007f`,
		"\x9b31m":                  `\x9b31m`,
		"user\u202egpj.exe\u2066":  `user\u202egpj.exe\u2066`,
		"left \u200eright \u061c.": `left \u200eright \u061c.`,
		"line\u2028line":           `line\u2028line`,
		"\uFFFD \uFFFE":            `\ufffd \ufffe`,
	} {
		if got := Escape(text); got != want {
			t.Errorf("%q became %s, want %s", text, got, want)
		}
	}
	if got := Line("one\n\ttwo\r"); got != `one\n\ttwo\u000d` {
		t.Errorf("got %s", got)
	}
}

// A letter may come in parts.
func TestWriter(t *testing.T) {
	t.Parallel()
	const text = "a\x1bü\u202e你👩\x9b end\n"
	for size := 1; size <= len(text); size++ {
		var written strings.Builder
		writer := NewWriter(&written, strings.ToUpper)
		for part := range strings.SplitSeq(text, "") {
			for from := 0; from < len(part); from += size {
				if _, err := writer.Write([]byte(part[from:min(len(part), from+size)])); err != nil {
					t.Fatal(err)
				}
			}
		}
		if got, want := written.String(), Escape(strings.ToUpper(text)); got != want {
			t.Errorf("in parts of %d: got %q, want %q", size, got, want)
		}
	}
}

func TestRaw(t *testing.T) {
	t.Parallel()
	var written strings.Builder
	_, err := Raw(NewWriter(&written, nil)).Write([]byte("\x1b[0m"))
	if err != nil || written.String() != "\x1b[0m" {
		t.Errorf("got %q, %v", written.String(), err)
	}
	if Raw(&written) != &written {
		t.Error("another writer is not itself")
	}
}
