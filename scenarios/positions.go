package scenarios

import (
	"bytes"
	"sync"
)

// maxPositions bounds how many scenarios a Positions remembers. It is far above what anybody loads.
const maxPositions = 100_000

// Positions remembers how far the sequences of responses have come, in one world. The zero value is
// not ready; [NewPositions] makes one. It is safe for concurrent use.
type Positions struct {
	mutex    sync.Mutex
	answered map[string]position // by the name of the scenario
	changed  func(name string)   // is told of each position that changes; nil for nobody
}

// position is how often a scenario has answered. One that was read again and says the same goes on, one
// that has been changed starts again.
type position struct {
	scenario *Scenario // nil for one that was kept elsewhere
	of       string    // the fingerprint of the scenario, where it is nil
	times    int
}

// isOf reports whether the position is the scenario's, which says the same.
func (p position) isOf(scenario *Scenario) bool {
	switch p.scenario {
	case scenario:
		return true
	case nil:
		return p.of == fingerprint(scenario)
	}
	// One that differs in nothing but where it stands, and in comments, goes on.
	return bytes.Equal(Format(scenario), Format(p.scenario))
}

// NewPositions starts with every scenario at its first response.
func NewPositions() *Positions { return &Positions{answered: map[string]position{}} }

// Next counts an answer of the scenario and says which of its responses it is, and which step that
// is, from 1. Each response answers exactly as often as it says, however many callers there are;
// the last one repeats, or else the response is nil: the scenario steps aside from now on.
func (p *Positions) Next(scenario *Scenario) (step int, response *Response) {
	if len(scenario.Responses) == 1 && !scenario.ThenSandbox {
		return 1, &scenario.Responses[0]
	}
	step = scenario.step(p.count(scenario))
	if step == 0 {
		return 0, nil
	}
	return step, &scenario.Responses[step-1]
}

// count answers how often the scenario has answered before, and counts one more.
func (p *Positions) count(scenario *Scenario) int {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	now, known := p.answered[scenario.Name]
	if !now.isOf(scenario) {
		now.times = 0
	}
	now.scenario = scenario
	if !known && len(p.answered) >= maxPositions {
		clear(p.answered)
	}
	before := now.times
	if before < scenario.counted() {
		now.times++
	}
	p.answered[scenario.Name] = now
	p.note(scenario.Name)
	return before
}

// Rewind brings a scenario back to its first response.
func (p *Positions) Rewind(scenario *Scenario) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	delete(p.answered, scenario.Name)
	p.note(scenario.Name)
}

func (p *Positions) note(name string) {
	if p.changed != nil {
		p.changed(name)
	}
}

// Once is how many answers the sequence of responses has before the last one repeats, or the scenario
// steps aside.
func (s *Scenario) Once() int {
	answers := 0
	for _, response := range s.Responses {
		answers += response.Times
	}
	return answers
}

// counted is how many answers there are to count: those before what stays as it is.
func (s *Scenario) counted() int {
	if s.ThenSandbox {
		return s.Once()
	}
	return s.Once() - s.Responses[len(s.Responses)-1].Times
}

// step is the response that comes after so many answers, from 1; 0 where the scenario steps aside.
func (s *Scenario) step(answered int) int {
	for i, response := range s.Responses {
		if answered < response.Times {
			return i + 1
		}
		answered -= response.Times
	}
	if s.ThenSandbox {
		return 0
	}
	return len(s.Responses)
}
