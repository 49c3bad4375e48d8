package main

import (
	"fmt"
	"strings"
)

// help writes the overview, or the help of the command or group that is named.
func (s suite) help(p process, words []string) error {
	name := strings.Join(words, " ")
	if group := s.group(name); name == "" || len(group) > 0 {
		if name == "" {
			group = s
		}
		fmt.Fprint(p.stdout, group.overview())
		return nil
	}
	chosen, _, err := s.find(words)
	if err != nil {
		return err
	}
	fmt.Fprint(p.stdout, chosen.help())
	return nil
}

func (s suite) overview() string {
	var text strings.Builder
	text.WriteString(`casemock is a fake server for the Case API.

usage: casemock COMMAND [flags]

`)
	for _, known := range s {
		fmt.Fprintf(&text, "  %-18s %s\n", known.name, known.summary)
	}
	text.WriteString(`
'casemock help COMMAND' shows the flags of a command.
exit codes: 0 success, 1 failure, 2 wrong usage or a file that cannot be used
`)
	return text.String()
}

func (c *command) help() string {
	usage := "casemock " + c.name
	if c.operands != "" {
		usage += " " + c.operands
	}
	if len(c.table.Settings) > 0 {
		usage += " [flags]"
	}
	text := fmt.Sprintf("%s: %s\n\nusage: %s\n", c.name, c.summary, usage)
	if c.details != "" {
		text += "\n" + c.details
	}
	if flags := c.table.Help(); flags != "" {
		text += "\n" + flags
	}
	return text
}
