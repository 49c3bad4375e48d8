package commandline

import (
	"fmt"
	"strings"
)

// help writes the overview, or the help of the command, group or topic that is named.
func (p Program) help(process Process, words []string) error {
	name := strings.Join(words, " ")
	topic, explained := p.topic(name)
	group := p.Commands.group(name)
	switch {
	case name == "":
		fmt.Fprint(process.Stdout, p.overview(p.Commands))
	case explained && len(group) > 0:
		fmt.Fprint(process.Stdout, topic.Text(), "\n", p.overview(group))
	case explained:
		fmt.Fprint(process.Stdout, topic.Text())
	case len(group) > 0:
		fmt.Fprint(process.Stdout, p.overview(group))
	default:
		chosen, _, err := p.Commands.find(words)
		if err != nil {
			return p.orTopic(name, err)
		}
		fmt.Fprint(process.Stdout, p.commandHelp(chosen))
	}
	return nil
}

func (p Program) overview(commands Commands) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n\nusage: %s COMMAND [flags]\n\n", p.Summary, p.Name)
	for _, known := range commands {
		fmt.Fprintf(&text, "  %-18s %s\n", known.Name, known.Summary)
	}
	text.WriteString(p.topics())
	fmt.Fprintf(&text, "\n'%s help COMMAND' shows the flags of a command.\n", p.Name)
	fmt.Fprintf(&text, "exit codes: %s\n", p.Exits)
	return text.String()
}

func (p Program) commandHelp(c *Command) string {
	usage := p.Name + " " + c.Name
	if c.Operands != "" {
		usage += " " + c.Operands
	}
	if len(c.Table.Settings) > 0 {
		usage += " [flags]"
	}
	text := fmt.Sprintf("%s: %s\n\nusage: %s\n", c.Name, c.Summary, usage)
	if c.Details != "" {
		text += "\n" + c.Details
	}
	if flags := c.Table.Help(); flags != "" {
		text += "\n" + flags
	}
	return text
}
