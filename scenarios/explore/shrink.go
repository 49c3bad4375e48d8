package explore

import (
	"encoding/json"
	"fmt"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/scenarios/story"
)

// try plays steps and reports at which of them the finding showed again, -1 for none. An error ends
// the shrinking: nothing more can be sent.
type try func(steps []story.Step) (at int, err error)

// shrinker looks for the fewest steps and the simplest values that still show a finding. Requests are
// what costs: it begins with what is most probably enough, sends nothing twice, and tries nothing that
// is illegal where what it stands for is legal.
type shrinker struct {
	api   *caseapi.API
	try   try
	field string // the property that the finding is about; empty when it is about none
	// stepsAlone leaves the values as they are: each time that the finding shows is dear.
	stepsAlone bool
	tried      map[string]bool
	best       []story.Step // the last of them shows the finding
	err        error
}

// shrink gives the best steps that it found, and why it found no better ones: nil where there are none.
func (s *shrinker) shrink(steps []story.Step) ([]story.Step, error) {
	s.best, s.tried = steps, map[string]bool{}
	s.slices()
	for before := ""; before != s.text(s.best) && s.err == nil; {
		before = s.text(s.best)
		s.alike()
		s.dropSteps()
		if !s.stepsAlone {
			s.dropFields()
			s.simplifyValues()
		}
	}
	return s.best, s.err
}

// better tries a candidate, and takes it for the best if it shows the finding.
func (s *shrinker) better(steps []story.Step) bool {
	text := s.text(steps)
	if s.err != nil || len(steps) == 0 || s.tried[text] || text == s.text(s.best) {
		return false
	}
	s.tried[text] = true
	at, err := s.try(steps)
	if err != nil {
		s.err = err
		return false
	}
	if at < 0 {
		return false
	}
	s.best = steps[:at+1]
	return true
}

func (s *shrinker) text(steps []story.Step) string {
	type call struct {
		Operation            caseapi.OperationName
		As                   string
		Path, Query, Headers map[string]string
		Body                 any
	}
	calls := make([]call, len(steps))
	for i, step := range steps {
		calls[i] = call{step.Operation.Name, step.As, step.Path, step.Query, step.Headers, step.Body}
	}
	text, err := json.Marshal(calls)
	if err != nil {
		panic(fmt.Sprintf("scenarios/explore: steps hold JSON values: %v", err))
	}
	return string(text)
}

// keeping is the best with some of its steps alone, those that they refer to, and the last.
func (s *shrinker) keeping(keep func(i int) bool) []story.Step {
	last := len(s.best) - 1
	kept := make([]bool, len(s.best))
	named := map[string]bool{}
	for i := last; i >= 0; i-- {
		step := s.best[i]
		if kept[i] = i == last || keep(i) || named[step.As]; kept[i] {
			for _, name := range references(step) {
				named[name] = true
			}
		}
	}
	var steps []story.Step
	for i, step := range s.best {
		if kept[i] {
			steps = append(steps, step)
		}
	}
	return steps
}

// slices tries what is most probably enough: the last step with what it needs, then with the last
// write to the same objects, then with all calls about them.
func (s *shrinker) slices() {
	last := len(s.best) - 1
	if last < 0 {
		return
	}
	same := map[string]bool{}
	for _, name := range append(references(s.best[last]), s.best[last].As) {
		same[name] = name != ""
	}
	about := func(i int) bool {
		return slices.ContainsFunc(references(s.best[i]), func(name string) bool { return same[name] })
	}
	writes := func(i int) bool { return about(i) && s.best[i].Operation.HasBody() }
	lastWrite := -1
	for i := range last {
		if writes(i) {
			lastWrite = i
		}
	}
	_ = s.better(s.keeping(func(int) bool { return false })) ||
		s.better(s.keeping(func(i int) bool { return i == lastWrite })) ||
		s.better(s.keeping(writes)) || s.better(s.keeping(about))
}

// dropSteps leaves out halves, then quarters and so on down to single steps.
func (s *shrinker) dropSteps() {
	for size := max(1, (len(s.best)-1)/2); size > 0 && s.err == nil; size /= 2 {
		for end := len(s.best) - 1; end > 0; end = min(end-size, len(s.best)-1) {
			start := max(0, end-size)
			s.better(s.keeping(func(i int) bool { return i < start || i >= end || s.crowded(i) }))
		}
	}
}

const manyAlike = 6

// alike bisects the number of steps that are alike, where there are many: only their number matters,
// and to leave out each of them in turn would be dear.
func (s *shrinker) alike() {
	for i := 0; i < len(s.best); i++ {
		if !s.crowded(i) || slices.ContainsFunc(s.best[:i], func(step story.Step) bool {
			return likeness(step) == likeness(s.best[i])
		}) {
			continue
		}
		like := likeness(s.best[i])
		number := s.count(like)
		bisect(0, number, func(most int) bool {
			seen := 0
			return s.better(s.keeping(func(i int) bool {
				if likeness(s.best[i]) != like {
					return true
				}
				seen++ // from the end
				return seen <= most
			}))
		})
	}
}

// bisect finds the least number above low for which something holds; it holds for high.
func bisect(low, high int, holds func(int) bool) {
	for high-low > 1 {
		middle := (low + high) / 2
		if holds(middle) {
			high = middle
		} else {
			low = middle
		}
	}
}

// crowded reports whether a step is one of many that are alike.
func (s *shrinker) crowded(i int) bool { return s.count(likeness(s.best[i])) >= manyAlike }

func (s *shrinker) count(like string) int {
	count := 0
	for _, step := range s.best {
		if likeness(step) == like {
			count++
		}
	}
	return count
}

// likeness is the same for calls of one operation about the same with the same properties.
func likeness(step story.Step) string {
	body, _ := step.Body.(map[string]any)
	return fmt.Sprint(step.Operation.Name, step.Path, sortedNames(body), references(step))
}
