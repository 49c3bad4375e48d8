package settings

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const (
	helpWidth  = 80 // columns
	helpIndent = 27 // where the sentences start
)

// Help lists the settings for the help of a command: the flag, what it is for, and its default.
func (t Table) Help() string {
	var help strings.Builder
	for _, setting := range t.Settings {
		head := "  --" + setting.Name
		if setting.Argument != "" {
			head += " " + setting.Argument
		}
		text := wrap(setting.sentence(), helpWidth-helpIndent)
		if utf8.RuneCountInString(head) > helpIndent-2 {
			fmt.Fprintln(&help, head)
			head = ""
		}
		for _, line := range text {
			fmt.Fprintf(&help, "%-*s%s\n", helpIndent, head, line)
			head = ""
		}
	}
	return help.String()
}

// sentence is the usage with what else a user wants to know at a glance.
func (s Setting) sentence() string {
	sentence := s.Usage
	if s.Repeatable {
		sentence += "; repeatable"
	}
	switch {
	case s.Default != "" && s.Kind != Switch:
		sentence += " (default " + s.Default + ")"
	case s.Implied != "":
		sentence += " (default " + s.Implied + ")"
	}
	return sentence
}

// wrap breaks a text at spaces into lines of at most width letters; a longer word has its own line.
func wrap(text string, width int) []string {
	var lines []string
	var line string
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	return append(lines, line)
}
