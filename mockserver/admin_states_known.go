package mockserver

import (
	"cmp"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
)

// custom are the parameters that are custom fields of the object: it must have these values. A value that
// the field does not allow is refused, or the fake would answer outside its own documents. Null is none.
func (c stateChange) custom(
	api *caseapi.API, object caseapi.ObjectType, name caseapi.SchemaName,
) (map[string]string, error) {
	values := map[string]string{}
	for _, field := range api.Structures().Of(object).Fields {
		if c.Params[field.Name] == nil {
			continue
		}
		values[field.Name] = c.param(field.Name)
		if wrong := api.ValidateProperty(name, field.Name, values[field.Name]); len(wrong) > 0 {
			return nil, adminError{http.StatusBadRequest, "params: " + wrong[0].Error()}
		}
	}
	return values, nil
}

// customerState makes sure of a customer with the id and the custom fields; without an id it makes one.
func customerState(r *adminRequest, change stateChange) (stateValues, error) {
	custom, err := change.custom(r.server.API(), caseapi.CustomerObject, caseapi.CustomerSchema)
	if err != nil {
		return nil, err
	}
	r.enter()
	customer, err := r.ensureCustomer(change.param("id"))
	if err != nil {
		return nil, err
	}
	customer = caseapi.CustomerChange{Custom: custom}.Apply(customer)
	err = r.world.store.PutCustomer(customer)
	return valuesOf(customer.Custom, stateValues{"id": customer.ID}), err
}

func (r *adminRequest) ensureCustomer(id string) (caseapi.Customer, error) {
	if found, exists := r.world.store.Customer(id); exists {
		return found, nil
	}
	example := r.server.loaded.Load().population.ExampleCustomer()
	place := func(id string) caseapi.Customer {
		example.ID = id
		example.URL = r.world.link(fixtures.CustomerURL(r.server.config.publicURL, id))
		return example
	}
	if id == "" {
		added, err := r.world.store.AddCustomer(place)
		return added.Value, err
	}
	return place(id), r.world.store.PutCustomer(place(id))
}

// caseState makes sure of a case with that status, of an existing customer.
func caseState(status caseapi.Status) providerState {
	return func(r *adminRequest, change stateChange) (stateValues, error) {
		custom, err := change.custom(r.server.API(), caseapi.CaseObject, caseapi.CaseSchema)
		if err != nil {
			return nil, err
		}
		r.enter()
		present, err := r.ensureCase(change.param("id"), change.param("customerId"))
		if err != nil {
			return nil, err
		}
		present.Custom = caseapi.CaseChange{Custom: custom}.Apply(present, present.LastUpdated).Custom
		present.Status = status
		if customerID := change.param("customerId"); customerID != "" {
			present.CustomerID = customerID
		}
		if _, err := r.ensureCustomer(present.CustomerID); err != nil {
			return nil, err
		}
		err = r.world.store.PutCase(present)
		return valuesOf(present.Custom, stateValues{"id": present.ID, "customerId": present.CustomerID}), err
	}
}

// ensureCase finds a case, or makes one with that id; without an id it makes a new one.
func (r *adminRequest) ensureCase(id, customerID string) (caseapi.Case, error) {
	if found, exists := r.world.store.Case(id); exists {
		return found, nil
	}
	if customerID == "" {
		customer, err := r.ensureCustomer("")
		if err != nil {
			return caseapi.Case{}, err
		}
		customerID = customer.ID
	}
	example := r.server.loaded.Load().population.ExampleCase()
	place := func(id, number string) caseapi.Case {
		example.ID, example.Number, example.CustomerID = id, number, customerID
		example.URL = r.world.link(fixtures.CaseURL(r.server.config.publicURL, id))
		return example
	}
	if id == "" {
		added, err := r.world.store.AddCase(place)
		return added.Value, err
	}
	return place(id, example.Number+"-"+id), nil
}

// valuesOf adds an object's custom fields to the values that a request can be made of.
func valuesOf(custom map[string]string, values stateValues) stateValues {
	for name, value := range custom {
		if _, taken := values[name]; !taken {
			values[name] = value
		}
	}
	return values
}

// freeID is an id that nothing has, for the states that want one without naming it.
const freeID = "does-not-exist"

func noCaseState(r *adminRequest, change stateChange) (stateValues, error) {
	r.enter()
	id := cmp.Or(change.param("id"), freeID)
	return stateValues{"id": id}, r.world.store.RemoveCase(id)
}

func noCustomerState(r *adminRequest, change stateChange) (stateValues, error) {
	r.enter()
	id := cmp.Or(change.param("id"), freeID)
	return stateValues{"id": id}, r.world.store.RemoveCustomer(id)
}

// failingState forces the operation's documented 500 on its next request.
func failingState(r *adminRequest, change stateChange) (stateValues, error) {
	asked := forceRequest{Operation: caseapi.OperationName(change.param("operation")),
		Status: new(http.StatusInternalServerError)}
	scenario, err := asked.find(r.server.loaded.Load().scenarios)
	if err != nil {
		return nil, err
	}
	err = r.force(ForcedAnswer{Operation: scenario.Operation.Name, Status: *asked.Status,
		Scenario: scenario.Name, Times: 1, Remaining: 1})
	return stateValues{"operation": string(scenario.Operation.Name)}, err
}
