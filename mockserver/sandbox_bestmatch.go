package mockserver

import (
	"cmp"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
)

// maxMatches bounds the answer of bestmatchCustomers.
const maxMatches = 10

// clue is something by which the client recognises a person, and what an agreement counts for: one that
// weighs more outdoes any number of those that weigh less.
type clue struct {
	trait  fixtures.Trait
	value  string
	weight int
}

const (
	nameWeight    = 1
	accountWeight = 100    // the person's account on a service
	numberWeight  = 10_000 // what belongs to one person alone
)

func bestmatchCustomers(x *exchange) (answer, error) {
	body, err := x.valid()
	if err != nil {
		return answer{}, err
	}
	scores := map[string]int{}
	for _, clue := range clues(body) {
		for id := range x.suspects(clue) {
			scores[id] += clue.weight
		}
	}
	matches := []caseapi.Customer{}
	for id := range scores {
		if customer, ok := x.world.store.Customer(id); ok {
			matches = append(matches, customer)
		}
	}
	slices.SortFunc(matches, func(a, b caseapi.Customer) int {
		return cmp.Or(cmp.Compare(scores[b.ID], scores[a.ID]), byCustomerID(a, b))
	})
	return x.success(matches[:min(len(matches), maxMatches)]), nil
}

// clues reads the request. Description and addresses recognise nobody.
func clues(body map[string]any) []clue {
	var clues []clue
	add := func(trait fixtures.Trait, weight int, values ...any) {
		for _, value := range values {
			if text, _ := value.(string); strings.TrimSpace(text) != "" {
				clues = append(clues, clue{trait, text, weight})
			}
		}
	}
	all := func(name string) []any {
		values, _ := body[name].([]any)
		return values
	}
	add(fixtures.Email, numberWeight, body["email"])
	add(fixtures.Phone, numberWeight, all("phoneNumbers")...)
	add(fixtures.OrderNumber, numberWeight, all("orderNumbers")...)
	add(fixtures.CaseNumber, numberWeight, all("caseNumbers")...)
	add(fixtures.AccountNumber, numberWeight, all("accountNumbers")...)
	add(fixtures.Handle, accountWeight, body["screenName"])
	add(fixtures.ProfileURL, accountWeight, body["profileUrl"])
	add(fixtures.Name, nameWeight, body["displayName"])
	return clues
}

// suspects are the customers whom a clue points at, as they are now: those of the population, and those
// who came to fit by a change in this world.
func (x *exchange) suspects(clue clue) map[string]bool {
	suspects := map[string]bool{}
	for id := range x.loaded.population.CustomersWith(clue.trait, clue.value) {
		suspects[id] = true
	}
	for customer, ok := range x.world.store.ChangedCustomers {
		if has, known := x.has(customer, clue); known {
			suspects[customer.ID] = has && ok
		}
	}
	if clue.trait == fixtures.CaseNumber {
		for changed, ok := range x.world.store.ChangedCases {
			if sameText(changed.Number, clue.value) {
				clear(suspects)
				suspects[changed.CustomerID] = ok
			}
		}
	}
	for id, is := range suspects {
		if !is {
			delete(suspects, id)
		}
	}
	return suspects
}

// has tells whether a customer's custom fields agree with a clue; known is false for a clue that custom
// fields say nothing of, such as a handle.
func (x *exchange) has(customer caseapi.Customer, clue clue) (has, known bool) {
	for _, field := range x.api().Structures().Customer.Fields {
		if trait, ok := fixtures.TraitOf(field); ok && trait == clue.trait {
			known = true
			has = has || trait.Same(customer.Custom[field.Name], clue.value)
		}
	}
	return has, known
}
