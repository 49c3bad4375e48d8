package contract

import "cmp"

// StatesOf are the provider states of an interaction in the form of the versions 3 and 4: a list of
// names and parameters. Versions 1 and 2 give one name alone, under one of two keys. A state
// without a name and parameters asks for nothing.
func StatesOf(document map[string]any) []any {
	written, _ := document["providerStates"].([]any)
	if len(written) == 0 {
		written = []any{cmp.Or(document["providerState"], document["provider_state"])}
	}
	states := []any{}
	for _, element := range written {
		state := map[string]any{"name": stateName(element)}
		if object, ok := element.(map[string]any); ok {
			state["name"] = stateName(object["name"])
			if params, ok := object["params"].(map[string]any); ok && len(params) > 0 {
				state["params"] = params
			}
		}
		if len(state) > 1 || state["name"] != "" {
			states = append(states, state)
		}
	}
	return states
}

// stateName is a text mostly; of anything else Pact takes the JSON.
func stateName(value any) string {
	switch value := value.(type) {
	case nil, map[string]any:
		return ""
	case string:
		return value
	}
	return JSONText(value)
}
