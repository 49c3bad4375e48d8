package explore

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/scenarios/story"
)

// dropFields leaves out what the steps send besides: all of it at once, then part by part.
func (s *shrinker) dropFields() {
	bare := slices.Clone(s.best)
	for i := range bare {
		bare[i] = s.bare(bare[i])
	}
	s.better(bare)
	for i := len(s.best) - 1; i >= 0; i-- {
		if !s.crowded(i) && i < len(s.best) {
			s.dropFieldsOf(i)
		}
	}
}

// bare is a step without headers and, of its body, with what is required, what the finding is about,
// and no more than it has.
func (s *shrinker) bare(step story.Step) story.Step {
	step.Headers = keyHeader(step.Headers)
	body, isObject := step.Body.(map[string]any)
	if !isObject {
		return step
	}
	left := maps.Clone(body)
	for _, name := range sortedNames(body) {
		without := maps.Clone(left)
		delete(without, name)
		if name != s.field && s.asLegal(step, without) {
			left = without
		}
	}
	step.Body = left
	return step
}

// keyHeader is what stands in the place of the key, where something does.
func keyHeader(headers map[string]string) map[string]string {
	for name, value := range headers {
		if http.CanonicalHeaderKey(name) == caseapi.AuthorizationHeader {
			return map[string]string{name: value}
		}
	}
	return nil
}

// asLegal reports whether a step with another body is legal, or no more illegal than it was, and what it
// creates still has the mark.
func (s *shrinker) asLegal(step story.Step, body any) bool {
	return s.violations(step, body) <= s.violations(step, step.Body) &&
		(s.hasMark(step, body) || !s.hasMark(step, step.Body))
}

func (s *shrinker) hasMark(step story.Step, body any) bool {
	object, _ := body.(map[string]any)
	switch step.Operation.Name {
	case caseapi.CreateCustomer:
		text, _ := object[marked(s.api.Structures().Customer)].(string)
		return strings.Contains(text, mark)
	case caseapi.CreateCase:
		text, _ := object["title"].(string)
		return strings.Contains(text, mark)
	}
	return true
}

func (s *shrinker) violations(step story.Step, body any) int {
	encoded, err := json.Marshal(body)
	if err != nil {
		return 0
	}
	_, found := s.api.ValidateRequest(step.Operation, http.Header{"Content-Type": {"application/json"}},
		encoded)
	return len(found)
}

// with is the best with another body in one step.
func (s *shrinker) with(i int, body any) []story.Step {
	steps := slices.Clone(s.best)
	steps[i].Body = body
	return steps
}

func (s *shrinker) dropFieldsOf(i int) {
	if s.best[i].Headers != nil {
		steps := slices.Clone(s.best)
		steps[i].Headers = keyHeader(steps[i].Headers)
		s.better(steps)
	}
	for _, part := range partsOf(s.best[i].Body, nil) {
		if i >= len(s.best) || s.err != nil {
			return
		}
		left, there := removed(s.best[i].Body, part)
		if there && s.asLegal(s.best[i], left) {
			s.better(s.with(i, left))
		}
	}
	s.fewer(i)
}

// fewer bisects the number of a body's interactions, where there are many.
func (s *shrinker) fewer(i int) {
	body, _ := s.best[i].Body.(map[string]any)
	posts, _ := body["interactions"].([]any)
	if len(posts) < manyAlike {
		return
	}
	bisect(0, len(posts), func(most int) bool {
		changed := maps.Clone(body)
		changed["interactions"] = posts[:most]
		return i < len(s.best) && s.better(s.with(i, changed))
	})
}

// part is where something stands in a body: names of properties and indexes.
type part []any

// partsOf lists what a body is made of, what is inside after what it is in. Of an array with many
// elements, the elements are left alone.
func partsOf(value any, at part) []part {
	var parts []part
	below := func(key any, value any) {
		inside := append(slices.Clone(at), key)
		parts = append(parts, inside)
		parts = append(parts, partsOf(value, inside)...)
	}
	switch value := value.(type) {
	case map[string]any:
		for _, name := range sortedNames(value) {
			below(name, value[name])
		}
	case []any:
		for i := len(value) - 1; i >= 0 && len(value) < manyAlike; i-- {
			below(i, value[i])
		}
	}
	return parts
}

// removed is a copy of a value without one of its parts, which may be gone already.
func removed(value any, at part) (any, bool) {
	switch value := value.(type) {
	case map[string]any:
		name, _ := at[0].(string)
		inside, there := value[name]
		copied := maps.Clone(value)
		if len(at) == 1 {
			delete(copied, name)
			return copied, there
		}
		left, there := removed(inside, at[1:])
		copied[name] = left
		return copied, there
	case []any:
		i, isIndex := at[0].(int)
		if !isIndex || i >= len(value) {
			return value, false
		}
		if len(at) == 1 {
			return slices.Delete(slices.Clone(value), i, i+1), true
		}
		copied := slices.Clone(value)
		left, there := removed(value[i], at[1:])
		copied[i] = left
		return copied, there
	}
	return value, false
}
