package explore

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/scenarios/story"
)

// shows says at which step a made-up bug shows; -1 for none.
type shows func(steps []story.Step) int

// first finds a step by operation and a property of its body.
func first(steps []story.Step, operation caseapi.OperationName, is func(body map[string]any) bool) int {
	return slices.IndexFunc(steps, func(step story.Step) bool {
		body, _ := step.Body.(map[string]any)
		return step.Operation.Name == operation && is(body)
	})
}

// sent is a text as it is sent.
func sent(text string) string { return strings.ReplaceAll(text, runID, "012345678901") }

func titleLongerThan(limit int) shows {
	return func(steps []story.Step) int {
		return first(steps, caseapi.CreateCase, func(body map[string]any) bool {
			title, _ := body["title"].(string)
			return len([]rune(sent(title))) > limit
		})
	}
}

func titleWith(part string) shows {
	return func(steps []story.Step) int {
		return first(steps, caseapi.UpdateCase, func(body map[string]any) bool {
			title, _ := body["title"].(string)
			return strings.Contains(title, part)
		})
	}
}

// moreCasesThan shows in a list of more cases of one customer.
func moreCasesThan(limit int) shows {
	return func(steps []story.Step) int {
		cases := map[string]int{}
		for i, step := range steps {
			body, _ := step.Body.(map[string]any)
			switch step.Operation.Name {
			case caseapi.CreateCase:
				customer, _ := body["customerId"].(string) // or something illegal
				cases[customer]++
			case caseapi.FindCases:
				if cases[step.Path["id"]] > limit {
					return i
				}
			}
		}
		return -1
	}
}

// reopened shows at a lookup of a case that was closed and opened again.
func reopened(steps []story.Step) int {
	status := map[string]string{}
	for i, step := range steps {
		body, _ := step.Body.(map[string]any)
		sent, _ := body["status"].(string)
		id := step.Path["id"]
		switch {
		case step.Operation.Name == caseapi.UpdateCase && sent == "closed":
			status[id] = "closed"
		case step.Operation.Name == caseapi.UpdateCase && sent == "open" && status[id] == "closed":
			status[id] = "opened"
		case step.Operation.Name == caseapi.LookupCase && status[id] == "opened":
			return i
		}
	}
	return -1
}

// TestShrink holds the shrinker to few steps, simple values and few requests.
func TestShrink(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		shows    shows
		field    string
		steps    int
		requests int
		holds    func(last map[string]any) bool
	}{
		"a long title": {titleLongerThan(80), "title", 2, 60, func(last map[string]any) bool {
			return len([]rune(sent(last["title"].(string)))) == 81 && len(last) == 2
		}},
		"an emoji": {titleWith("👍🏽"), "title", 3, 150, func(last map[string]any) bool {
			return strings.HasSuffix(last["title"].(string), "👍🏽") && len(last) == 1
		}},
		"a list of more than 10":   {moreCasesThan(10), "", 13, 200, nil},
		"a list of more than 25":   {moreCasesThan(25), "", 28, 400, nil},
		"a case that was reopened": {reopened, "", 5, 150, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			steps, requests := shrunk(t, test.shows, test.field)
			last, _ := steps[len(steps)-1].Body.(map[string]any)
			if len(steps) > test.steps || requests > test.requests || test.holds != nil && !test.holds(last) {
				t.Errorf("%d steps with %d requests, the last %v, want no more than %d with %d", len(steps),
					requests, last, test.steps, test.requests)
			}
		})
	}
}

// shrunk shrinks the first sequence that shows the bug.
func shrunk(t *testing.T, shows shows, field string) (steps []story.Step, requests int) {
	t.Helper()
	generator := NewGenerator(Settings{Structures: fixtures.DefaultStructures(), Seed: 1, Steps: 30,
		Tried: func(caseapi.OperationName) bool { return true }})
	var found *story.Story
	at := -1
	for at < 0 {
		found = generator.Next()
		at = shows(found.Steps)
	}
	s := &shrinker{api: caseapi.New(fixtures.DefaultStructures()), field: field,
		try: func(steps []story.Step) (int, error) {
			at := shows(steps)
			requests += len(steps)
			if at >= 0 {
				requests += at + 1 - len(steps)
			}
			return at, nil
		}}
	steps, err := s.shrink(found.Steps[:at+1])
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d steps from %d with %d requests", len(steps), at+1, requests)
	return steps, requests
}

// TestShrinkEnds shows that what was reached is kept when no more requests may be sent.
func TestShrinkEnds(t *testing.T) {
	t.Parallel()
	spent := errors.New("spent")
	steps := NewGenerator(Settings{Structures: fixtures.DefaultStructures(), Seed: 1, Steps: 10,
		Tried: func(caseapi.OperationName) bool { return true }}).Next().Steps
	s := &shrinker{api: caseapi.New(fixtures.DefaultStructures()),
		try: func(steps []story.Step) (int, error) { return 0, spent }}
	got, err := s.shrink(steps)
	if !errors.Is(err, spent) || len(got) != len(steps) {
		t.Errorf("got %d steps and %v", len(got), err)
	}
}
