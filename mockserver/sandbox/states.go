package sandbox

import (
	"cmp"
	"reflect"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
	"casemock/scenarios"
)

// Values are the parameters of a provider state, or what its setup returns to be used in the request.
type Values map[string]string

// Touch notes that a state is about to change a case or a customer, or has made it. Look finds out how it was,
// so that a teardown can restore that.
type Touch func(subject store.Subject, look func() store.Former)

// state is a provider state of the data.
type state struct {
	object caseapi.ObjectType // whose custom fields its parameters can be; empty: none
	make   stateMaker
}

type stateMaker func(preparation) (Values, error)

// states are those of [scenarios.KnownStates] that the data can be in.
var states = map[string]state{
	scenarios.CustomerExists:   {caseapi.CustomerObject, customerState},
	scenarios.CaseExists:       {caseapi.CaseObject, caseState(caseapi.Open)},
	scenarios.ClosedCaseExists: {caseapi.CaseObject, caseState(caseapi.Closed)},
	scenarios.NoCaseExists:     {make: noCaseState},
	scenarios.NoCustomerExists: {make: noCustomerState},
}

// HasState reports whether the data can be brought into a state.
func HasState(name string) bool { return states[name].make != nil }

// CheckState says what is wrong with the parameters that are custom fields of the state's object: it must have
// these values. A value that the field does not allow is refused, or the fake would answer outside its own
// documents.
func CheckState(api *caseapi.API, name string, params Values) error {
	object := states[name].object
	schema := caseapi.CaseSchema
	if object == caseapi.CustomerObject {
		schema = caseapi.CustomerSchema
	}
	for field, value := range customOf(api, object, params) {
		if wrong := api.ValidateProperty(schema, field, value); len(wrong) > 0 {
			return wrong[0]
		}
	}
	return nil
}

// Prepare brings the data into a state, with parameters that were checked.
func Prepare(c CRM, name string, params Values, touch Touch) (Values, error) {
	return states[name].make(preparation{c, params, touch})
}

// preparation is a CRM on its way into a provider state.
type preparation struct {
	CRM
	params Values
	noted  Touch
}

func (p preparation) custom(object caseapi.ObjectType) map[string]string {
	return customOf(p.API, object, p.params)
}

func customOf(api *caseapi.API, object caseapi.ObjectType, params Values) map[string]string {
	custom := map[string]string{}
	for _, field := range api.Structures().Of(object).Fields {
		if value, ok := params[field.Name]; ok {
			custom[field.Name] = value
		}
	}
	return custom
}

// customerState makes sure of a customer with the id and the custom fields; without an id it makes one.
func customerState(p preparation) (Values, error) {
	custom := p.custom(caseapi.CustomerObject)
	customer, err := p.ensureCustomer(p.params["id"])
	if err != nil {
		return nil, err
	}
	if len(custom) > 0 {
		customer = caseapi.CustomerChange{Custom: custom}.Apply(customer)
		p.touchCustomer(customer.ID)
		err = p.Store.PutCustomer(customer)
	}
	return valuesOf(customer.Custom, Values{"id": customer.ID}), err
}

func (p preparation) ensureCustomer(id string) (caseapi.Customer, error) {
	if found, exists := p.Store.Customer(id); exists {
		return found.Value, nil
	}
	example := p.Population.ExampleCustomer()
	place := func(id string) caseapi.Customer {
		example.ID = id
		example.URL = p.customerURL(id)
		return example
	}
	if id == "" {
		added, err := p.Store.AddCustomer(place)
		if err != nil {
			return caseapi.Customer{}, err
		}
		p.madeCustomer(added.Value.ID)
		return added.Value, nil
	}
	p.touchCustomer(id)
	return place(id), p.Store.PutCustomer(place(id))
}

// caseState makes sure of a case with that status, of an existing customer.
func caseState(status caseapi.Status) stateMaker {
	return func(p preparation) (Values, error) {
		custom := p.custom(caseapi.CaseObject)
		present, err := p.ensureCase(p.params["id"], p.params["customerId"])
		if err != nil {
			return nil, err
		}
		if len(custom) > 0 {
			present.Custom = caseapi.CaseChange{Custom: custom}.Apply(present, present.LastUpdated).Custom
		}
		present.Status = status
		if customerID := p.params["customerId"]; customerID != "" {
			present.CustomerID = customerID
		}
		if _, err := p.ensureCustomer(present.CustomerID); err != nil {
			return nil, err
		}
		err = p.putCase(present)
		return valuesOf(present.Custom, Values{"id": present.ID, "customerId": present.CustomerID}), err
	}
}

// putCase keeps a case, unless there is one just like it: what was not changed is not to be undone.
func (p preparation) putCase(wanted caseapi.Case) error {
	if found, exists := p.Store.Case(wanted.ID); exists && reflect.DeepEqual(found.Value, wanted) {
		return nil
	}
	p.touchCase(wanted.ID)
	return p.Store.PutCase(wanted)
}

// ensureCase finds a case, or makes one with that id; without an id it makes a new one.
func (p preparation) ensureCase(id, customerID string) (caseapi.Case, error) {
	if found, exists := p.Store.Case(id); exists {
		return found.Value, nil
	}
	if customerID == "" {
		customer, err := p.ensureCustomer("")
		if err != nil {
			return caseapi.Case{}, err
		}
		customerID = customer.ID
	}
	example := p.Population.ExampleCase()
	place := func(id, number string) caseapi.Case {
		example.ID, example.Number, example.CustomerID = id, number, customerID
		example.URL = p.caseURL(id)
		return example
	}
	if id == "" {
		added, err := p.Store.AddCase(place)
		if err != nil {
			return caseapi.Case{}, err
		}
		p.madeCase(added.Value.ID)
		return added.Value, nil
	}
	return place(id, example.Number+"-"+id), nil
}

// valuesOf adds an object's custom fields to the values that a request can be made of.
func valuesOf(custom map[string]string, values Values) Values {
	for name, value := range custom {
		if _, taken := values[name]; !taken {
			values[name] = value
		}
	}
	return values
}

// freeID is an id that nothing has, for the states that want one without naming it.
const freeID = "does-not-exist"

func noCaseState(p preparation) (Values, error) {
	id := cmp.Or(p.params["id"], freeID)
	p.touchCase(id)
	return Values{"id": id}, p.Store.RemoveCase(id)
}

func noCustomerState(p preparation) (Values, error) {
	id := cmp.Or(p.params["id"], freeID)
	p.touchCustomer(id)
	return Values{"id": id}, p.Store.RemoveCustomer(id)
}
