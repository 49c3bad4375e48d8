package admin

import (
	"fmt"
	"net/http"
)

// showCase answers one case as the Case API would.
func showCase(r *call) (int, any, error) {
	found, ok := r.world.Store.Case(r.parameters["id"])
	if !ok {
		return 0, nil, r.missing("case")
	}
	return http.StatusOK, found.Value, nil
}

// showCustomer answers one customer as the Case API would.
func showCustomer(r *call) (int, any, error) {
	found, ok := r.world.Store.Customer(r.parameters["id"])
	if !ok {
		return 0, nil, r.missing("customer")
	}
	return http.StatusOK, found.Value, nil
}

// listCasesOf lists a customer's cases; an unknown customer has none.
func listCasesOf(r *call) (int, any, error) {
	cases := func(yield func(any) bool) {
		for _, encoded := range r.world.Store.CasesOf(r.parameters["id"]) {
			if !yield(encoded) {
				return
			}
		}
	}
	return http.StatusOK, longList{"cases", cases, nothing}, nil
}

func (r *call) missing(object string) error {
	return failure{http.StatusNotFound,
		fmt.Sprintf("world %s has no %s %s", r.world.Name, object, r.parameters["id"])}
}

// listWorlds names the worlds that somebody has entered.
func listWorlds(r *call) (int, any, error) {
	names, err := r.server.Worlds.Names(r.Context())
	return http.StatusOK, map[string]any{"worlds": names}, err
}
