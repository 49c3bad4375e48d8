package caseapi

import (
	"strconv"
	"strings"
)

// openAPIPaths gathers the operations by path, in the order of the table.
func (a *API) openAPIPaths() tree {
	var paths tree
	for _, operation := range operations {
		described := member{strings.ToLower(operation.Method), a.openAPIOperation(operation)}
		if path := paths.find(operation.Path); path != nil {
			path.value = append(path.value.(tree), described)
			continue
		}
		paths.add(operation.Path, tree{described})
	}
	return paths
}

func (a *API) openAPIOperation(o *Operation) tree {
	node := tree{{"operationId", string(o.Name)}, {"summary", o.Summary}}
	node.add("tags", []any{tagOf(o.Object)})
	node.add("parameters", a.openAPIParameters(o))
	if o.HasBody() {
		node.add("requestBody", tree{{"required", true}, {"content", jsonContent(o.Request)}})
	}
	var responses tree
	for _, response := range o.Responses {
		described := tree{{"description", response.Meaning}}
		if response.Schema != "" {
			described.add("content", jsonContent(response.Schema))
		}
		responses.add(strconv.Itoa(response.Status), described)
	}
	node.add("responses", responses)
	return node
}

func jsonContent(schema SchemaName) tree {
	return tree{{jsonMediaType, tree{{"schema", tree{{"$ref", componentReference(schema)}}}}}}
}

func (a *API) openAPIParameters(o *Operation) []any {
	var parameters []any
	for _, name := range o.PathParameters() {
		parameters = append(parameters, a.openAPIPathParameter(o, name))
	}
	for _, header := range o.Headers() {
		// OpenAPI keeps Authorization for the security scheme and ignores it among the parameters.
		if header.Name != AuthorizationHeader {
			parameters = append(parameters, openAPIHeader(header))
		}
	}
	return parameters
}

// openAPIPathParameter describes an {id} as the objects themselves do, and {type} as the answer
// does.
func (a *API) openAPIPathParameter(o *Operation, name string) tree {
	schema := a.schemas[ObjectStructureSchema].Property("name").Schema
	switch o.Object {
	case CaseObject:
		schema = a.schemas[CaseSchema].Property("id").Schema
	case CustomerObject:
		schema = a.schemas[CustomerSchema].Property("id").Schema
	}
	return tree{{"name", name}, {"in", "path"}, {"required", true},
		{"schema", schema.document(componentReference)}}
}

func openAPIHeader(header Header) tree {
	schema := tree{{"type", "string"}}
	switch header.Format {
	case Int64:
		schema = tree{{"type", "integer"}, {"format", "int64"}}
	case Email:
		schema.add("format", "email")
	}
	return tree{{"name", header.Name}, {"in", "header"}, {"description", header.Description},
		{"schema", schema}}
}
