package caseapi_test

import (
	"fmt"
	"net/http"

	"casemock/contracts/caseapi"
)

// A request is held against the documents; everything that is wrong with it is said at once.
func ExampleAPI_ValidateRequest() {
	api := caseapi.New(caseapi.ObjectStructures{})
	headers := http.Header{"Content-Type": {"application/json"}}
	body := []byte(`{"number": "7", "titel": "Parcel", "interactions": [{}]}`)

	_, violations := api.ValidateRequest(caseapi.MustOperation(caseapi.UpdateCase), headers, body)
	for _, violation := range violations {
		fmt.Println(violation)
	}
	// Output:
	// interactions[0].body is required
	// interactions[0].contentType is required
	// interactions[0].created is required
	// interactions[0].linkUrl is required
	// interactions[0].service is required
	// interactions[0].serviceId is required
	// number is read-only: the server sets it
	// titel is unknown; did you mean title?
}

// An answer is held against the documents for its operation and status.
func ExampleAPI_ValidateResponse() {
	api := caseapi.New(caseapi.ObjectStructures{})
	headers := http.Header{"Content-Type": {"application/json; charset=utf-8"}}
	operation := caseapi.MustOperation(caseapi.UpdateCase)

	fmt.Println(api.ValidateResponse(operation, 422, headers, []byte(`{"error": "case_closed"}`)))
	fmt.Println(api.ValidateResponse(operation, 200, headers, nil))
	// Output:
	// [message is required]
	// [status 200 is not documented for updateCase, only 201, 400, 401, 404, 422, 500 are]
}

// A change is a function of the case that it is applied to, which stays as it is.
func ExampleCaseChange_Apply() {
	before := caseapi.Case{Title: "Parcel", Status: caseapi.Open}
	change := caseapi.NewCaseChange(map[string]any{"status": "closed"})
	after := change.Apply(before, "2024-05-01T09:30:00.000Z")
	fmt.Println(before.Status, after.Status, after.Title, after.LastUpdated)
	// Output: open closed Parcel 2024-05-01T09:30:00.000Z
}
