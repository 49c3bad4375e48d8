package scenarios

import (
	"net/http"

	"casemock/contracts"
)

// ErrorBody is a believable body for an error of an operation, of the documented shape, with its
// content type: the one plain sentence for a 401 and a 404, JSON otherwise. It is what an error is
// answered with when a scenario gives no body, and what a contract shows as an example.
func ErrorBody(operation *contracts.Operation, status int) (contentType string, body []byte) {
	response, documented := operation.Response(status)
	if documented && response.Schema == "" {
		return textContentType, []byte(response.Meaning)
	}
	encoded, err := contracts.Marshal(errorObject(operation, status))
	if err != nil {
		panic(err) // these objects hold strings alone
	}
	return jsonContentType, encoded
}

const (
	textContentType = "text/plain; charset=utf-8"
	jsonContentType = "application/json"
)

func errorObject(operation *contracts.Operation, status int) any {
	switch status {
	case http.StatusBadRequest:
		return badRequest(operation)
	case http.StatusUnprocessableEntity:
		return unprocessable(operation)
	case http.StatusInternalServerError:
		return contracts.ErrorBody{Error: "internal_error",
			Message: "Something went wrong on our side. Please try again in a minute."}
	}
	return contracts.ErrorBody{Error: "error", Message: http.StatusText(status)}
}

// badRequest complains about what a client most easily gets wrong in the operation.
func badRequest(operation *contracts.Operation) contracts.BadRequest {
	wrong := contracts.Violation{Path: contracts.InitiativeHeader, Rule: contracts.HeaderRule,
		Message: `must be a whole number of 64 bits, such as 1001, got "abc"`}
	switch operation.Name {
	case contracts.UpdateCase, contracts.CreateCase:
		wrong = contracts.Violation{Path: "interactions[0].created", Rule: contracts.FormatRule,
			Message: `must be an ISO 8601 date-time, such as 2024-05-01T09:30:00.000Z, got "yesterday"`}
	case contracts.BestmatchCustomers:
		wrong = contracts.Violation{Path: "phoneNumbers", Rule: contracts.TypeRule,
			Message: "must be an array, not a string"}
	case contracts.CreateCustomer, contracts.UpdateCustomer:
		wrong = contracts.Violation{Path: "id", Rule: contracts.ReadOnlyRule,
			Message: "is read-only: the server sets it"}
	case contracts.SearchCustomers:
		wrong = contracts.Violation{Path: contracts.WholeBody, Rule: contracts.RequiredRule,
			Message: "must have at least one field to search by"}
	case contracts.DefineObjectStructures:
		wrong = contracts.Violation{Path: "type", Rule: contracts.ValueRule,
			Message: `must be one of case, customer, got "order"`}
	}
	return contracts.NewBadRequest([]contracts.Violation{wrong})
}

// unprocessable gives the reason for which a right request most probably cannot be applied.
func unprocessable(operation *contracts.Operation) contracts.ErrorBody {
	switch operation.Name {
	case contracts.UpdateCase:
		return contracts.ErrorBody{Error: "case_closed",
			Message: "The case is closed. Send status open to reopen it."}
	case contracts.CreateCase:
		return contracts.ErrorBody{Error: "unknown_customer",
			Message: "There is no customer with this customerId. Create the customer first."}
	}
	return contracts.ErrorBody{Error: "duplicate_customer",
		Message: "Another customer already has this email address."}
}
