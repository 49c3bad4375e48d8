package pact

import (
	"net/http"

	"casemock/contracts/caseapi"
)

// mostWrongKeys bounds how many requests carry a wrong key in a run: servers lock a key, a user or
// an address out after a few. The other expectations of a 401 are met without a key.
const mostWrongKeys = 5

// varyExamples changes those built-in examples that a correct server could refuse for being sent
// once more: the interactions become copies.
func (v *verification) varyExamples(interactions []*Interaction) {
	var wrongKeys []int
	for i, interaction := range interactions {
		switch {
		case !interaction.BuiltIn:
		case interaction.Status == http.StatusUnauthorized && interaction.sendsKey():
			wrongKeys = append(wrongKeys, i)
		case interaction.Status == http.StatusCreated:
			interactions[i] = interaction.withTitle(v.subjects.values)
		}
	}
	for n, i := range wrongKeys {
		// Those that keep theirs are spread over the operations.
		if n*mostWrongKeys%len(wrongKeys) >= mostWrongKeys {
			interactions[i] = interactions[i].withoutKey()
		}
	}
}

// copied is a copy whose document can be changed.
func (i *Interaction) copied() *Interaction {
	made := *i
	made.document = copyJSON(i.document)
	return &made
}

func (i *Interaction) sendsKey() bool {
	request, _ := i.document["request"].(map[string]any)
	return headersIn(request).Get(caseapi.AuthorizationHeader) != ""
}

// withTitle sends a title that no other case has, and demands it back where the example does.
func (i *Interaction) withTitle(values *values) *Interaction {
	made := i.copied()
	sent, isCase := contentOf(made.document, "request").(map[string]any)
	title := textOf(sent["title"])
	if !isCase || title == "" {
		return i
	}
	sent["title"] = values.unlike(title)
	demanded, _ := contentOf(made.document, "response").(map[string]any)
	if demanded["title"] == title {
		demanded["title"] = sent["title"]
	}
	return made
}

// withoutKey takes the wrong key away. A server may then answer as it does to any request without
// one.
func (i *Interaction) withoutKey() *Interaction {
	made := i.copied()
	headers := member(member(made.document, "request"), "headers")
	for name := range headers {
		if http.CanonicalHeaderKey(name) == caseapi.AuthorizationHeader {
			delete(headers, name)
		}
	}
	response := member(made.document, "response")
	response["matchingRules"] = map[string]any{"status": statusRule(alternatives(made.pair(), false))}
	return made
}

// contentOf is the body of the example's request or response.
func contentOf(document map[string]any, part string) any {
	message, _ := document[part].(map[string]any)
	body, _ := message["body"].(map[string]any)
	return body["content"]
}
