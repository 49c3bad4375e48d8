package sandbox

import (
	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

func findCustomer(c CRM, r Request) (Answer, error) {
	found, ok := c.Store.Customer(r.id())
	if !ok {
		return Answer{}, store.ErrNotFound
	}
	if _, err := c.valid(r); err != nil {
		return Answer{}, err
	}
	return r.success(Body{found.JSON}), nil
}

func createCustomer(c CRM, r Request) (Answer, error) {
	body, err := c.valid(r)
	if err != nil {
		return Answer{}, err
	}
	change := caseapi.NewCustomerChange(body)
	created, err := c.Store.AddCustomer(func(id string) caseapi.Customer {
		url := c.customerURL(id)
		return change.Apply(caseapi.Customer{ID: id, URL: url})
	})
	if err != nil {
		return Answer{}, err
	}
	return r.success(Body{created.JSON}), nil
}

func updateCustomer(c CRM, r Request) (Answer, error) {
	if !c.Store.HasCustomer(r.id()) {
		return Answer{}, store.ErrNotFound
	}
	body, err := c.valid(r)
	if err != nil {
		return Answer{}, err
	}
	change := caseapi.NewCustomerChange(body)
	updated, err := c.Store.UpdateCustomer(r.id(),
		func(before caseapi.Customer) (caseapi.Customer, error) { return change.Apply(before), nil })
	if err != nil {
		return Answer{}, err
	}
	return r.success(Body{updated.JSON}), nil
}
