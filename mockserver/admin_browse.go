package mockserver

import (
	"fmt"
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
type page struct{ from, limit int }

// parsePage reads after, the cursor that an earlier answer gave as next, and limit.
func (r *adminRequest) parsePage() (page, error) {
	asked := page{limit: defaultPage}
	for name, into := range map[string]*int{"after": &asked.from, "limit": &asked.limit} {
		text := r.URL.Query().Get(name)
		if text == "" {
			continue
		}
		number, err := strconv.Atoi(text)
		if err != nil || number < 0 {
			return page{}, adminError{http.StatusBadRequest,
				fmt.Sprintf("%s must be a whole number, got %q", name, text)}
		}
		*into = number
	}
	asked.limit = min(asked.limit, largestPage)
	return asked, nil
}

// walk collects a page of a list of seeded entries followed by added ones; next is empty at the end.
func walk[T any](asked page, seeded int, at func(index int) (T, bool), added []T) (found []T, next string) {
	found = []T{}
	place := asked.from
	for ; place < seeded+len(added) && len(found) < asked.limit; place++ {
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
	asked, err := r.parsePage()
	if err != nil {
		return 0, nil, err
	}
	population := r.server.loaded.Load().population
	var added []caseapi.Case
	for changed, ok := range r.world.store.ChangedCases {
		if ok && !population.HasCase(changed.ID) {
			added = append(added, changed)
		}
	}
	found, next := walk(asked, population.CaseCount(), func(index int) (caseapi.Case, bool) {
		return r.world.store.Case(population.CaseID(index))
	}, added)
	return http.StatusOK, map[string]any{"cases": found, "next": next}, nil
}

func browseCustomers(r *adminRequest) (int, any, error) {
	asked, err := r.parsePage()
	if err != nil {
		return 0, nil, err
	}
	population := r.server.loaded.Load().population
	var added []caseapi.Customer
	for changed, ok := range r.world.store.ChangedCustomers {
		if ok && !population.HasCustomer(changed.ID) {
			added = append(added, changed)
		}
	}
	found, next := walk(asked, population.CustomerCount(), func(index int) (caseapi.Customer, bool) {
		return r.world.store.Customer(population.CustomerID(index))
	}, added)
	return http.StatusOK, map[string]any{"customers": found, "next": next}, nil
}
