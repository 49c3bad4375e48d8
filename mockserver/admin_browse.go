package mockserver

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"casemock/mockserver/store"
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

// records are the seeded cases or customers of a world and those that were added.
type records struct {
	name   string // of the array
	seeded int
	id     func(index int) string // of a seeded one
	added  []string
	find   func(id string) (store.Body, bool)
}

// list is a page of the records; next is empty at the end.
func (a records) list(asked page) longList {
	place, total := asked.from, a.seeded+len(a.added)
	elements := func(yield func(any) bool) {
		for found := 0; place < total && found < asked.limit; place++ {
			if record, ok := a.find(a.at(place)); ok {
				if found++; !yield(record) {
					return
				}
			}
		}
	}
	return longList{a.name, elements, func() any {
		var rest struct {
			Next string `json:"next"`
		}
		if place < total {
			rest.Next = strconv.Itoa(place)
		}
		return rest
	}}
}

func (a records) at(place int) string {
	if place < a.seeded {
		return a.id(place)
	}
	return a.added[place-a.seeded]
}

func browseCases(r *adminRequest) (int, any, error) {
	asked, err := r.parsePage()
	if err != nil {
		return 0, nil, err
	}
	population := r.server.loaded.Load().population
	added := slices.DeleteFunc(r.world.store.ChangedCases(), func(id string) bool {
		return population.HasCase(id) || !r.world.store.HasCase(id)
	})
	all := records{"cases", population.CaseCount(), population.CaseID, added, r.world.store.CaseJSON}
	return http.StatusOK, all.list(asked), nil
}

func browseCustomers(r *adminRequest) (int, any, error) {
	asked, err := r.parsePage()
	if err != nil {
		return 0, nil, err
	}
	population := r.server.loaded.Load().population
	added := slices.DeleteFunc(r.world.store.ChangedCustomers(), func(id string) bool {
		return population.HasCustomer(id) || !r.world.store.HasCustomer(id)
	})
	all := records{"customers", population.CustomerCount(), population.CustomerID, added,
		r.world.store.CustomerJSON}
	return http.StatusOK, all.list(asked), nil
}
