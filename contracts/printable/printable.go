// Package printable shows texts of others at a terminal. A server's answer, a file's name or a
// scenario's summary may hold control characters, which would move the cursor, change what was
// written before, or set the window's title; none of them gets through.
//
// A program writes to a [Writer], so that no message of it can be forgotten. What it draws itself,
// such as colours or a progress bar, goes to [Raw].
package printable

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Escape writes what a terminal would act upon as \u001b, or \x9b where it is no letter at all. Line
// breaks and tabs stay.
func Escape(text string) string {
	if !strings.ContainsFunc(text, steers) {
		return text
	}
	var clean strings.Builder
	for at, letter := range text {
		switch {
		case letter == utf8.RuneError && !strings.HasPrefix(text[at:], "\uFFFD"):
			fmt.Fprintf(&clean, `\x%02x`, text[at])
		case steers(letter):
			fmt.Fprintf(&clean, `\u%04x`, letter)
		default:
			clean.WriteRune(letter)
		}
	}
	return clean.String()
}

// Line is for a text that must stay on its line: line breaks and tabs are escaped, too.
func Line(text string) string {
	return strings.NewReplacer("\n", `\n`, "\t", `\t`).Replace(Escape(text))
}

// steers reports whether a terminal acts upon a letter, by the direction of what follows as well.
// What XML cannot hold is one of them, since reports show the same.
func steers(letter rune) bool {
	switch {
	case letter == '\n' || letter == '\t':
		return false
	case letter >= utf8.RuneError && letter <= '\uFFFF':
		return true
	}
	return unicode.IsControl(letter) || unicode.Is(unicode.Bidi_Control, letter) ||
		letter == '\u2028' || letter == '\u2029'
}

// Writer shows what is written to it.
type Writer struct {
	to    io.Writer
	show  func(string) string
	mutex sync.Mutex
	// begun is a letter that was not written to its end.
	begun []byte
}

// NewWriter writes to another writer. Show is asked what is to be seen of a text; nil changes
// nothing.
func NewWriter(to io.Writer, show func(string) string) *Writer {
	if show == nil {
		show = func(text string) string { return text }
	}
	return &Writer{to: to, show: show}
}

// Write never says that it wrote less than it was given, unless it failed.
func (w *Writer) Write(text []byte) (int, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	whole := append(w.begun, text...)
	end := wholeLetters(whole)
	w.begun = append([]byte(nil), whole[end:]...)
	if _, err := io.WriteString(w.to, Escape(w.show(string(whole[:end])))); err != nil {
		return 0, err
	}
	return len(text), nil
}

// wholeLetters is the length of a text without the letter that is only begun at its end.
func wholeLetters(text []byte) int {
	for back := 1; back < utf8.UTFMax && back <= len(text); back++ {
		at := len(text) - back
		if utf8.RuneStart(text[at]) {
			if utf8.FullRune(text[at:]) {
				break
			}
			return at
		}
	}
	return len(text)
}

// Raw is what is behind a Writer, for what a program draws itself; any other writer is itself.
func Raw(w io.Writer) io.Writer {
	if writer, ok := w.(*Writer); ok {
		return writer.to
	}
	return w
}
