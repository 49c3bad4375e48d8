package sandbox

import (
	"net/http"

	"casemock/contracts/caseapi"
)

func defineObjectStructures(c CRM, r Request) (Answer, error) {
	objectType := caseapi.ObjectType(r.Path["type"])
	structure := c.API.Structures().Of(objectType)
	if structure.Name == "" {
		return Answer{}, invalidRequest{[]caseapi.Violation{{
			Path: "type", Message: "must be case or customer, got " + string(objectType)}}}
	}
	if structure.Fields == nil {
		structure.Fields = []caseapi.Field{}
	}
	if _, err := c.valid(r); err != nil {
		return Answer{}, err
	}
	return JSON(http.StatusOK, structure), nil
}
