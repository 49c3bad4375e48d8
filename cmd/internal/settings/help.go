package settings

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"casemock/contracts/wording"
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
		text := wording.Wrap(setting.sentence(), helpWidth-helpIndent)
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
