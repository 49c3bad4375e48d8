package scenarios

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
)

// Position is how far a scenario has come, as it is kept outside of the process.
type Position struct {
	Times int    `json:"times"` // how often the scenario has answered, as far as that matters
	Of    string `json:"of"`    // a fingerprint of what the scenario says: one that says something else starts again
}

// fingerprint tells what a scenario says from what others say.
func fingerprint(scenario *Scenario) string {
	hash := sha256.Sum256(Format(scenario))
	return hex.EncodeToString(hash[:8])
}

// Observe is told of each position that changes, by the name of the scenario, but for what Put does. It is to be
// called before anything changes.
func (p *Positions) Observe(changed func(name string)) { p.changed = changed }

// Position is how far the scenario of that name has come; false for one that is at its start.
func (p *Positions) Position(name string) (Position, bool) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	now, known := p.answered[name]
	if !known {
		return Position{}, false
	}
	if now.scenario != nil {
		now.of = fingerprint(now.scenario)
	}
	return Position{now.times, now.of}, true
}

// Put makes the scenario of that name be as far as a position says; nil: at its start.
func (p *Positions) Put(name string, position *Position) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if position == nil {
		delete(p.answered, name)
		return
	}
	p.answered[name] = positionOf(*position)
}

// Names lists the scenarios that are not at their start, in order.
func (p *Positions) Names() []string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return slices.Sorted(maps.Keys(p.answered))
}

func positionOf(kept Position) position { return position{of: kept.Of, times: kept.Times} }
