package sandbox

import (
	"fmt"

	"casemock/contracts/caseapi"
)

// Believable is a documented success of a request that would not have one: an object with the id that was
// asked for. Nothing is stored.
func Believable(c CRM, r Request, documented caseapi.Response) Answer {
	if documented.Schema == "" {
		return Answer{Status: documented.Status, Invented: true}
	}
	answer := JSON(documented.Status, c.believable(r, documented.Schema))
	answer.Invented = true
	return answer
}

// believable makes an object of the documented shape for the id that was asked for.
func (c CRM) believable(r Request, schema caseapi.SchemaName) any {
	switch schema {
	case caseapi.CaseSchema:
		return c.believableCase(r)
	case caseapi.CasesSchema:
		return []caseapi.Case{c.believableCase(r)}
	case caseapi.CustomerSchema:
		return c.believableCustomer(r)
	case caseapi.CustomersSchema:
		return []caseapi.Customer{c.believableCustomer(r)}
	case caseapi.ObjectStructureSchema:
		return c.API.Structures().Of(caseapi.CaseObject)
	}
	panic(fmt.Sprintf("mockserver: nothing believable for %s", schema))
}

// believableCase has the id that was asked for, or one that no case has and none gets later.
func (c CRM) believableCase(r Request) caseapi.Case {
	example := c.Population.ExampleCase()
	if r.Operation.Object == caseapi.CustomerObject {
		example.CustomerID = r.id()
	}
	if r.Operation.Object == caseapi.CaseObject && r.id() != "" {
		example.ID = r.id()
	} else {
		example.ID, example.Number = c.Store.ReserveCase()
	}
	example.URL = c.caseURL(example.ID)
	return example
}

// believableCustomer has the id that was asked for, or one that no customer has and none gets later.
func (c CRM) believableCustomer(r Request) caseapi.Customer {
	example := c.Population.ExampleCustomer()
	if example.ID = r.id(); example.ID == "" {
		example.ID = c.Store.ReserveCustomer()
	}
	example.URL = c.customerURL(example.ID)
	return example
}
