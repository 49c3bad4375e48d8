package contract

import (
	"net/http"

	"casemock/contracts/caseapi"
)

// Alternatives lists all the statuses that the documents allow where the expected one is not the
// only one; nil where it is. Where the line between 400 and 422 runs is not documented, nor that
// between 400 and 401 for a request without a key, nor the 401 of the meta object, nor anything of
// the update of a customer that does not exist; and an unknown customer may simply have no cases.
func Alternatives(pair caseapi.Pair, hasKey bool) []int {
	switch {
	case pair.Status == http.StatusUnauthorized && !hasKey:
		return []int{http.StatusBadRequest, http.StatusUnauthorized}
	case pair.Operation == caseapi.FindCases && pair.Status == http.StatusNotFound:
		return []int{http.StatusOK, http.StatusNotFound}
	case pair.Operation == caseapi.UpdateCustomer && pair.Status == http.StatusNotFound:
		return []int{http.StatusCreated, http.StatusBadRequest, http.StatusNotFound,
			http.StatusUnprocessableEntity, http.StatusInternalServerError}
	case pair.Operation == caseapi.DefineObjectStructures && pair.Status == http.StatusUnauthorized:
		return []int{http.StatusBadRequest, http.StatusUnauthorized}
	case pair.Status == http.StatusUnprocessableEntity:
		return []int{http.StatusBadRequest, http.StatusUnprocessableEntity}
	}
	return nil
}

// Remedy is what helps where the contract's own example cannot be sent, or says nothing.
const Remedy = "--scenarios DIR with a request of your own"

// Unpromised lists the properties of a request that the documents do not promise a server takes,
// although the fake does.
func Unpromised(operation *caseapi.Operation) []string {
	switch operation.Name {
	case caseapi.CreateCase:
		return []string{"description"}
	case caseapi.UpdateCase:
		return []string{"description", "status"}
	}
	return nil
}
