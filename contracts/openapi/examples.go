package openapi

import (
	"net/http"
	"net/textproto"

	"casemock/contracts/caseapi"
)

// requestExample is a body that the operation takes; nil for one that takes none, since the company has
// no fields to send.
func (d description) requestExample(o *caseapi.Operation) any {
	schema := d.api.Schema(o.Request)
	if len(schema.Properties) < schema.MinProperties {
		return nil
	}
	return sample(schema)
}

// responseExample is what a server may answer: an object as the schema has it, or, for an error, the
// body that says what was wrong with a request of that operation.
func (d description) responseExample(o *caseapi.Operation, response caseapi.Response) any {
	switch response.Status {
	case http.StatusBadRequest:
		return badRequestExample(o)
	case http.StatusUnprocessableEntity:
		refused := refusal(o)
		return tree{{"error", refused.Error}, {"message", refused.Message}}
	}
	if response.Schema == caseapi.ObjectStructureSchema {
		return d.structureExample()
	}
	return sample(d.api.Schema(response.Schema))
}

// structureExample is what the company answers for cases, which are the example of the path.
func (d description) structureExample() tree {
	structure := d.api.Structures().Of(caseapi.CaseObject)
	fields := []any{}
	for _, field := range structure.Fields {
		node := tree{{"name", field.Name}, {"label", field.Label}, {"type", string(field.Type)},
			{"searchable", field.Searchable}}
		var choices []any
		for _, choice := range field.ListValues {
			choices = append(choices, tree{{"name", choice.Name}, {"value", choice.Value}})
		}
		node.addIf(choices != nil, "listValues", choices)
		fields = append(fields, node)
	}
	return tree{{"name", string(structure.Name)}, {"fields", fields}}
}

// badRequestExample is the answer to a malformed header, which every operation can meet; of the one
// that knows object types it is that to a type that it does not know.
func badRequestExample(o *caseapi.Operation) tree {
	violations := o.ValidateHeaders(http.Header{
		textproto.CanonicalMIMEHeaderKey(caseapi.InitiativeHeader): {"abc"}})
	if o.Name == caseapi.DefineObjectStructures {
		violations = []caseapi.Violation{{Path: "type", Message: `must be case or customer, got "order"`}}
	}
	body := caseapi.NewBadRequest(violations)
	var fields []any
	for _, field := range body.Fields {
		fields = append(fields, tree{{"name", field.Name}, {"errorMessage", field.ErrorMessage}})
	}
	return tree{{"fields", fields}, {"error", body.Error}, {"message", body.Message}}
}

// refusal gives a reason for which a right request cannot be applied.
func refusal(o *caseapi.Operation) caseapi.ErrorBody {
	switch o.Name {
	case caseapi.UpdateCase:
		return caseapi.ErrorBody{Error: "case_closed", Message: "Case 1001 is closed."}
	case caseapi.CreateCase:
		return caseapi.ErrorBody{Error: "unknown_customer", Message: "No customer exists with the id C-1001."}
	}
	return caseapi.ErrorBody{Error: "duplicate_customer", Message: "Another customer already has this email address."}
}
