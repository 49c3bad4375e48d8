package scenarios_test

import (
	"slices"
	"sync"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

func sequence(times ...int) *scenarios.Scenario {
	operation := caseapi.MustOperation(caseapi.UpdateCase)
	scenario := &scenarios.Scenario{Name: "mine", Operation: operation}
	for i, count := range times {
		scenario.Responses = append(scenario.Responses, scenarios.Response{Status: 200 + i, Times: count})
	}
	return scenario
}

func TestPositions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		times []int
		then  bool
		want  []int // the step; 0 where the scenario steps aside
	}{
		{"Single", []int{1}, false, []int{1, 1, 1}},
		{"SingleWithTimes", []int{2}, false, []int{1, 1, 1}},
		{"OneEach", []int{1, 1, 1}, false, []int{1, 2, 3, 3, 3}},
		{"ExactlyTimes", []int{2, 3, 1}, false, []int{1, 1, 2, 2, 2, 3, 3}},
		{"LastRepeatsWhateverItSays", []int{1, 2}, false, []int{1, 2, 2, 2, 2}},
		{"SingleThenSandbox", []int{2}, true, []int{1, 1, 0, 0, 0}},
		{"SeveralThenSandbox", []int{1, 2}, true, []int{1, 2, 2, 0, 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			positions, scenario := scenarios.NewPositions(), sequence(test.times...)
			scenario.ThenSandbox = test.then
			var got []int
			for range test.want {
				step, response := positions.Next(scenario)
				if step == 0 && response != nil || step > 0 && response != &scenario.Responses[step-1] {
					t.Fatalf("step %d is not response %d", step, response.Status)
				}
				got = append(got, step)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestPositionsOfAScenarioReadAnew(t *testing.T) {
	t.Parallel()
	positions := scenarios.NewPositions()
	positions.Next(sequence(1, 1))
	if step, _ := positions.Next(sequence(1, 1)); step != 2 {
		t.Errorf("a scenario that was read anew and is the same goes on at %d", step)
	}
	if step, _ := positions.Next(sequence(1, 2)); step != 1 {
		t.Errorf("a scenario that was changed goes on at %d", step)
	}
}

// TestPositionsCountEachAnswerOnce has hundreds of callers at once: each response must answer
// exactly as often as it says.
func TestPositionsCountEachAnswerOnce(t *testing.T) {
	t.Parallel()
	const callers, each = 200, 50
	positions, scenario := scenarios.NewPositions(), sequence(1, 10, 1234, 1)
	steps := make([][]int, callers)
	var group sync.WaitGroup
	for caller := range callers {
		group.Go(func() {
			for range each {
				step, _ := positions.Next(scenario)
				steps[caller] = append(steps[caller], step)
			}
		})
	}
	group.Wait()
	counts := map[int]int{}
	for _, taken := range steps {
		if !slices.IsSorted(taken) {
			t.Error("a caller went back in the sequence")
		}
		for _, step := range taken {
			counts[step]++
		}
	}
	want := []int{0, 1, 10, 1234, callers*each - 1245}
	for step := 1; step < len(want); step++ {
		if counts[step] != want[step] {
			t.Errorf("response %d answered %d times, want %d", step, counts[step], want[step])
		}
	}
}
