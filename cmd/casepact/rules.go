package main

import (
	"fmt"
	"strings"

	"casemock/cmd/internal/commandline"
	"casemock/contracts/report"
	"casemock/contracts/wording"
)

func rulesCommand() commandline.Command {
	return commandline.Command{
		Name: "rules", Operands: "[OPERATION[/STATUS]]...",
		Summary: "list the rules that a server can break, for --waive",
		Details: `Each line is the id of a rule and the documented sentence behind it.
`,
		Run: func(p commandline.Process, operands []string) error { return listRules(p, operands) },
	}
}

func listRules(p commandline.Process, wanted []string) error {
	for _, prefix := range wanted {
		if err := requireRules(prefix); err != nil {
			return commandline.Misused("rules", err)
		}
	}
	for _, rule := range report.Rules() {
		if len(wanted) == 0 || selects(wanted, rule) {
			fmt.Fprintf(p.Stdout, "%s\t%s\n", rule.ID, rule.Sentence)
		}
	}
	return nil
}

// requireRules refuses a word that selects nothing.
func requireRules(prefix string) error {
	var known []string
	for _, rule := range report.Rules() {
		if selects([]string{prefix}, rule) {
			return nil
		}
		parts := strings.SplitN(rule.ID, "/", 3)
		known = append(known, parts[0], parts[0]+"/"+parts[1], rule.ID)
	}
	return fmt.Errorf("no rule begins with %q%s", prefix, wording.DidYouMean(prefix, known))
}

// selects reports whether a rule is the one of that id, or of that operation, or status of it.
func selects(prefixes []string, rule report.Rule) bool {
	for _, prefix := range prefixes {
		if rest, ok := strings.CutPrefix(rule.ID, prefix); ok && (rest == "" || rest[0] == '/') {
			return true
		}
	}
	return false
}
