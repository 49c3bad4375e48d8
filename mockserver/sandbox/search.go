package sandbox

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
)

// maxFound bounds the answer of searchCustomers: no agent looks through more.
const maxFound = 100

func searchCustomers(c CRM, r Request) (Answer, error) {
	body, err := c.valid(r)
	if err != nil {
		return Answer{}, err
	}
	found, err := c.customersHaving(r.Context, caseapi.NewCustomerChange(body).Custom)
	if err != nil {
		return Answer{}, err
	}
	if len(found) == 0 {
		return Answer{Status: http.StatusNoContent}, nil
	}
	return r.success(listOf(found)), nil
}

// customersHaving finds the customers all of whose fields have the wanted values, by id. One field
// leads to those who may be meant; what was changed in this world is looked at besides.
func (c CRM) customersHaving(ctx context.Context, wanted map[string]string) ([][]byte, error) {
	found := map[string][]byte{}
	add := func(ids iter.Seq[string]) {
		for id := range ids {
			if len(found) == maxFound || ctx.Err() != nil {
				return
			}
			if customer, ok := c.Store.Customer(id); ok && hasAll(customer.Value, wanted) {
				found[id] = customer.JSON
			}
		}
	}
	add(slices.Values(c.Store.ChangedCustomers()))
	leading := c.leadingField(wanted)
	add(c.Population.FindCustomers(ctx, leading, strings.TrimSpace(wanted[leading])))
	var list [][]byte
	for _, id := range slices.SortedFunc(maps.Keys(found), byCustomerID) {
		list = append(list, found[id])
	}
	return list, ctx.Err()
}

// leadingField is the wanted field that most probably leads to few customers: one that recognises a
// person, if there is any.
func (c CRM) leadingField(wanted map[string]string) string {
	names := slices.Sorted(maps.Keys(wanted))
	for _, name := range names {
		field, _ := c.API.Structures().Customer.Field(name)
		if _, recognises := fixtures.TraitOf(field); recognises {
			return name
		}
	}
	return names[0]
}

// hasAll reports whether the customer's fields have all the values, whatever the case of their letters.
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
func byCustomerID(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}
