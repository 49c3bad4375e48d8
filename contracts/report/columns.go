package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"casemock/contracts/wording"
)

// side is what stands in one of two columns.
type side struct{ head, text string }

// Bounds of the two columns.
const (
	columnGap = " │ "
	// mostLines of a value are shown on a console; the other reports have it whole.
	mostLines = 16
)

// sideBySide writes two texts beside each other, each below its head.
func sideBySide(left, right side, width int) []string {
	column := (width - utf8.RuneCountInString(columnGap)) / 2
	first, second := capped(wording.Wrap(left.text, column)), capped(wording.Wrap(right.text, column))
	first, second = append([]string{left.head}, first...), append([]string{right.head}, second...)
	lines := make([]string, max(len(first), len(second)))
	for i := range lines {
		line := padded(lineAt(first, i), column) + columnGap + lineAt(second, i)
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}

func capped(lines []string) []string {
	if len(lines) <= mostLines {
		return lines
	}
	more := fmt.Sprintf("… and %d more lines", len(lines)-mostLines+1)
	return append(lines[:mostLines-1:mostLines-1], more)
}

func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
}

// pretty indents JSON that would be hard to read on one line, and leaves everything else alone.
func pretty(text string) string {
	const readable = 60 // letters
	trimmed := strings.TrimSpace(text)
	if len(trimmed) <= readable || !strings.ContainsAny(trimmed[:1], "{[") {
		return text
	}
	var indented bytes.Buffer
	if json.Indent(&indented, []byte(trimmed), "", "  ") != nil {
		return text
	}
	return indented.String()
}
