package mockserver

import (
	"cmp"
	"net/http"
	"reflect"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/world"
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
func customerState(r *bringing) (stateValues, error) {
	custom, err := r.change.custom(r.server.API(), caseapi.CustomerObject, caseapi.CustomerSchema)
	if err != nil {
		return nil, err
	}
	r.enter()
	customer, err := r.ensureCustomer(r.change.param("id"))
	if err != nil {
		return nil, err
	}
	if len(custom) > 0 {
		customer = caseapi.CustomerChange{Custom: custom}.Apply(customer)
		r.touchCustomer(customer.ID)
		err = r.world.Store.PutCustomer(customer)
	}
	return valuesOf(customer.Custom, stateValues{"id": customer.ID}), err
}

func (r *bringing) ensureCustomer(id string) (caseapi.Customer, error) {
	if found, exists := r.world.Store.Customer(id); exists {
		return found, nil
	}
	example := r.server.files.Current().Population.ExampleCustomer()
	place := func(id string) caseapi.Customer {
		example.ID = id
		example.URL = r.world.Link(fixtures.CustomerURL(r.server.config.publicURL, id))
		return example
	}
	if id == "" {
		added, err := r.world.Store.AddCustomer(place)
		if err != nil {
			return caseapi.Customer{}, err
		}
		r.madeCustomer(added.Value.ID)
		return added.Value, nil
	}
	r.touchCustomer(id)
	return place(id), r.world.Store.PutCustomer(place(id))
}

// caseState makes sure of a case with that status, of an existing customer.
func caseState(status caseapi.Status) providerState {
	return func(r *bringing) (stateValues, error) {
		custom, err := r.change.custom(r.server.API(), caseapi.CaseObject, caseapi.CaseSchema)
		if err != nil {
			return nil, err
		}
		r.enter()
		present, err := r.ensureCase(r.change.param("id"), r.change.param("customerId"))
		if err != nil {
			return nil, err
		}
		if len(custom) > 0 {
			present.Custom = caseapi.CaseChange{Custom: custom}.Apply(present, present.LastUpdated).Custom
		}
		present.Status = status
		if customerID := r.change.param("customerId"); customerID != "" {
			present.CustomerID = customerID
		}
		if _, err := r.ensureCustomer(present.CustomerID); err != nil {
			return nil, err
		}
		err = r.putCase(present)
		return valuesOf(present.Custom, stateValues{"id": present.ID, "customerId": present.CustomerID}), err
	}
}

// putCase keeps a case, unless there is one just like it: what was not changed is not to be undone.
func (r *bringing) putCase(wanted caseapi.Case) error {
	if found, exists := r.world.Store.Case(wanted.ID); exists && reflect.DeepEqual(found, wanted) {
		return nil
	}
	r.touchCase(wanted.ID)
	return r.world.Store.PutCase(wanted)
}

// ensureCase finds a case, or makes one with that id; without an id it makes a new one.
func (r *bringing) ensureCase(id, customerID string) (caseapi.Case, error) {
	if found, exists := r.world.Store.Case(id); exists {
		return found, nil
	}
	if customerID == "" {
		customer, err := r.ensureCustomer("")
		if err != nil {
			return caseapi.Case{}, err
		}
		customerID = customer.ID
	}
	example := r.server.files.Current().Population.ExampleCase()
	place := func(id, number string) caseapi.Case {
		example.ID, example.Number, example.CustomerID = id, number, customerID
		example.URL = r.world.Link(fixtures.CaseURL(r.server.config.publicURL, id))
		return example
	}
	if id == "" {
		added, err := r.world.Store.AddCase(place)
		if err != nil {
			return caseapi.Case{}, err
		}
		r.madeCase(added.Value.ID)
		return added.Value, nil
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

func noCaseState(r *bringing) (stateValues, error) {
	r.enter()
	id := cmp.Or(r.change.param("id"), freeID)
	r.touchCase(id)
	return stateValues{"id": id}, r.world.Store.RemoveCase(id)
}

func noCustomerState(r *bringing) (stateValues, error) {
	r.enter()
	id := cmp.Or(r.change.param("id"), freeID)
	r.touchCustomer(id)
	return stateValues{"id": id}, r.world.Store.RemoveCustomer(id)
}

// failingState forces the operation's documented 500 on its next request.
func failingState(r *bringing) (stateValues, error) {
	asked := forceRequest{Operation: caseapi.OperationName(r.change.param("operation")),
		Status: new(http.StatusInternalServerError)}
	scenario, err := asked.find(r.server.files.Current().Scenarios)
	if err != nil {
		return nil, err
	}
	err = r.force(world.ForcedAnswer{Operation: scenario.Operation.Name, Status: *asked.Status,
		Scenario: scenario.Name, Times: 1, Remaining: 1, State: r.change.State})
	return stateValues{"operation": string(scenario.Operation.Name)}, err
}
