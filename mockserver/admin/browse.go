package admin

import (
	"net/http"
	"slices"
	"strconv"
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
var pageParameters = []parameter{
	{"after", func(r *call, text string) error { return readWhole(&r.page.from, text) }},
	{"limit", func(r *call, text string) error { return readNumber(&r.page.limit, text) }},
}

// size is how many entries the page has.
func (p page) size() int {
	if p.limit == nil {
		return defaultPage
	}
	return min(*p.limit, largestPage)
}

// mostSearched bounds how many records one page of a search looks at: a world can have millions. The page's
// cursor goes on from there.
const mostSearched = 2000

// records are the seeded cases or customers of a world and those that were added.
type records struct {
	name   string // of the array
	seeded int
	id     func(index int) string // of a seeded one
	added  []string
	find   func(id string) (encoded []byte, ok bool)
}

// list is a page of the records that the search lets through; next is empty at the end.
func (a records) list(asked page, wanted search) longList {
	place, total := asked.from, a.seeded+len(a.added)
	elements := func(yield func(any) bool) {
		end := total
		if !wanted.isNone() {
			end = min(total, asked.from+mostSearched)
		}
		for found := 0; place < end && found < asked.size(); place++ {
			if record, ok := a.find(a.at(place)); ok && wanted.lets(record) {
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

func browseCases(r *call) (int, any, error) {
	population := r.server.Files.Current().Population
	added := slices.DeleteFunc(r.world.Store.ChangedCases(), func(id string) bool {
		return population.HasCase(id) || !r.world.Store.HasCase(id)
	})
	all := records{"cases", population.CaseCount(), population.CaseID, added, r.world.Store.CaseJSON}
	return http.StatusOK, all.list(r.page, r.search), nil
}

func browseCustomers(r *call) (int, any, error) {
	population := r.server.Files.Current().Population
	added := slices.DeleteFunc(r.world.Store.ChangedCustomers(), func(id string) bool {
		return population.HasCustomer(id) || !r.world.Store.HasCustomer(id)
	})
	find := func(id string) ([]byte, bool) {
		found, ok := r.world.Store.Customer(id)
		if !ok {
			return nil, false
		}
		return found.JSON, true
	}
	all := records{"customers", population.CustomerCount(), population.CustomerID, added, find}
	return http.StatusOK, all.list(r.page, r.search), nil
}
