package surprises

import (
	"slices"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// Population is the seeded data of a server.
type Population interface {
	store.Population
	// CaseIndex is the index of a generated case; false for what no seed has made.
	CaseIndex(id string) (index int, ok bool)
}

// Populate puts the surprises of the profile that are in the data into the seeded data. What a case becomes depends
// on the seed and its id alone. Cases that a file has put there stay as they are.
func (p *Profile) Populate(population Population, seed uint64) store.Population {
	if p.Seeding() == "" {
		return population
	}
	return seeded{population, p, seed}
}

// Seeding names the surprises that Populate puts into the data; empty for none.
func (p *Profile) Seeding() string {
	names := ""
	if p != nil {
		for _, surprise := range p.chosen {
			if surprise.seed != nil || surprise.crowds {
				names += " " + surprise.Name
			}
		}
	}
	return names
}

// seeded is a population with surprises in it.
type seeded struct {
	Population
	profile *Profile
	seed    uint64
}

// Case makes a case up.
func (s seeded) Case(id string) (caseapi.Case, bool) {
	found, ok := s.Population.Case(id)
	index, generated := s.CaseIndex(id)
	if !ok || !generated {
		return found, ok
	}
	if s.isCrowded(index) {
		found.CustomerID = s.CustomerID(0)
	}
	drawn := map[place]string{}
	for _, surprise := range s.profile.chosen {
		if surprise.seed == nil {
			continue
		}
		if drawn[surprise.place] == "" {
			drawn[surprise.place] = s.profile.drawn(surprise.place, newDice(s.seed, string(surprise.place), id))
		}
		if drawn[surprise.place] == surprise.Name {
			found.Interactions = slices.Clone(found.Interactions)
			surprise.seed(&found)
		}
	}
	return found, true
}

// CaseJSON is the JSON of Case.
func (s seeded) CaseJSON(id string) ([]byte, bool) {
	found, ok := s.Case(id)
	if !ok {
		return nil, false
	}
	return caseapi.MustMarshal(found), true
}

// crowd is how many cases the first customer has at most, where one has them all.
const crowd = 500

// isCrowded reports whether a case belongs to the first customer by the surprise that there are so many.
func (s seeded) isCrowded(index int) bool {
	return index < crowd && slices.ContainsFunc(s.profile.chosen, func(s Surprise) bool { return s.crowds })
}

// CaseIDs lists the cases of a customer.
func (s seeded) CaseIDs(customerID string) []string {
	if !s.isCrowded(0) {
		return s.Population.CaseIDs(customerID)
	}
	var ids []string
	if customerID == s.CustomerID(0) {
		for index := range min(crowd, s.CaseCount()) {
			ids = append(ids, s.CaseID(index))
		}
	}
	for _, id := range s.Population.CaseIDs(customerID) {
		if index, generated := s.CaseIndex(id); !generated || !s.isCrowded(index) {
			ids = append(ids, id)
		}
	}
	return ids
}
