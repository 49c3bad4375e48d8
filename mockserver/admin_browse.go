package mockserver

import (
	"net/http"
	"strconv"

	"casemock/contracts/caseapi"
)

const (
	defaultPage = 20
	largestPage = 200
)

// page is where a browse of cases or customers goes on, and how far. The cursor is a place in the list
// of the seeded ones, in the order of their ids, and behind them those that were added.
type page struct {
	from  int
	limit *int // nil: defaultPage
}

// pageParameters are after, the cursor that an earlier answer gave as next, and limit.
var pageParameters = []adminParameter{
	{"after", func(r *adminRequest, text string) error { return readWhole(&r.page.from, text) }},
	{"limit", func(r *adminRequest, text string) error { return readNumber(&r.page.limit, text) }},
}

// size is how many entries the page has.
func (p page) size() int {
	if p.limit == nil {
		return defaultPage
	}
	return min(*p.limit, largestPage)
}

// walk collects a page of a list of seeded entries followed by added ones; next is empty at the end.
func walk[T any](asked page, seeded int, at func(index int) (T, bool), added []T) (found []T, next string) {
	found = []T{}
	place := asked.from
	for ; place < seeded+len(added) && len(found) < asked.size(); place++ {
		if place >= seeded {
			found = append(found, added[place-seeded])
		} else if entry, ok := at(place); ok {
			found = append(found, entry)
		}
	}
	if place < seeded+len(added) {
		next = strconv.Itoa(place)
	}
	return found, next
}

func browseCases(r *adminRequest) (int, any, error) {
	population := r.server.loaded.Load().population
	var added []caseapi.Case
	for changed, ok := range r.world.store.ChangedCases {
		if ok && !population.HasCase(changed.ID) {
			added = append(added, changed)
		}
	}
	found, next := walk(r.page, population.CaseCount(), func(index int) (caseapi.Case, bool) {
		return r.world.store.Case(population.CaseID(index))
	}, added)
	return http.StatusOK, map[string]any{"cases": found, "next": next}, nil
}

func browseCustomers(r *adminRequest) (int, any, error) {
	population := r.server.loaded.Load().population
	var added []caseapi.Customer
	for changed, ok := range r.world.store.ChangedCustomers {
		if ok && !population.HasCustomer(changed.ID) {
			added = append(added, changed)
		}
	}
	found, next := walk(r.page, population.CustomerCount(), func(index int) (caseapi.Customer, bool) {
		return r.world.store.Customer(population.CustomerID(index))
	}, added)
	return http.StatusOK, map[string]any{"customers": found, "next": next}, nil
}
