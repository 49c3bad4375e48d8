package settings

import (
	"fmt"
	"strings"

	"casemock/contracts/caseapi"
)

// environment reads what the environment chooses. Several values of a repeatable setting are separated
// by commas.
func (t Table) environment(lookup func(string) string) choices {
	chosen := choices{}
	for _, setting := range t.Settings {
		if setting.Variable == "" {
			continue
		}
		text := lookup(setting.Variable)
		if !setting.Repeatable {
			if text != "" {
				chosen.add(setting, choice{value: text, name: setting.Variable})
			}
			continue
		}
		for value := range strings.SplitSeq(text, ",") {
			if value = strings.TrimSpace(value); value != "" {
				chosen.add(setting, choice{value: value, name: setting.Variable})
			}
		}
	}
	return chosen
}

// Suspects lists the variables of an environment that look like misspelt ones of the table, each with
// the one that was probably meant. They are no errors: Kubernetes sets CASEMOCK_PORT and the like for
// a service of that name.
func (t Table) Suspects(prefix string, environment []string) []string {
	known := map[string]bool{}
	var names []string
	for _, setting := range t.Settings {
		if setting.Variable != "" {
			known[setting.Variable] = true
			names = append(names, strings.TrimPrefix(setting.Variable, prefix))
		}
	}
	var suspects []string
	for _, entry := range environment {
		variable, _, _ := strings.Cut(entry, "=")
		name, ours := strings.CutPrefix(variable, prefix)
		if !ours || known[variable] {
			continue
		}
		if near := caseapi.Nearest(name, names); near != "" {
			suspects = append(suspects,
				fmt.Sprintf("%s is not a setting; did you mean %s?", variable, prefix+near))
		}
	}
	return suspects
}
