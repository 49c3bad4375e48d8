package commandline

import (
	"fmt"
	"strings"

	"casemock/contracts/wording"
)

// Topic is something that the help explains besides the commands, as in help templates. It may be called as a
// group of commands, whose overview follows then.
type Topic struct {
	Name    string
	Summary string // a few words for the overview
	Text    func() string
}

// topic finds what the help explains under a name.
func (p Program) topic(name string) (Topic, bool) {
	for _, known := range p.Topics {
		if known.Name == name {
			return known, true
		}
	}
	return Topic{}, false
}

// orTopic is the error of a name that is no command's, or says which topic may be meant.
func (p Program) orTopic(name string, err error) error {
	var names []string
	for _, known := range p.Topics {
		names = append(names, known.Name)
	}
	if near := wording.DidYouMean(name, names); near != "" {
		return &MisuseError{fmt.Errorf("there is no topic %q%s", name, near), overview}
	}
	return err
}

// topics are the lines of the overview about them.
func (p Program) topics() string {
	if len(p.Topics) == 0 {
		return ""
	}
	var text strings.Builder
	fmt.Fprintf(&text, "\n'%s help TOPIC' explains:\n\n", p.Name)
	for _, known := range p.Topics {
		fmt.Fprintf(&text, "  %-18s %s\n", known.Name, known.Summary)
	}
	return text.String()
}
