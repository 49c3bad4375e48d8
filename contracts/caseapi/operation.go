package caseapi

import (
	"slices"
	"strconv"
	"strings"
)

// The names of who calls the API and of who answers, in contracts and reports.
const (
	Consumer = "Khoros Marketing"
	Provider = "Case API"
)

// OperationName names one documented call, as in updateCase.
type OperationName string

// The operations of the Case API.
const (
	UpdateCase             OperationName = "updateCase"
	CreateCase             OperationName = "createCase"
	LookupCase             OperationName = "lookupCase"
	FindCases              OperationName = "findCases"
	DefineObjectStructures OperationName = "defineObjectStructures"
	CreateCustomer         OperationName = "createCustomer"
	FindCustomer           OperationName = "findCustomer"
	UpdateCustomer         OperationName = "updateCustomer"
	SearchCustomers        OperationName = "searchCustomers"
	BestmatchCustomers     OperationName = "bestmatchCustomers"
)

// Operation is one documented call: where it goes, what it takes and what it may answer. The values
// that [Operations] returns are shared and must not be changed.
type Operation struct {
	Name    OperationName
	Method  string // an HTTP method, in capitals
	Path    string // a template: /case/{id}
	Summary string // one line, for people
	// Description is what people have to know besides: sentences.
	Description string
	// Object is what the call is about; its id, if any, is the path's {id}.
	Object ObjectType
	// Request names the schema of the request body; empty for a call without one.
	Request SchemaName
	// Responses are the documented answers: the successes first, then the errors by status.
	Responses []Response
}

// Response is one documented answer of an operation.
type Response struct {
	Status int
	// Meaning is the documented sentence behind the status. For 401 and 404, whose bodies no
	// document describes, the fake server answers with it as plain text.
	Meaning string
	// Schema names the schema of the JSON body; empty where the documents promise no JSON.
	Schema SchemaName
}

// Success reports whether the answer is a 2xx.
func (r Response) Success() bool { return r.Status >= 200 && r.Status < 300 }

// Statuses lists the documented statuses, the successes first.
func (o *Operation) Statuses() []int {
	statuses := make([]int, len(o.Responses))
	for i, response := range o.Responses {
		statuses[i] = response.Status
	}
	return statuses
}

// Response finds the documented answer with that status.
func (o *Operation) Response(status int) (Response, bool) {
	for _, response := range o.Responses {
		if response.Status == status {
			return response, true
		}
	}
	return Response{}, false
}

// Success is the first documented success: 201 for updateCase, 200 for searchCustomers, which also
// has a 204.
func (o *Operation) Success() Response { return o.Responses[0] }

// PathParameters lists the names in the path template: ["id"] for /case/{id}.
func (o *Operation) PathParameters() []string {
	var names []string
	for segment := range strings.SplitSeq(o.Path, "/") {
		if name, ok := strings.CutPrefix(segment, "{"); ok {
			names = append(names, strings.TrimSuffix(name, "}"))
		}
	}
	return names
}

// HasBody reports whether the call carries a JSON request body.
func (o *Operation) HasBody() bool { return o.Request != "" }

// StatusList writes the documented statuses for a message: "201, 400, 401, 404, 422, 500".
func (o *Operation) StatusList() string {
	texts := make([]string, len(o.Responses))
	for i, response := range o.Responses {
		texts[i] = strconv.Itoa(response.Status)
	}
	return strings.Join(texts, ", ")
}

// FindOperation finds an operation by its name.
func FindOperation(name OperationName) (*Operation, bool) {
	for _, operation := range operations {
		if operation.Name == name {
			return operation, true
		}
	}
	return nil, false
}

// MustOperation is [FindOperation] for names that are constants of this package; it panics on
// others.
func MustOperation(name OperationName) *Operation {
	operation, ok := FindOperation(name)
	if !ok {
		panic("contracts: no operation " + string(name))
	}
	return operation
}

// OperationNames lists the names of the documented calls, in the order of the table.
func OperationNames() []string {
	names := make([]string, len(operations))
	for i, operation := range operations {
		names[i] = string(operation.Name)
	}
	return names
}

// Operations is the table of documented calls, updateCase first.
func Operations() []*Operation { return slices.Clone(operations) }
