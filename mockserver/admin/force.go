package admin

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
	"casemock/mockserver/world"
	"casemock/scenarios"
)

// forceRequest is what POST force takes: a scenario, or an operation and a status.
type forceRequest struct {
	Scenario  string                `json:"scenario"`
	Operation caseapi.OperationName `json:"operation"`
	Status    *int                  `json:"status"`
	Times     *int                  `json:"times"` // default: what the scenario's sequence takes once
	// ID is the case or customer that it is for, of createCase the customer of the new one. Empty: any.
	ID string `json:"id"`
	// Delay and Fault hold the answer back and break it, in place of what the scenario says.
	Delay world.Duration  `json:"delay"`
	Fault scenarios.Fault `json:"fault"`
}

func forceAnswer(r *call) (int, any, error) {
	var asked forceRequest
	if err := r.read(&asked); err != nil {
		return 0, nil, err
	}
	scenario, err := asked.find(r.scenarios())
	if err != nil {
		return 0, nil, err
	}
	if asked.ID != "" && !hasSubject(scenario.Operation) {
		return 0, nil, refused("requests of %s name no case or customer; leave id out", scenario.Operation.Name)
	}
	times := scenario.Once()
	if asked.Times != nil {
		times = *asked.Times
	}
	if times < 1 {
		return 0, nil, refused("times must be 1 or more, got %d", times)
	}
	entry := world.ForcedAnswer{Operation: scenario.Operation.Name, Status: scenario.Responses[0].Status,
		Scenario: scenario.Name, ID: asked.ID, Times: times, Remaining: times,
		// One that has stepped aside would else do nothing, however often it is forced.
		Once: asked.Times == nil || scenario.ThenSandbox}
	if asked.Status != nil {
		entry.Status = *asked.Status
	}
	if err := asked.spoil(&entry); err != nil {
		return 0, nil, err
	}
	if err := r.force(entry); err != nil {
		return 0, nil, err
	}
	return http.StatusCreated, entry, nil
}

// spoil makes an entry as slow and as broken as is asked for.
func (f forceRequest) spoil(entry *world.ForcedAnswer) error {
	delay := time.Duration(f.Delay)
	switch {
	case delay < 0 || delay > scenarios.MostDelay:
		return refused("delay must be from 0s to %s, got %s", scenarios.MostDelay, delay)
	case f.Fault != scenarios.NoFault && !slices.Contains(scenarios.Faults(), f.Fault):
		return refused("fault must be %s, got %q", wording.Or(scenarios.Faults()), f.Fault)
	case f.Fault.NeedsStatus() && entry.Status == http.StatusNoContent:
		return refused("a 204 has no body, so the fault %s has nothing to break", f.Fault)
	}
	entry.Delay, entry.Fault = f.Delay, f.Fault
	if f.Fault != scenarios.NoFault && !f.Fault.NeedsStatus() {
		entry.Status = 0
	}
	return nil
}

// hasSubject reports whether the operation's requests are about a case or customer that there is.
func hasSubject(operation *caseapi.Operation) bool {
	return operation.Name == caseapi.CreateCase || slices.Contains(operation.PathParameters(), "id")
}

// force puts an entry into the world's queue, unless it is full.
func (r *call) force(entry world.ForcedAnswer) error {
	r.enter()
	err := r.world.Forced.Add(entry)
	if errors.Is(err, world.ErrManyForced) {
		return failure{http.StatusTooManyRequests, err.Error()}
	}
	return err
}

// find finds the scenario that is meant, or says what can be forced.
func (f forceRequest) find(known *scenarios.Set) (*scenarios.Scenario, error) {
	byPair := f.Operation != "" || f.Status != nil
	if (f.Scenario != "") == byPair {
		return nil, refused(`name either a scenario, as in {"scenario": "updateCase/422"}, or an operation and a ` +
			`status, as in {"operation": "updateCase", "status": 422}`)
	}
	if f.Scenario != "" {
		if found, ok := known.Find(f.Scenario); ok {
			return found, nil
		}
		return nil, refused("%s", unknownScenario(known, f.Scenario))
	}
	if f.Operation == "" || f.Status == nil {
		return nil, refused("name both the operation and the status")
	}
	pair, err := caseapi.ParsePair(fmt.Sprintf("%s/%d", f.Operation, *f.Status))
	if err != nil {
		return nil, refused("%v", err)
	}
	found, ok := known.ByStatus(pair.Operation, pair.Status)
	if !ok {
		return nil, refused("no scenario answers %s", pair)
	}
	return found, nil
}

// unknownScenario says that there is no such scenario, which one may be meant, and what there is of the
// operation that the name begins with.
func unknownScenario(known *scenarios.Set, name string) string {
	operation, _, _ := strings.Cut(name, "/")
	var names, ofOperation []string
	for _, scenario := range known.All() {
		names = append(names, scenario.Name)
		if string(scenario.Operation.Name) == operation {
			ofOperation = append(ofOperation, scenario.Name)
		}
	}
	message := fmt.Sprintf("there is no scenario %q%s", name, cmp.Or(wording.DidYouMean(name, names), "."))
	if len(ofOperation) > 0 {
		message += fmt.Sprintf(" For %s there are: %s.", operation, strings.Join(ofOperation, ", "))
	}
	return fmt.Sprintf("%s GET %sscenarios lists them all.", message, Path)
}

func listForced(r *call) (int, any, error) {
	return http.StatusOK, longList{"force", anyOf(slices.Values(r.world.Forced.List())), nothing}, nil
}

// forcedParameter chooses the forced answers that are for a case or customer.
var forcedParameter = parameter{"id", func(r *call, text string) error { r.forcedID = text; return nil }}

func clearForced(r *call) (int, any, error) {
	r.world.Forced.Clear(r.forcedID)
	return http.StatusNoContent, nil, nil
}

// removeForced takes back one of the forced answers, by its place in the list, from 1.
func removeForced(r *call) (int, any, error) {
	n, err := strconv.Atoi(r.parameters["n"])
	if err != nil || !r.world.Forced.Remove(n) {
		return 0, nil, failure{http.StatusNotFound,
			fmt.Sprintf("there is no forced answer %s; GET %sforce lists them", r.parameters["n"], Path)}
	}
	return http.StatusNoContent, nil, nil
}
