package mockserver

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/journal"
	"casemock/scenarios"
	"casemock/scenarios/template"
)

// The ways for a client to ask for an answer.
const (
	ScenarioHeader    = "X-Mock-Scenario"
	PreferHeader      = "Prefer" // RFC 7240
	PreferenceApplied = journal.PreferenceApplied
	CodeParameter     = journal.CodeParameter
	magicPrefix       = "force-"
)

// choice is what a rule decides: the response of a scenario that answers the request, or a refusal.
type choice struct {
	rule     Rule
	scenario *scenarios.Scenario
	step     int // which of the scenario's responses, from 1
	response *scenarios.Response
	refusal  error
	applied  string // for Preference-Applied; empty when the client expressed no preference
}

// chooser is one of the ways to force an answer; ok is false when it does not concern the request, or when its
// scenario steps aside.
type chooser func(*exchange) (choice, bool)

// choosers stand in the order of precedence: the first that concerns a request decides. Only when none
// does, the sandbox answers, or the real server in its place.
var choosers = []chooser{
	(*exchange).namedScenario,
	(*exchange).preferredStatus,
	(*exchange).magicID,
	(*exchange).forcedAnswer,
	(*exchange).liveScenario,
	(*exchange).failRate,
}

// answer decides what the request gets.
func (x *exchange) answer() answer {
	for _, choose := range choosers {
		if chosen, ok := choose(x); ok {
			return x.forced(chosen)
		}
	}
	return x.unforced()
}

// unforced is what the request gets when nothing forces another answer.
func (x *exchange) unforced() answer {
	if x.server.upstream != nil {
		return x.proxied()
	}
	return x.sandboxAnswer()
}

func (x *exchange) namedScenario() (choice, bool) {
	name := x.request.Header.Get(ScenarioHeader)
	if name == "" {
		return choice{}, false
	}
	return x.byName(RuleScenario, name)
}

// byName takes the turn of a scenario of the operation, or refuses with what there is.
func (x *exchange) byName(rule Rule, name string) (choice, bool) {
	found, ok := x.scenarios.Find(name)
	switch {
	case !ok:
		return choice{refusal: fmt.Errorf("there is no scenario %q", name)}, true
	case found.Operation != x.operation:
		return choice{refusal: fmt.Errorf("scenario %q is of %s, and this request is %s",
			name, found.Operation.Name, x.operation.Name)}, true
	}
	return x.turn(rule, found)
}

// byStatus takes the turn of the scenario for a status of the operation, or refuses with what there is.
func (x *exchange) byStatus(rule Rule, code string) (choice, bool) {
	status, err := strconv.Atoi(code)
	if err == nil {
		if found, ok := x.scenarios.ByStatus(x.operation.Name, status); ok {
			return x.turn(rule, found)
		}
	}
	return choice{refusal: fmt.Errorf("status %q is not documented for %s", code, x.operation.Name)}, true
}

// turn takes the next response of a scenario; false when it has none any more and steps aside.
func (x *exchange) turn(rule Rule, scenario *scenarios.Scenario) (choice, bool) {
	step, response := x.world.Positions.Next(scenario)
	return choice{rule: rule, scenario: scenario, step: step, response: response}, response != nil
}

// magicID reads force-422 as the subject's id.
func (x *exchange) magicID() (choice, bool) {
	code, ok := strings.CutPrefix(x.subject(), magicPrefix)
	if _, err := strconv.Atoi(code); !ok || err != nil {
		return choice{}, false
	}
	return x.byStatus(RuleMagicID, code)
}

// subject is the id of the case or customer that the request is about: the path's id, or the customer
// of a new case. It is empty for an operation that is about none.
func (x *exchange) subject() string {
	if x.operation.Name == caseapi.CreateCase {
		return cmp.Or(x.body.text("customerId"), x.body.text("customId"))
	}
	return x.path["id"]
}

func (x *exchange) forcedAnswer() (choice, bool) {
	entry, ok := x.world.Forced.Take(x.operation.Name, x.subject)
	if !ok {
		return choice{}, false
	}
	if found, ok := x.scenarios.Find(entry.Scenario); ok && entry.Begins() {
		x.world.Positions.Rewind(found)
	}
	chosen, ok := x.byName(RuleForced, entry.Scenario)
	chosen.response = entry.Spoil(chosen.response)
	return chosen, ok
}

func (x *exchange) liveScenario() (choice, bool) {
	live := x.liveScenarios()
	if len(live) == 0 {
		return choice{}, false
	}
	looksIntoBody := func(scenario *scenarios.Scenario) bool { return scenario.Request.Body != nil }
	call := x.call(template.Needs{Headers: true, Body: slices.ContainsFunc(live, looksIntoBody)})
	for _, scenario := range live {
		if !scenario.Request.Fits(call) {
			continue
		}
		if chosen, ok := x.turn(RuleLive, scenario); ok {
			return chosen, true
		}
	}
	return choice{}, false
}

// liveScenarios are those that answer whatever request matches them: always, or because the world is
// in a state that they name.
func (x *exchange) liveScenarios() []*scenarios.Scenario {
	live := x.scenarios.Live(x.operation.Name)
	if x.world.States.None() {
		return live
	}
	for _, scenario := range x.scenarios.All() {
		if scenario.Operation == x.operation && !scenario.Live && x.world.States.BringAbout(scenario) {
			live = append(slices.Clip(live), scenario)
		}
	}
	return live
}

// failRate lays the shares of the operation side by side, so that each gets its own of all requests.
func (x *exchange) failRate() (choice, bool) {
	if len(x.server.config.failRates) == 0 {
		return choice{}, false
	}
	place := x.draw(failRateChance)
	for _, rate := range x.server.config.failRates {
		if rate.Pair.Operation != x.operation.Name {
			continue
		}
		if place -= rate.Share; place < 0 {
			return x.byStatus(RuleFailRate, strconv.Itoa(rate.Pair.Status))
		}
	}
	return choice{}, false
}

// forced is the answer that a choice leads to.
func (x *exchange) forced(chosen choice) answer {
	if chosen.refusal != nil {
		return x.refuse(chosen.refusal)
	}
	result := x.replay(chosen.scenario, chosen.response)
	result.rule = cmp.Or(result.rule, chosen.rule) // the real server has its own
	result.scenario, result.step = chosen.scenario.Name, chosen.step
	result.preference = chosen.applied
	return result
}
