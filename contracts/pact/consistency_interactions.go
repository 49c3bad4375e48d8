package pact

import (
	"fmt"

	"casemock/contracts/pact/contract"
)

const interactionsPath = "interactions"

// interactionsAfter asks whether the posts that were sent are there, once each, and those that
// were there before still are. A server that shows no interactions at all is not asked: they are
// optional.
func (e *check) interactionsAfter(after map[string]any) []difference {
	sent := interactionsOf(e.sent)
	if _, shows := after[interactionsPath].([]any); !shows {
		return e.neverShown(sent)
	}
	e.v.showsInteractions = true
	shown := interactionsOf(after)
	var differences []difference
	for _, interaction := range sent {
		differences = append(differences, shownOnce(interaction, shown)...)
	}
	if e.before != nil {
		for _, interaction := range interactionsOf(e.before.object) {
			if count(interaction, sent) == 0 && count(interaction, shown) == 0 {
				differences = append(differences, difference{path: interactionsPath,
					message:  "an interaction that the case had before the update is gone",
					expected: contract.JSONText(interaction), actual: "missing"})
			}
		}
	}
	return differences
}

// neverShown tells a server that has lost an interaction from one that never shows any.
func (e *check) neverShown(sent []map[string]any) []difference {
	if len(sent) == 0 || !e.v.showsInteractions {
		return nil
	}
	return []difference{{path: interactionsPath,
		message:  "the interaction was sent and accepted, and this case shows none, as others do",
		expected: contract.JSONText(sent[0]), actual: "missing"}}
}

func interactionsOf(object map[string]any) []map[string]any {
	return elementsOf(object[interactionsPath])
}

func sameOrigin(a, b map[string]any) bool {
	return a["service"] == b["service"] && a["serviceId"] == b["serviceId"]
}

func count(interaction map[string]any, among []map[string]any) int {
	found := 0
	for _, other := range among {
		if sameOrigin(interaction, other) {
			found++
		}
	}
	return found
}

func shownOnce(sent map[string]any, shown []map[string]any) []difference {
	switch times := count(sent, shown); {
	case times == 0:
		return []difference{{path: interactionsPath,
			message:  "the interaction was sent and accepted, and the case does not show it",
			expected: contract.JSONText(sent), actual: "missing"}}
	case times > 1:
		return []difference{{path: interactionsPath,
			message:  fmt.Sprintf("the interaction was sent once, and the case shows it %d times", times),
			expected: "once", actual: fmt.Sprintf("%d times", times)}}
	}
	for _, interaction := range shown {
		if sameOrigin(sent, interaction) {
			return sameInteraction(sent, interaction)
		}
	}
	return nil
}

// sameInteraction compares the parts of a post that are always present, and its author if it is
// shown.
func sameInteraction(sent, shown map[string]any) []difference {
	var differences []difference
	compare := func(path string, expected, actual any) {
		lost := differ(path, "the value that was sent is lost", expected, actual)
		differences = append(differences, lost...)
	}
	for _, name := range []string{"body", "linkUrl", "contentType"} {
		compare(interactionsPath+"[]."+name, sent[name], shown[name])
	}
	if !sameMoment(sent["created"], shown["created"]) {
		compare(interactionsPath+"[].created", sent["created"], shown["created"])
	}
	author, _ := sent["author"].(map[string]any)
	shownAuthor, isShown := shown["author"].(map[string]any)
	if author == nil || !isShown {
		return differences
	}
	for _, name := range []string{"service", "serviceId", "handle", "name", "brandOwned"} {
		compare(interactionsPath+"[].author."+name, author[name], shownAuthor[name])
	}
	return differences
}
