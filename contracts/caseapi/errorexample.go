package caseapi

import "net/http"

// ErrorExample is a believable body for an error of the operation: a [BadRequest] that complains about what
// a client most easily gets wrong, or an [ErrorBody].
func (o *Operation) ErrorExample(status int) any {
	switch status {
	case http.StatusBadRequest:
		return o.badRequestExample()
	case http.StatusUnprocessableEntity:
		return o.refusal()
	case http.StatusInternalServerError:
		return ErrorBody{"internal_error", "Something went wrong on our side. Please try again in a minute."}
	}
	return ErrorBody{"error", http.StatusText(status)}
}

func (o *Operation) badRequestExample() BadRequest {
	wrong := Violation{Path: InitiativeHeader,
		Message: `must be a whole number of 64 bits, such as 1001, got "abc"`}
	switch o.Name {
	case UpdateCase, CreateCase:
		wrong = Violation{Path: "interactions[0].created",
			Message: `must be an ISO 8601 date-time, such as 2024-05-01T09:30:00.000Z, got "yesterday"`}
	case BestmatchCustomers:
		wrong = Violation{Path: "phoneNumbers", Message: "must be an array, not a string"}
	case CreateCustomer, UpdateCustomer:
		wrong = Violation{Path: "id", Message: readOnly}
	case SearchCustomers:
		wrong = Violation{Path: WholeBody, Message: "must have at least one field to search by"}
	case DefineObjectStructures:
		wrong = Violation{Path: "type", Message: `must be one of case, customer, got "order"`}
	}
	return NewBadRequest([]Violation{wrong})
}

// refusal gives the reason for which a right request most probably cannot be applied.
func (o *Operation) refusal() ErrorBody {
	switch o.Name {
	case UpdateCase:
		return ErrorBody{"case_closed", "The case is closed. Send status open to reopen it."}
	case CreateCase:
		return ErrorBody{"unknown_customer",
			"There is no customer with this customerId. Create the customer first."}
	}
	return ErrorBody{"duplicate_customer", "Another customer already has this email address."}
}
