package verdict

import (
	"fmt"
	"strings"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
	"casemock/scenarios"
)

// Kind says what a rule is about: one of the kinds of a scenario's reaction, or one of these.
type Kind string

// The kinds of rules that hold whatever a scenario says.
const (
	RateKind    Kind = "rate"    // so many identical requests in a second
	RequestKind Kind = "request" // a request is as documented
)

// Rule is something that a good client does.
type Rule struct {
	ID        string                `json:"rule"` // updateCase/500/retry: the scenario's name and the kind
	Kind      Kind                  `json:"kind"`
	Operation caseapi.OperationName `json:"operation"`
	Status    int                   `json:"status,omitempty"` // of the answer that it follows; 0: there is none
	Scenario  string                `json:"scenario,omitempty"`
	Source    string                `json:"source,omitempty"` // where the scenario stands
	Sentence  string                `json:"sentence"`         // what a good client does
}

// ruleOf is the rule for a kind of a scenario's reaction.
func ruleOf(scenario *scenarios.Scenario, kind scenarios.Kind) Rule {
	return Rule{ID: idOf(scenario, kind), Kind: Kind(kind), Operation: scenario.Operation.Name,
		Status: failingStatus(scenario), Scenario: scenario.Name, Source: scenario.Source.String(),
		Sentence: sentenceOf(scenario, kind)}
}

func idOf(scenario *scenarios.Scenario, kind scenarios.Kind) string {
	return scenario.Name + "/" + string(kind)
}

// RulesOf are the rules of the scenarios, and those that hold for each operation anyway.
func RulesOf(set *scenarios.Set) []Rule {
	var rules []Rule
	for _, scenario := range set.All() {
		for _, kind := range scenario.Reaction.Kinds() {
			rules = append(rules, ruleOf(scenario, kind))
		}
	}
	for _, operation := range caseapi.Operations() {
		rules = append(rules, requestRule(operation.Name, Mistake{}), rateRule(operation.Name))
	}
	return rules
}

// badRequest is the status of a request that breaks the documents.
const badRequest = 400

// requestRule is broken by a request that breaks the documents.
func requestRule(operation caseapi.OperationName, wrong Mistake) Rule {
	rule := Rule{ID: wrong.Rule, Kind: RequestKind, Operation: operation, Status: badRequest,
		Sentence: "A request is as the documents say: none earns a 400 that nobody forced."}
	if rule.ID == "" {
		rule.ID = string(operation) + "/request"
	}
	return rule
}

// mostIdentical is how many identical requests there may be in a second, whatever comes.
const mostIdentical = 10

func rateRule(operation caseapi.OperationName) Rule {
	rule := Rule{ID: string(operation) + "/rate", Kind: RateKind, Operation: operation,
		Sentence: fmt.Sprintf("There are no more than %d identical requests in a second.", mostIdentical)}
	if described, known := caseapi.FindOperation(operation); known {
		rule.Status = described.Success().Status
	}
	return rule
}

// failingStatus is that of the scenario's first response that is no success; 0 where it has none.
func failingStatus(scenario *scenarios.Scenario) int {
	for _, response := range scenario.Responses {
		if response.Status != 0 && response.Status/100 != 2 {
			return response.Status
		}
	}
	return 0
}

// sentenceOf says what a good client does.
func sentenceOf(scenario *scenarios.Scenario, kind scenarios.Kind) string {
	after := "After an answer that is lost"
	if status := failingStatus(scenario); status != 0 {
		after = fmt.Sprintf("After a %d", status)
	}
	reaction := scenario.Reaction
	switch kind {
	case scenarios.RetryKind:
		return retrySentence(after, *reaction.Retry)
	case scenarios.StopKind:
		return fmt.Sprintf("%s, no %s is sent for %s.", after, scenario.Operation.Name, shown(reaction.Stop.For))
	case scenarios.NoRetryKind:
		return fmt.Sprintf("%s, no request with the same %s is sent for %s.", after, and(reaction.NoRetry.Same),
			shown(reaction.NoRetry.For))
	}
	return fmt.Sprintf("%s, the same request is not sent again before %s was called.", after, wording.Or(reaction.First))
}

func retrySentence(after string, retry scenarios.Retry) string {
	text := fmt.Sprintf("%s, the request is sent again within %s", after, shown(retry.Within))
	if retry.Within == 0 {
		text = fmt.Sprintf("%s, the request may be sent again", after)
	}
	if retry.NotBefore > 0 {
		text += ", not before " + shown(retry.NotBefore)
	}
	if retry.AtMost > 0 {
		text += ", at most " + wording.Count(retry.AtMost, "time")
	}
	return text + ", with the same " + and(retry.Same) + "."
}

// and lists parts as in path and body.
func and(parts []scenarios.Part) string {
	text := string(parts[0])
	for _, part := range parts[1:] {
		text += " and " + string(part)
	}
	return text
}

// shown is a length of time for people, as in 1m or 1.25s.
func shown(length time.Duration) string {
	precision := 100 * time.Microsecond
	if length >= time.Second {
		precision = time.Millisecond
	}
	text := length.Round(precision).String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
