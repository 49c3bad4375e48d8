package states

import (
	"fmt"
	"slices"
	"strings"

	"casemock/contracts/pact/contract"
	"casemock/contracts/wording"
	"casemock/scenarios"
)

// templateHead explains the file to whoever opens it.
const templateHead = `# How casepact brings about, on your server, the states that the contract needs.
#
#   casepact verify --provider-url URL --states %s
#
# Take the # away from what you want. What is not here is brought about through the API itself,
# where that can be done. 'casepact help states' explains the format.
`

// Template is a states file in which all states of a contract stand as comments, with what their setups should
// return and who needs them. The path is how it is going to be called.
func Template(interactions []*contract.Interaction, path string) []byte {
	var text strings.Builder
	fmt.Fprintf(&text, templateHead, path)
	for _, name := range statesOf(interactions) {
		writeState(&text, name, interactions)
	}
	return []byte(text.String())
}

// statesOf are the names of the states that a contract gives: those that everybody knows, in their order, then
// others.
func statesOf(interactions []*contract.Interaction) []string {
	var given, names []string
	for _, interaction := range interactions {
		given = append(given, interaction.StateNames()...)
	}
	for _, known := range scenarios.KnownStates() {
		if slices.Contains(given, known.Name) {
			names = append(names, known.Name)
		}
	}
	for _, name := range given {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func writeState(text *strings.Builder, name string, interactions []*contract.Interaction) {
	var labels, uses []string
	for _, interaction := range interactions {
		if !slices.Contains(interaction.StateNames(), name) {
			continue
		}
		labels = append(labels, interaction.Scenario)
		for _, use := range interaction.StateUses() {
			if !slices.Contains(uses, use.Name) && takes(interaction, name, use.Name) {
				uses = append(uses, use.Name)
			}
		}
	}
	text.WriteString("\n")
	if known, isKnown := scenarios.FindKnownState(name); isKnown {
		fmt.Fprintf(text, "# %s.\n", known.Summary)
	}
	for _, line := range wording.Wrap("Needed by "+strings.Join(labels, ", "), 95) {
		fmt.Fprintf(text, "# %s\n", line)
	}
	word := strings.NewReplacer(" ", "-", "\"", "").Replace(name)
	fmt.Fprintf(text, "#%q:\n", name)
	if len(uses) > 0 {
		fmt.Fprintf(text, "#  values: {%s}\n", values(uses))
	}
	fmt.Fprintf(text, "#  setup:\n#    command: [./seed, %s]%s\n", word, prints(uses))
	fmt.Fprintf(text, "#  teardown:\n#    command: [./unseed, %s]\n", word)
}

// takes reports whether a value is one of the state, of those that an expectation has. What none of them is known to
// take is of the unknown one.
func takes(interaction *contract.Interaction, state, value string) bool {
	takesIt := func(name string) bool {
		known, _ := scenarios.FindKnownState(name)
		return slices.Contains(known.Params, value)
	}
	if _, isKnown := scenarios.FindKnownState(state); isKnown {
		return takesIt(state)
	}
	return !slices.ContainsFunc(interaction.StateNames(), takesIt)
}

func values(names []string) string {
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = fmt.Sprintf("%s: \"…\"", name)
	}
	return strings.Join(texts, ", ")
}

// prints says what a command may print in the place of fixed values.
func prints(names []string) string {
	if len(names) == 0 {
		return ""
	}
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = fmt.Sprintf("%q: \"77\"", name)
	}
	return fmt.Sprintf("  # it may print the values: {%s}", strings.Join(texts, ", "))
}
