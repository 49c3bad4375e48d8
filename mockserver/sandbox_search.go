package mockserver

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
)

// maxFound bounds the answer of searchCustomers: no agent looks through more.
const maxFound = 100

func searchCustomers(x *exchange) (answer, error) {
	body, err := x.valid()
	if err != nil {
		return answer{}, err
	}
	found := x.customersHaving(caseapi.NewCustomerChange(body).Custom)
	if len(found) == 0 {
		return answer{status: http.StatusNoContent}, nil
	}
	return x.success(found), nil
}

// customersHaving finds the customers all of whose fields have the wanted values, by id. One field
// leads to those who may be meant; what was changed in this world is looked at besides.
func (x *exchange) customersHaving(wanted map[string]string) []caseapi.Customer {
	found := map[string]caseapi.Customer{}
	for customer, ok := range x.world.store.ChangedCustomers {
		if ok && len(found) < maxFound && hasAll(customer, wanted) {
			found[customer.ID] = customer
		}
	}
	leading := x.leadingField(wanted)
	for id := range x.loaded.population.FindCustomers(leading, strings.TrimSpace(wanted[leading])) {
		if len(found) == maxFound {
			break
		}
		if customer, ok := x.world.store.Customer(id); ok && hasAll(customer, wanted) {
			found[id] = customer
		}
	}
	return slices.SortedFunc(maps.Values(found), byCustomerID)
}

// leadingField is the wanted field that most probably leads to few customers: one that recognises a
// person, if there is any.
func (x *exchange) leadingField(wanted map[string]string) string {
	names := slices.Sorted(maps.Keys(wanted))
	for _, name := range names {
		field, _ := x.api().Structures().Customer.Field(name)
		if _, recognises := fixtures.TraitOf(field); recognises {
			return name
		}
	}
	return names[0]
}

// hasAll tells whether the customer's fields have all the values, whatever the case of their letters.
func hasAll(customer caseapi.Customer, wanted map[string]string) bool {
	for name, value := range wanted {
		if !sameText(customer.Custom[name], value) {
			return false
		}
	}
	return true
}

func sameText(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

// byCustomerID puts C-999 before C-1000.
func byCustomerID(a, b caseapi.Customer) int {
	return cmp.Or(cmp.Compare(len(a.ID), len(b.ID)), strings.Compare(a.ID, b.ID))
}
