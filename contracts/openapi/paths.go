package openapi

import (
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
)

// paths gathers the operations by path, in the order of the table.
func (d description) paths() tree {
	var paths tree
	for _, operation := range caseapi.Operations() {
		described := member{strings.ToLower(operation.Method), d.operation(operation)}
		if path := paths.find(operation.Path); path != nil {
			path.value = append(path.value.(tree), described)
			continue
		}
		paths.add(operation.Path, tree{described})
	}
	return paths
}

func (d description) operation(o *caseapi.Operation) tree {
	node := tree{{"operationId", string(o.Name)}, {"summary", o.Summary},
		{"description", o.Description}, {"tags", []any{tagOf(o.Object)}},
		{"parameters", d.parameters(o)}}
	if o.HasBody() {
		content := jsonContent(o.Request, d.requestExample(o))
		node.add("requestBody", tree{{"required", true}, {"content", content}})
	}
	var responses tree
	for _, response := range o.Responses {
		described := tree{{"description", response.Meaning}}
		if content := d.content(o, response); content != nil {
			described.add("content", content)
		}
		responses.add(strconv.Itoa(response.Status), described)
	}
	node.add("responses", responses)
	return node
}

// content describes the body of an answer. Where the documents promise none, it is the sentence
// that the fake server answers with.
func (d description) content(o *caseapi.Operation, response caseapi.Response) tree {
	switch {
	case response.Schema != "":
		return jsonContent(response.Schema, d.responseExample(o, response))
	case response.Success():
		return nil
	}
	return tree{{textMediaType, tree{
		{"schema", tree{{"type", string(caseapi.StringValue)}}}, {"example", response.Meaning}}}}
}

const (
	jsonMediaType = "application/json"
	textMediaType = "text/plain"
)

func jsonContent(schema caseapi.SchemaName, example any) tree {
	content := tree{{"schema", componentReference(schema)}}
	content.addIf(example != nil, "example", example)
	return tree{{jsonMediaType, content}}
}

func (d description) parameters(o *caseapi.Operation) []any {
	var parameters []any
	for _, name := range o.PathParameters() {
		parameters = append(parameters, d.pathParameter(o, name))
	}
	for _, header := range o.Headers() {
		// OpenAPI keeps Authorization for the security scheme and ignores it among the parameters.
		if header.Name != caseapi.AuthorizationHeader {
			parameters = append(parameters, headerParameter(header))
		}
	}
	return parameters
}

// pathParameter describes an {id} as the objects themselves do, and {type} as the answer
// does.
func (d description) pathParameter(o *caseapi.Operation, name string) tree {
	schema := *d.api.Schema(caseapi.ObjectStructureSchema).Property("name").Schema
	switch o.Object {
	case caseapi.CaseObject:
		schema = *d.api.Schema(caseapi.CaseSchema).Property("id").Schema
	case caseapi.CustomerObject:
		schema = *d.api.Schema(caseapi.CustomerSchema).Property("id").Schema
	}
	parameter := tree{{"name", name}, {"in", "path"}, {"description", schema.Description},
		{"required", true}, {"example", sample(&schema)}}
	schema.Description, schema.Example = "", nil // said already
	parameter.add("schema", d.schema(&schema))
	return parameter
}

func headerParameter(header caseapi.Header) tree {
	example := new(caseapi.Schema).Sample()
	schema := tree{{"type", "string"}}
	switch header.Format {
	case caseapi.Int64:
		example, schema = 1001, tree{{"type", "integer"}, {"format", "int64"}}
	case caseapi.Email:
		example = "agent@example.com"
		schema.add("format", "email")
	}
	return tree{{"name", header.Name}, {"in", "header"}, {"description", header.Description},
		{"example", example}, {"schema", schema}}
}
