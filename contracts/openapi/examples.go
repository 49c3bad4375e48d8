package openapi

import "casemock/contracts/caseapi"

// requestExample is a body that the operation takes; nil for one that takes none, since the company has
// no fields to send.
func (d description) requestExample(o *caseapi.Operation) any {
	schema := d.api.Schema(o.Request)
	if len(schema.Properties) < schema.MinProperties {
		return nil
	}
	return sample(schema)
}

// responseExample is what a server may answer: an object as the schema has it, or what was wrong with a
// request of that operation.
func (d description) responseExample(o *caseapi.Operation, response caseapi.Response) any {
	switch {
	case response.Schema == caseapi.ObjectStructureSchema:
		return d.structureExample()
	case response.Success():
		return sample(d.api.Schema(response.Schema))
	}
	switch example := o.ErrorExample(response.Status).(type) {
	case caseapi.BadRequest:
		var fields []any
		for _, field := range example.Fields {
			fields = append(fields, tree{{"name", field.Name}, {"errorMessage", field.ErrorMessage}})
		}
		return tree{{"fields", fields}, {"error", example.Error}, {"message", example.Message}}
	case caseapi.ErrorBody:
		return tree{{"error", example.Error}, {"message", example.Message}}
	}
	return nil
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
