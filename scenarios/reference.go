package scenarios

import (
	"fmt"
	"strings"

	"casemock/contracts/wording"
	"casemock/scenarios/schema"
)

// Reference says on a terminal what a scenario file is made of. The keys are those of keys.go.
func Reference() string {
	var text strings.Builder
	text.WriteString("A scenario file is YAML: one scenario, or several separated by ---.\n")
	for _, part := range []struct {
		title string
		keys  []schema.Key
	}{
		{"A scenario", scenarioKeys}, {"An element of given", stateKeys},
		{"request: which requests it answers, and the example that the contract sends", requestKeys},
		{"An element of responses", responseKeys},
		{"reaction: what a good client does after an answer that is no success (casemock verdict)", reactionKeys},
		{"reaction.retry", retryKeys}, {"reaction.stop", stopKeys}, {"reaction.no-retry", noRetryKeys},
	} {
		fmt.Fprintf(&text, "\n%s\n", part.title)
		for _, key := range part.keys {
			writeKey(&text, key)
		}
	}
	text.WriteString(matcherReference)
	return text.String()
}

// matcherReference says how a value of a request is expected.
const matcherReference = `
A value of a request, in its body as elsewhere, is a literal or a matcher. Objects match as subsets, lists element by
element from the start; more may follow.
  {regex: "[0-9]+", example: "17"}      the whole value
  {type: string, example: lost}         string, number, boolean, array or object
  {contains: [{service: facebook}]}     anywhere in a list; of text, a part of it
  {absent: true}                        not there
  {literal: {regex: x}}                 an object that has a matcher's word for a key
In a scenario of the contract, regex and type need an example.

A client that is to retry after a 500, but not at once, and not for ever; and one whose new case may be there although
it got no answer.
  reaction: {retry: {within: 30s, not-before: 500ms, at-most: 3}}
  reaction: {first: [findCases]}

A server that is flaky and then normal: it fails twice, and then the sandbox validates, stores and answers.
  responses: [{status: 500, times: 2}]
  then: sandbox
  live: true
`

// StatesReference says on a terminal which states a scenario's given can name, and how they are brought about.
func StatesReference() string {
	var text strings.Builder
	text.WriteString("The states that the sandbox, and casepact through the API, bring about by themselves:\n\n")
	for _, known := range KnownStates() {
		params := strings.Join(known.Params, ", ")
		if known.Object != "" {
			params += fmt.Sprintf(", custom fields of the %s", known.Object)
		}
		fmt.Fprintf(&text, "  %s\n      %s.\n      params: %s\n", known.Name, known.Summary, params)
	}
	text.WriteString(`
Each parameter may be left out; what the setup returns, such as the id, is used in the request.
POST /__admin/states takes Pact's {"state": …, "params": {…}, "action": "setup" or "teardown"}.
Any other name is a state of your own: while a world is in it, the scenarios that name it answer
as if they were live, and casepact is told by --states FILE or --state-url URL how to bring it about.
`)
	return text.String()
}

const (
	referenceWidth  = 96 // columns
	referenceIndent = 16 // where the sentences start
)

func writeKey(text *strings.Builder, key schema.Key) {
	head := "  " + key.Name
	for _, line := range wording.Wrap(sentenceOf(key), referenceWidth-referenceIndent) {
		fmt.Fprintf(text, "%-*s%s\n", referenceIndent, head, line)
		head = ""
	}
}

// sentenceOf is what a key is for, and what a reader wants to know besides.
func sentenceOf(key schema.Key) string {
	sentence, _ := key.Shape["description"].(string)
	if sentence == "" {
		sentence = "See " + key.Name + " below."
	}
	if words, ok := key.Shape["enum"].([]string); ok && key.Name == "fault" {
		sentence += " One of " + strings.Join(words, ", ") + "."
	}
	if key.Required {
		sentence += " Required."
	}
	return sentence
}
