package caseapi

import "net/http"

// The documented sentences behind the errors. NoSuchCase, NoSuchCustomer and InvalidKey are also
// the plain-text bodies of the fake server's 404 and 401.
const (
	InvalidKey     = "API key is invalid or has become de-authenticated"
	NoSuchCase     = "No case exists with the provided ID"
	NoSuchCustomer = "No customer exists with the provided ID"

	badRequest    = "The request is invalid; fields names what is wrong with it"
	unprocessable = "The request is understood but cannot be applied"
	unexpected    = "An unexpected error occurred"
)

// Each documented error, as a row of an operation's table.
var (
	invalid      = Response{http.StatusBadRequest, badRequest, BadRequestSchema}
	invalidType  = Response{http.StatusBadRequest, "The object type is unknown", BadTypeSchema}
	unauthorized = Response{http.StatusUnauthorized, InvalidKey, ""}
	noCase       = Response{http.StatusNotFound, NoSuchCase, ""}
	noCustomer   = Response{http.StatusNotFound, NoSuchCustomer, ""}
	cannotApply  = Response{http.StatusUnprocessableEntity, unprocessable, UnprocessableSchema}
	serverFailed = Response{http.StatusInternalServerError, unexpected, ServerErrorSchema}
)

// operations is the table. It is never changed.
var operations = []*Operation{
	{
		Name: UpdateCase, Method: http.MethodPatch, Path: "/case/{id}", Object: CaseObject,
		Summary: "Update a case, adding interactions to it",
		Request: CaseUpdateSchema,
		Responses: []Response{
			{http.StatusCreated, "The updated case", CaseSchema},
			invalid, unauthorized, noCase, cannotApply, serverFailed,
		},
	},
	{
		Name: CreateCase, Method: http.MethodPost, Path: "/case", Object: CaseObject,
		Summary: "Create a case with its interactions",
		Request: NewCaseSchema,
		Responses: []Response{
			{http.StatusCreated, "The created case", CaseSchema},
			invalid, unauthorized, cannotApply, serverFailed,
		},
	},
	{
		Name: LookupCase, Method: http.MethodGet, Path: "/case/{id}", Object: CaseObject,
		Summary: "Look up a case by its id",
		Responses: []Response{
			{http.StatusOK, "The case", CaseSchema},
			invalid, unauthorized, noCase, serverFailed,
		},
	},
	{
		Name: FindCases, Method: http.MethodGet, Path: "/customer/{id}/cases", Object: CustomerObject,
		Summary: "Find the cases of a customer",
		Responses: []Response{
			{http.StatusOK, "The customer's cases, possibly none", CasesSchema},
			invalid, unauthorized, noCustomer, serverFailed,
		},
	},
	{
		Name: DefineObjectStructures, Method: http.MethodGet, Path: "/meta/object/{type}",
		Summary: "Describe the custom fields of an object type",
		Responses: []Response{
			{http.StatusOK, "The object's custom fields", ObjectStructureSchema},
			invalidType, unauthorized,
		},
	},
	{
		Name: CreateCustomer, Method: http.MethodPost, Path: "/customer", Object: CustomerObject,
		Summary: "Create a customer",
		Request: NewCustomerSchema,
		Responses: []Response{
			{http.StatusCreated, "The created customer", CustomerSchema},
			invalid, unauthorized, cannotApply, serverFailed,
		},
	},
	{
		Name: FindCustomer, Method: http.MethodGet, Path: "/customer/{id}", Object: CustomerObject,
		Summary: "Look up a customer by its id",
		Responses: []Response{
			{http.StatusOK, "The customer", CustomerSchema},
			invalid, unauthorized, noCustomer, serverFailed,
		},
	},
	{
		Name: UpdateCustomer, Method: http.MethodPatch, Path: "/customer/{id}", Object: CustomerObject,
		Summary: "Update a customer",
		Request: CustomerUpdateSchema,
		Responses: []Response{
			{http.StatusCreated, "The updated customer", CustomerSchema},
			invalid, unauthorized, noCustomer, cannotApply, serverFailed,
		},
	},
	{
		Name: SearchCustomers, Method: http.MethodPost, Path: "/customers", Object: CustomerObject,
		Summary: "Search customers by their searchable fields",
		Request: CustomerSearchSchema,
		Responses: []Response{
			{http.StatusOK, "The customers that match", CustomersSchema},
			{http.StatusNoContent, "No customer matches", ""},
			invalid, unauthorized, serverFailed,
		},
	},
	{
		Name: BestmatchCustomers, Method: http.MethodPost, Path: "/customer/bestmatch",
		Object:  CustomerObject,
		Summary: "Find the customers that most probably are this person",
		Request: BestmatchSchema,
		Responses: []Response{
			{http.StatusOK, "The best matches, the likeliest first", CustomersSchema},
			invalid, unauthorized, serverFailed,
		},
	},
}
