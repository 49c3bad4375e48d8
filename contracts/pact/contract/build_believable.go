package contract

import (
	"sync"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
)

// company is whose cases and customers the examples of the contract are.
var company = sync.OnceValue(func() *fixtures.Population {
	return fixtures.New(fixtures.Options{Seed: exampleSeed, Cases: 1, PublicURL: exampleURL,
		Structures: fixtures.DefaultStructures()})
})

func believableCase(id string) caseapi.Case {
	example := company().ExampleCase()
	example.ID, example.URL = id, fixtures.CaseURL(exampleURL, id)
	return example
}

func believableCustomer(id string) caseapi.Customer {
	example := company().ExampleCustomer()
	example.ID, example.URL = id, fixtures.CustomerURL(exampleURL, id)
	return example
}
