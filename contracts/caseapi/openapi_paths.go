package caseapi

import (
	"strconv"
	"strings"
)

// openAPIPaths gathers the operations by path, in the order of the table.
func (a *API) openAPIPaths(version OpenAPIVersion) tree {
	var paths tree
	for _, operation := range operations {
		described := member{strings.ToLower(operation.Method), a.openAPIOperation(version, operation)}
		if path := paths.find(operation.Path); path != nil {
			path.value = append(path.value.(tree), described)
			continue
		}
		paths.add(operation.Path, tree{described})
	}
	return paths
}

func (a *API) openAPIOperation(version OpenAPIVersion, o *Operation) tree {
	node := tree{{"operationId", string(o.Name)}, {"summary", o.Summary},
		{"description", o.Description}, {"tags", []any{tagOf(o.Object)}},
		{"parameters", a.openAPIParameters(version, o)}}
	if o.HasBody() {
		content := jsonContent(o.Request, a.requestExample(o))
		node.add("requestBody", tree{{"required", true}, {"content", content}})
	}
	var responses tree
	for _, response := range o.Responses {
		described := tree{{"description", response.Meaning}}
		if content := a.openAPIContent(o, response); content != nil {
			described.add("content", content)
		}
		responses.add(strconv.Itoa(response.Status), described)
	}
	node.add("responses", responses)
	return node
}

// openAPIContent describes the body of an answer. Where the documents promise none, it is the sentence
// that the fake server answers with.
func (a *API) openAPIContent(o *Operation, response Response) tree {
	switch {
	case response.Schema != "":
		return jsonContent(response.Schema, a.responseExample(o, response))
	case response.Success():
		return nil
	}
	return tree{{textMediaType, tree{
		{"schema", tree{{"type", string(StringValue)}}}, {"example", response.Meaning}}}}
}

const textMediaType = "text/plain"

func jsonContent(schema SchemaName, example any) tree {
	content := tree{{"schema", componentReference(schema)}}
	content.addIf(example != nil, "example", example)
	return tree{{jsonMediaType, content}}
}

func (a *API) openAPIParameters(version OpenAPIVersion, o *Operation) []any {
	var parameters []any
	for _, name := range o.PathParameters() {
		parameters = append(parameters, a.openAPIPathParameter(version, o, name))
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
func (a *API) openAPIPathParameter(version OpenAPIVersion, o *Operation, name string) tree {
	schema := *a.schemas[ObjectStructureSchema].Property("name").Schema
	switch o.Object {
	case CaseObject:
		schema = *a.schemas[CaseSchema].Property("id").Schema
	case CustomerObject:
		schema = *a.schemas[CustomerSchema].Property("id").Schema
	}
	parameter := tree{{"name", name}, {"in", "path"}, {"description", schema.Description},
		{"required", true}, {"example", schema.sample()}}
	schema.Description, schema.Example = "", nil // said already
	parameter.add("schema", schema.document(version))
	return parameter
}

func openAPIHeader(header Header) tree {
	var example any = anyText
	schema := tree{{"type", "string"}}
	switch header.Format {
	case Int64:
		example, schema = 1001, tree{{"type", "integer"}, {"format", "int64"}}
	case Email:
		example = "agent@example.com"
		schema.add("format", "email")
	}
	return tree{{"name", header.Name}, {"in", "header"}, {"description", header.Description},
		{"example", example}, {"schema", schema}}
}
