package mockserver

import (
	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/store"
)

func findCustomer(x *exchange) (answer, error) {
	body, ok := x.world.Store.CustomerJSON(x.id())
	if !ok {
		return answer{}, store.ErrNotFound
	}
	if _, err := x.valid(); err != nil {
		return answer{}, err
	}
	return x.encoded(body), nil
}

func createCustomer(x *exchange) (answer, error) {
	body, err := x.valid()
	if err != nil {
		return answer{}, err
	}
	change := caseapi.NewCustomerChange(body)
	created, err := x.world.Store.AddCustomer(func(id string) caseapi.Customer {
		url := x.world.Link(fixtures.CustomerURL(x.server.config.publicURL, id))
		return change.Apply(caseapi.Customer{ID: id, URL: url})
	})
	if err != nil {
		return answer{}, err
	}
	return x.encoded(created.JSON), nil
}

func updateCustomer(x *exchange) (answer, error) {
	if !x.world.Store.HasCustomer(x.id()) {
		return answer{}, store.ErrNotFound
	}
	body, err := x.valid()
	if err != nil {
		return answer{}, err
	}
	change := caseapi.NewCustomerChange(body)
	updated, err := x.world.Store.UpdateCustomer(x.id(),
		func(before caseapi.Customer) (caseapi.Customer, error) { return change.Apply(before), nil })
	if err != nil {
		return answer{}, err
	}
	return x.encoded(updated.JSON), nil
}
