package sandbox

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

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

func bestmatchCustomers(c CRM, r Request) (Answer, error) {
	body, err := c.valid(r)
	if err != nil {
		return Answer{}, err
	}
	scores := map[string]int{}
	changed := changedPeople{CRM: c, ctx: r.Context}
	for _, clue := range clues(body) {
		if err := r.Context.Err(); err != nil {
			return Answer{}, err
		}
		suspects, err := changed.suspects(clue)
		if err != nil {
			return Answer{}, err
		}
		for id := range suspects {
			scores[id] += clue.weight
		}
	}
	return r.success(listOf(c.bestOf(scores))), nil
}

// bestOf lists the customers with the highest scores, as they are now.
func (c CRM) bestOf(scores map[string]int) [][]byte {
	ids := slices.SortedFunc(maps.Keys(scores), func(a, b string) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), byCustomerID(a, b))
	})
	var matches [][]byte
	for _, id := range ids {
		if customer, ok := c.Store.Customer(id); ok && len(matches) < maxMatches {
			matches = append(matches, customer.JSON)
		}
	}
	return matches
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

// changedPeople are the customers and cases that were changed in this world, indexed when the first clue asks:
// a request may have thousands of clues, and the world thousands of changes.
type changedPeople struct {
	CRM
	ctx       context.Context
	customers *changedCustomers
	owners    map[string]string // the customers of changed cases, by case number
}

// changedCustomers are the customers who were changed, by what recognises them.
type changedCustomers struct {
	ids    map[string]bool
	known  map[fixtures.Trait]bool // the traits that custom fields say something of
	traits fixtures.TraitIndex
}

// suspects are the customers whom a clue points at, as they are now: those of the population, and those
// who came to fit by a change in this world.
func (p *changedPeople) suspects(clue clue) (map[string]bool, error) {
	if err := p.prepare(clue); err != nil {
		return nil, err
	}
	if owner, ok := p.owners[numberKey(clue.value)]; ok && clue.trait == fixtures.CaseNumber {
		return map[string]bool{owner: true}, nil
	}
	suspects := map[string]bool{}
	known := p.customers.known[clue.trait]
	for id := range p.Population.CustomersWith(clue.trait, clue.value) {
		if !known || !p.customers.ids[id] {
			suspects[id] = true
		}
	}
	for id := range p.customers.traits.Holders(clue.trait, clue.value) {
		suspects[id] = true
	}
	return suspects, nil
}

// prepare indexes what the clue needs, unless an earlier one has needed it.
func (p *changedPeople) prepare(clue clue) (err error) {
	if p.customers == nil {
		if p.customers, err = p.indexCustomers(); err != nil {
			return err
		}
	}
	if clue.trait == fixtures.CaseNumber && p.owners == nil {
		p.owners, err = p.indexCases()
	}
	return err
}

func (p *changedPeople) indexCustomers() (*changedCustomers, error) {
	index := &changedCustomers{ids: map[string]bool{}, known: map[fixtures.Trait]bool{}}
	fields := fixtures.TraitFields(p.API.Structures().Customer)
	for _, field := range fields {
		index.known[field.Trait] = true
	}
	for _, id := range p.Store.ChangedCustomers() {
		if err := p.ctx.Err(); err != nil {
			return nil, err
		}
		index.ids[id] = true
		customer, ok := p.Store.Customer(id)
		for _, field := range fields {
			if ok { // one that was removed has no traits
				index.traits.Add(field.Trait, customer.Value.Custom[field.Name], id)
			}
		}
	}
	return index, nil
}

func (p *changedPeople) indexCases() (map[string]string, error) {
	owners := map[string]string{}
	for _, id := range p.Store.ChangedCases() {
		if err := p.ctx.Err(); err != nil {
			return nil, err
		}
		if found, ok := p.Store.Case(id); ok {
			owners[numberKey(found.Value.Number)] = found.Value.CustomerID
		}
	}
	return owners, nil
}

// numberKey is the same for the spellings of a case number.
func numberKey(number string) string { return strings.ToLower(strings.TrimSpace(number)) }
