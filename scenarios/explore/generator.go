package explore

import (
	"fmt"
	"math/rand/v2"

	"casemock/contracts/caseapi"
	"casemock/scenarios/story"
)

// Generator makes sequences of calls, legal and illegal ones, as stories. The same settings give the
// same sequences in the same order: nothing depends on the time, on a server or on the order of a map.
type Generator struct {
	settings Settings
	random   *rand.Rand
	// tried counts how often each choice was made, so that what was rarely tried comes next.
	tried    map[string]int
	sequence int
	crowds   int
	wrong    int // keys
}

// Settings are what a generator goes by.
type Settings struct {
	Structures caseapi.ObjectStructures // the server's own custom fields
	Seed       uint64
	Steps      int // calls of a sequence; those about long lists have more
	// CustomerID is an existing customer for new cases, who is not changed: then none is created. Empty: customers
	// are created.
	CustomerID string
	// Tried reports whether an operation is tried. Others are called only where a case or a customer is
	// needed.
	Tried func(caseapi.OperationName) bool
}

// NewGenerator starts with the first sequence.
func NewGenerator(settings Settings) *Generator {
	tried := settings.Tried
	settings.Tried = func(name caseapi.OperationName) bool {
		return tried(name) && (settings.CustomerID == "" || name != caseapi.CreateCustomer)
	}
	return &Generator{settings: settings, random: rand.New(rand.NewPCG(settings.Seed, 0)),
		tried: map[string]int{}}
}

// everyCrowd is how many sequences there are for one that is about long lists.
const everyCrowd = 8

// Next is the next sequence.
func (g *Generator) Next() *story.Story {
	g.sequence++
	d := &draft{Generator: g}
	crowded := g.sequence%everyCrowd == 4 && d.crowd()
	d.begin()
	for len(d.steps) < g.settings.Steps && !crowded {
		if !d.act() {
			break
		}
	}
	return &story.Story{
		Name:    fmt.Sprintf("seed-%d-sequence-%d", g.settings.Seed, g.sequence),
		Summary: "A sequence of calls that casemock explore made up.",
		Steps:   d.steps,
	}
}

// act makes one of the actions that are possible now, rather one that was rarely made.
func (d *draft) act() bool {
	var possible []action
	for _, action := range actions() {
		if d.settings.Tried(action.operation) && (action.possible == nil || action.possible(d)) {
			possible = append(possible, action)
		}
	}
	if len(possible) == 0 {
		return false
	}
	weights := make([]float64, len(possible))
	for i, action := range possible {
		weights[i] = action.weight / (1 + float64(d.tried[action.name])/action.weight)
	}
	chosen := possible[d.weighted(weights)]
	d.tried[chosen.name]++
	chosen.do(d)
	return true
}

func (g *Generator) weighted(weights []float64) int {
	sum := 0.0
	for _, weight := range weights {
		sum += weight
	}
	drawn := g.random.Float64() * sum
	for i, weight := range weights {
		if drawn -= weight; drawn < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// rarely chooses one of n kinds of something, rather one that was rarely chosen for it.
func (g *Generator) rarely(something string, n int) int {
	weights := make([]float64, n)
	key := func(i int) string { return fmt.Sprintf("%s %d", something, i) }
	for i := range weights {
		often := float64(1 + g.tried[key(i)])
		weights[i] = 1 / (often * often)
	}
	chosen := g.weighted(weights)
	g.tried[key(chosen)]++
	return chosen
}

func (g *Generator) chance(of float64) bool { return g.random.Float64() < of }

func oneOf[T any](g *Generator, of []T) T { return of[g.random.IntN(len(of))] }

func rareOf(g *Generator, something string, of []text) string {
	return of[g.rarely(something, len(of))].value
}
