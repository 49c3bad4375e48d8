package settings

import (
	"slices"
	"strings"

	"casemock/contracts/wording"
)

// environment reads what the environment chooses. Several values of a repeatable setting are separated
// by commas.
func (t Table) environment(lookup func(string) (string, bool)) choices {
	chosen := choices{}
	for _, setting := range t.Settings {
		if setting.Variable == "" {
			continue
		}
		text, set := lookup(setting.Variable)
		for _, value := range setting.values(text) {
			chosen.add(setting, choice{value: value, name: setting.Variable})
		}
		if set && setting.NeverEmpty && len(chosen[setting.Name]) == 0 {
			chosen.add(setting, choice{name: setting.Variable})
		}
	}
	return chosen
}

// values takes a variable's text apart.
func (s Setting) values(text string) []string {
	parts := []string{text}
	if s.Repeatable {
		parts = strings.Split(text, ",")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
	}
	return slices.DeleteFunc(parts, func(part string) bool { return part == "" })
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
		if meant := wording.DidYouMeanAs(prefix+"%s", name, names); meant != "" {
			suspects = append(suspects, variable+" is not a setting"+meant)
		}
	}
	return suspects
}
