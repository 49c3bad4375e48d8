package contracts

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// DocumentVersion is the version of the description, as in the info object of the OpenAPI document.
const DocumentVersion = "1.0.0"

// OpenAPI writes the API down as an OpenAPI 3.1 document in YAML, with the company's custom fields.
// serverURL is where it is served; empty leaves the servers out. Equal APIs give equal bytes.
func (a *API) OpenAPI(serverURL string) []byte {
	var document tree
	document.add("openapi", "3.1.0")
	document.add("info", tree{
		{"title", "Case API"},
		{"version", DocumentVersion},
		{"description", "The API that a social-care platform calls on a company's own CRM."},
	})
	if serverURL != "" {
		document.add("servers", []any{tree{{"url", serverURL}}})
	}
	document.add("security", []any{tree{{"key", []any{}}}})
	document.add("paths", a.openAPIPaths())
	document.add("components", tree{
		{"securitySchemes", tree{{"key", tree{
			{"type", "apiKey"}, {"in", "header"}, {"name", AuthorizationHeader},
			{"description", "The registered auth header value, verbatim."},
		}}}},
		{"schemas", a.openAPISchemas()},
	})
	return encodeYAML(document)
}

func encodeYAML(document tree) []byte {
	var buffer bytes.Buffer
	encoder := yaml.NewEncoder(&buffer)
	encoder.SetIndent(2)
	// Neither can fail: a tree holds what YAML can say, and a buffer takes what it is given.
	if err := encoder.Encode(yamlNode(document)); err != nil {
		panic(fmt.Sprintf("contracts: writing the OpenAPI document: %v", err))
	}
	_ = encoder.Close()
	return buffer.Bytes()
}

func componentReference(name SchemaName) string { return "#/components/schemas/" + string(name) }

func (a *API) openAPISchemas() tree {
	var schemas tree
	for _, name := range a.order {
		schemas.add(string(name), a.schemas[name].document(componentReference))
	}
	return schemas
}

// openAPIPaths gathers the operations by path, in the order of the table.
func (a *API) openAPIPaths() tree {
	var paths tree
	for _, operation := range operations {
		described := member{strings.ToLower(operation.Method), openAPIOperation(operation)}
		known := false
		for i := range paths {
			if paths[i].name == operation.Path {
				paths[i].value = append(paths[i].value.(tree), described)
				known = true
			}
		}
		if !known {
			paths.add(operation.Path, tree{described})
		}
	}
	return paths
}

func openAPIOperation(o *Operation) tree {
	node := tree{{"operationId", string(o.Name)}, {"summary", o.Summary}}
	node.add("parameters", openAPIParameters(o))
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
	return tree{{"application/json", tree{{"schema", tree{{"$ref", componentReference(schema)}}}}}}
}

func openAPIParameters(o *Operation) []any {
	var parameters []any
	for _, name := range o.PathParameters() {
		schema := tree{{"type", "string"}}
		if o.Name == DefineObjectStructures {
			schema.add("enum", list(texts(ObjectTypes())))
		}
		parameters = append(parameters, tree{
			{"name", name}, {"in", "path"}, {"required", true}, {"schema", schema}})
	}
	for _, header := range o.Headers() {
		// OpenAPI keeps Authorization for the security scheme and ignores it among the parameters.
		if header.Name != AuthorizationHeader {
			parameters = append(parameters, openAPIHeader(header))
		}
	}
	return parameters
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
