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
		Description: "Changes what the body names and leaves the rest as it is. Interactions are " +
			"added to the case's; one with the service and serviceId of an existing one replaces it, so the " +
			"call can be repeated. A closed case takes interactions together with status open alone. The " +
			"answer is the whole case.",
		Request: CaseUpdateSchema,
		Responses: []Response{
			{http.StatusCreated, "The updated case", CaseSchema},
			invalid, unauthorized, noCase, cannotApply, serverFailed,
		},
	},
	{
		Name: CreateCase, Method: http.MethodPost, Path: "/case", Object: CaseObject,
		Summary: "Create a case with its interactions",
		Description: "Creates an open case for a customer. Without a description it gets the text of " +
			"its first interaction.",
		Request: NewCaseSchema,
		Responses: []Response{
			{http.StatusCreated, "The created case", CaseSchema},
			invalid, unauthorized, cannotApply, serverFailed,
		},
	},
	{
		Name: LookupCase, Method: http.MethodGet, Path: "/case/{id}", Object: CaseObject,
		Summary:     "Look up a case by its id",
		Description: "Gives the whole case, with all its interactions.",
		Responses: []Response{
			{http.StatusOK, "The case", CaseSchema},
			invalid, unauthorized, noCase, serverFailed,
		},
	},
	{
		Name: FindCases, Method: http.MethodGet, Path: "/customer/{id}/cases", Object: CustomerObject,
		Summary: "Find the cases of a customer",
		Description: "Gives all cases of a customer, open and closed, with their interactions; an " +
			"empty array where there are none.",
		Responses: []Response{
			{http.StatusOK, "The customer's cases, possibly none", CasesSchema},
			invalid, unauthorized, noCustomer, serverFailed,
		},
	},
	{
		Name: DefineObjectStructures, Method: http.MethodGet, Path: "/meta/object/{type}",
		Summary: "Describe the custom fields of an object type",
		Description: "Says which fields a company has added to its cases or customers. The name of a " +
			"field is a property of the object.",
		Responses: []Response{
			{http.StatusOK, "The object's custom fields", ObjectStructureSchema},
			invalidType, unauthorized,
		},
	},
	{
		Name: CreateCustomer, Method: http.MethodPost, Path: "/customer", Object: CustomerObject,
		Summary:     "Create a customer",
		Description: "Creates a customer from custom fields, of which at least one has to be sent.",
		Request:     NewCustomerSchema,
		Responses: []Response{
			{http.StatusCreated, "The created customer", CustomerSchema},
			invalid, unauthorized, cannotApply, serverFailed,
		},
	},
	{
		Name: FindCustomer, Method: http.MethodGet, Path: "/customer/{id}", Object: CustomerObject,
		Summary:     "Look up a customer by its id",
		Description: "Gives the customer with its custom fields.",
		Responses: []Response{
			{http.StatusOK, "The customer", CustomerSchema},
			invalid, unauthorized, noCustomer, serverFailed,
		},
	},
	{
		Name: UpdateCustomer, Method: http.MethodPatch, Path: "/customer/{id}", Object: CustomerObject,
		Summary: "Update a customer",
		Description: "Changes the custom fields that the body names and leaves the rest as it is. The " +
			"answer is the whole customer.",
		Request: CustomerUpdateSchema,
		Responses: []Response{
			{http.StatusCreated, "The updated customer", CustomerSchema},
			invalid, unauthorized, noCustomer, cannotApply, serverFailed,
		},
	},
	{
		Name: SearchCustomers, Method: http.MethodPost, Path: "/customers", Object: CustomerObject,
		Summary: "Search customers by their searchable fields",
		Description: "Finds the customers who have all of these values in their searchable fields. " +
			"Where none has, the answer is a 204 without a body.",
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
		Description: "Finds the customers who are likeliest to be the person of whom the platform knows " +
			"this. Everything is optional; addresses and numbers can be several.",
		Request: BestmatchSchema,
		Responses: []Response{
			{http.StatusOK, "The best matches, the likeliest first", CustomersSchema},
			invalid, unauthorized, serverFailed,
		},
	},
}
