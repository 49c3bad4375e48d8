package scenarios

import (
	"net/http"

	"casemock/contracts/caseapi"
)

// ErrorBody is a believable body for an error of an operation, of the documented shape, with its
// content type: the one plain sentence for a 401 and a 404, JSON otherwise. It is what an error is
// answered with when a scenario gives no body, and what a contract shows as an example.
func ErrorBody(operation *caseapi.Operation, status int) (contentType string, body []byte) {
	response, documented := operation.Response(status)
	if documented && response.Schema == "" {
		return textContentType, []byte(response.Meaning)
	}
	encoded, err := caseapi.Marshal(errorObject(operation, status))
	if err != nil {
		panic(err) // these objects hold strings alone
	}
	return jsonContentType, encoded
}

const (
	textContentType = "text/plain; charset=utf-8"
	jsonContentType = "application/json"
)

func errorObject(operation *caseapi.Operation, status int) any {
	switch status {
	case http.StatusBadRequest:
		return badRequest(operation)
	case http.StatusUnprocessableEntity:
		return unprocessable(operation)
	case http.StatusInternalServerError:
		return caseapi.ErrorBody{Error: "internal_error",
			Message: "Something went wrong on our side. Please try again in a minute."}
	}
	return caseapi.ErrorBody{Error: "error", Message: http.StatusText(status)}
}

// badRequest complains about what a client most easily gets wrong in the operation.
func badRequest(operation *caseapi.Operation) caseapi.BadRequest {
	wrong := caseapi.Violation{Path: caseapi.InitiativeHeader, Rule: caseapi.HeaderRule,
		Message: `must be a whole number of 64 bits, such as 1001, got "abc"`}
	switch operation.Name {
	case caseapi.UpdateCase, caseapi.CreateCase:
		wrong = caseapi.Violation{Path: "interactions[0].created", Rule: caseapi.FormatRule,
			Message: `must be an ISO 8601 date-time, such as 2024-05-01T09:30:00.000Z, got "yesterday"`}
	case caseapi.BestmatchCustomers:
		wrong = caseapi.Violation{Path: "phoneNumbers", Rule: caseapi.TypeRule,
			Message: "must be an array, not a string"}
	case caseapi.CreateCustomer, caseapi.UpdateCustomer:
		wrong = caseapi.Violation{Path: "id", Rule: caseapi.ReadOnlyRule,
			Message: "is read-only: the server sets it"}
	case caseapi.SearchCustomers:
		wrong = caseapi.Violation{Path: caseapi.WholeBody, Rule: caseapi.RequiredRule,
			Message: "must have at least one field to search by"}
	case caseapi.DefineObjectStructures:
		wrong = caseapi.Violation{Path: "type", Rule: caseapi.ValueRule,
			Message: `must be one of case, customer, got "order"`}
	}
	return caseapi.NewBadRequest([]caseapi.Violation{wrong})
}

// unprocessable gives the reason for which a right request most probably cannot be applied.
func unprocessable(operation *caseapi.Operation) caseapi.ErrorBody {
	switch operation.Name {
	case caseapi.UpdateCase:
		return caseapi.ErrorBody{Error: "case_closed",
			Message: "The case is closed. Send status open to reopen it."}
	case caseapi.CreateCase:
		return caseapi.ErrorBody{Error: "unknown_customer",
			Message: "There is no customer with this customerId. Create the customer first."}
	}
	return caseapi.ErrorBody{Error: "duplicate_customer",
		Message: "Another customer already has this email address."}
}
