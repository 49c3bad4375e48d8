package caseapi

import (
	"bytes"
	"fmt"

	"gopkg.in/yaml.v3"
)

// DocumentVersion is the version of the description, as in the info object of the OpenAPI document.
const DocumentVersion = "1.0.0"

const documentDescription = `The API that a social-care platform, the client, calls on a company's
own CRM, the server.

- Every request carries the auth header value that was registered for the server, verbatim. The
  key is checked before anything else about the request.
- A 400 names everything that is wrong with the request in its fields. A 401 and a 404 promise no
  body: what stands here as text is what casemock answers.
- Date-times are ISO 8601, with Z or an offset.
- Custom fields are strings, whatever their type; defineObjectStructures says which there are.
- An optional header that is empty is as good as none.
- createCase and updateCase take customId for customerId, as some clients spell it.
- An update answers 201 with the whole object.
`

// OpenAPI writes the API down as an OpenAPI document in YAML, with the company's custom fields.
// serverURL is where it is served; empty leaves the servers out. Equal APIs give equal bytes.
func (a *API) OpenAPI(version OpenAPIVersion, serverURL string) []byte {
	var document tree
	document.add("openapi", version.number())
	document.add("info", tree{
		{"title", "Case API"},
		{"version", DocumentVersion},
		{"description", documentDescription},
		{"contact", tree{{"name", "Whoever runs this server"}}},
		{"license", tree{{"name", "All rights reserved"},
			{"url", "https://en.wikipedia.org/wiki/All_rights_reserved"}}},
	})
	if serverURL != "" {
		document.add("servers", []any{tree{{"url", serverURL}}})
	}
	document.add("security", []any{tree{{"key", []any{}}}})
	document.add("tags", openAPITags())
	document.add("paths", a.openAPIPaths(version))
	document.add("components", tree{
		{"securitySchemes", tree{{"key", tree{
			{"type", "apiKey"}, {"in", "header"}, {"name", AuthorizationHeader},
			{"description", "The registered auth header value, verbatim."},
		}}}},
		{"schemas", a.openAPISchemas(version)},
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

func componentReference(name SchemaName) tree {
	return tree{{"$ref", "#/components/schemas/" + string(name)}}
}

func (a *API) openAPISchemas(version OpenAPIVersion) tree {
	var schemas tree
	for _, name := range a.order {
		schemas.add(string(name), a.schemas[name].document(version))
	}
	return schemas
}

// tagOf names the group in which an operation stands, by what it is about.
func tagOf(object ObjectType) string {
	switch object {
	case CaseObject:
		return "Cases"
	case CustomerObject:
		return "Customers"
	}
	return "Custom fields"
}

func openAPITags() []any {
	return []any{
		tree{{"name", tagOf(CaseObject)}, {"description", "Customers' issues and their social posts."}},
		tree{{"name", tagOf(CustomerObject)}, {"description", "The people who have cases."}},
		tree{{"name", tagOf("")}, {"description", "What a company adds to cases and customers."}},
	}
}
