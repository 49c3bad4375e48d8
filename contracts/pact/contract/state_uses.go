package contract

import (
	"cmp"
	"regexp"
	"slices"
)

// Variable is the place of a state's value in a text: ${id}.
var Variable = regexp.MustCompile(`\$\{([^}]+)\}`)

// StateUse is one value that a request takes from its states.
type StateUse struct {
	Part  string // path, query, header or body
	Name  string
	Alone bool // nothing stands beside it
}

// StateUses lists them in order.
func (i *Interaction) StateUses() []StateUse {
	request, _ := i.Document["request"].(map[string]any)
	generators, _ := request["generators"].(map[string]any)
	var uses []StateUse
	for part, value := range generators {
		collectUses(part, value, &uses)
	}
	slices.SortFunc(uses, func(a, b StateUse) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Part, b.Part))
	})
	return slices.Compact(uses)
}

func collectUses(part string, value any, uses *[]StateUse) {
	object, ok := value.(map[string]any)
	if !ok {
		return
	}
	if expression, _ := object["expression"].(string); object["type"] == "ProviderState" {
		*uses = append(*uses, usesIn(part, expression)...)
	}
	for _, below := range object {
		collectUses(part, below, uses)
	}
}

// usesIn reads an expression: a name, or a text with names in it.
func usesIn(part, expression string) []StateUse {
	found := Variable.FindAllStringSubmatch(expression, -1)
	if found == nil {
		return []StateUse{{part, expression, true}}
	}
	var uses []StateUse
	for _, each := range found {
		uses = append(uses, StateUse{part, each[1], each[0] == expression})
	}
	return uses
}
