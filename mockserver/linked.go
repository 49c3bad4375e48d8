package mockserver

import (
	"bytes"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/store"
	"casemock/mockserver/world"
)

// linked is the seeded data of a world of its own, whose urls lead to that world: a browser has no key, so the
// page of a case that somebody changed would else show it as it was. The url of a fixture file stays.
type linked struct {
	store.Population
	publicURL string // that the urls begin with
	world     string
}

func (l linked) Case(id string) (caseapi.Case, bool) {
	found, ok := l.Population.Case(id)
	found.URL = l.lead(found.URL, fixtures.CaseURL(l.publicURL, id))
	return found, ok
}

func (l linked) Customer(id string) (caseapi.Customer, bool) {
	found, ok := l.Population.Customer(id)
	found.URL = l.lead(found.URL, fixtures.CustomerURL(l.publicURL, id))
	return found, ok
}

// CaseJSON changes the JSON that all worlds share, which is cheaper than making it up.
func (l linked) CaseJSON(id string) ([]byte, bool) {
	found, ok := l.Population.CaseJSON(id)
	own := fixtures.CaseURL(l.publicURL, id)
	return bytes.Replace(found, urlProperty(own), urlProperty(l.lead(own, own)), 1), ok
}

// urlProperty stands once in a case: in a text, its quotes are escaped.
func urlProperty(address string) []byte {
	return append([]byte(`"url":`), caseapi.MustMarshal(address)...)
}

// lead makes a url lead to the world, if it is the server's own.
func (l linked) lead(address, own string) string {
	if address != own {
		return address
	}
	return world.Link(l.world, address)
}
