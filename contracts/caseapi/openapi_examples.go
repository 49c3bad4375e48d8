package caseapi

import (
	"net/http"
	"net/textproto"
)

// requestExample is a body that the operation takes; nil for one that takes none, since the company has
// no fields to send.
func (a *API) requestExample(o *Operation) any {
	schema := a.schemas[o.Request]
	if len(schema.Properties) < schema.MinProperties {
		return nil
	}
	return schema.sample()
}

// responseExample is what a server may answer: an object as the schema has it, or, for an error, the
// body that says what was wrong with a request of that operation.
func (a *API) responseExample(o *Operation, response Response) any {
	switch response.Status {
	case http.StatusBadRequest:
		return o.badRequestExample()
	case http.StatusUnprocessableEntity:
		refused := o.refusal()
		return tree{{"error", refused.Error}, {"message", refused.Message}}
	}
	if response.Schema == ObjectStructureSchema {
		return a.structureExample()
	}
	return a.schemas[response.Schema].sample()
}

// structureExample is what the company answers for cases, which are the example of the path.
func (a *API) structureExample() tree {
	structure := a.structures.Of(CaseObject)
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
func (o *Operation) badRequestExample() tree {
	violations := o.ValidateHeaders(http.Header{
		textproto.CanonicalMIMEHeaderKey(InitiativeHeader): {"abc"}})
	if o.Name == DefineObjectStructures {
		violations = []Violation{{Path: "type", Message: `must be case or customer, got "order"`}}
	}
	body := NewBadRequest(violations)
	var fields []any
	for _, field := range body.Fields {
		fields = append(fields, tree{{"name", field.Name}, {"errorMessage", field.ErrorMessage}})
	}
	return tree{{"fields", fields}, {"error", body.Error}, {"message", body.Message}}
}

// refusal gives a reason for which a right request cannot be applied.
func (o *Operation) refusal() ErrorBody {
	switch o.Name {
	case UpdateCase:
		return ErrorBody{"case_closed", "Case 1001 is closed."}
	case CreateCase:
		return ErrorBody{"unknown_customer", "No customer exists with the id C-1001."}
	}
	return ErrorBody{"duplicate_customer", "Another customer already has this email address."}
}
