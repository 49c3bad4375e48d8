package openapi

import (
	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

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

// Write writes the API down in YAML, with the company's custom fields. serverURL is where it is served; empty
// leaves the servers out. Equal APIs give equal bytes.
func Write(api *caseapi.API, version Version, serverURL string) []byte {
	return strictyaml.Encode(node(description{api, version}.document(serverURL)))
}

// description is an API on its way into a document.
type description struct {
	api     *caseapi.API
	version Version
}

func (d description) document(serverURL string) tree {
	var document tree
	document.add("openapi", d.version.number())
	document.add("info", tree{
		{"title", caseapi.Provider},
		{"version", caseapi.DocumentVersion},
		{"description", documentDescription},
		{"contact", tree{{"name", "Whoever runs this server"}}},
		{"license", tree{{"name", "All rights reserved"},
			{"url", "https://en.wikipedia.org/wiki/All_rights_reserved"}}},
	})
	if serverURL != "" {
		document.add("servers", []any{tree{{"url", serverURL}}})
	}
	document.add("security", []any{tree{{"key", []any{}}}})
	document.add("tags", tags())
	document.add("paths", d.paths())
	document.add("components", tree{
		{"securitySchemes", tree{{"key", tree{
			{"type", "apiKey"}, {"in", "header"}, {"name", caseapi.AuthorizationHeader},
			{"description", "The registered auth header value, verbatim."},
		}}}},
		{"schemas", d.schemas()},
	})
	return document
}

func componentReference(name caseapi.SchemaName) tree {
	return tree{{"$ref", "#/components/schemas/" + string(name)}}
}

func (d description) schemas() tree {
	var schemas tree
	for _, schema := range d.api.Schemas() {
		schemas.add(string(schema.Name), d.schema(schema))
	}
	return schemas
}

// tagOf names the group in which an operation stands, by what it is about.
func tagOf(object caseapi.ObjectType) string {
	switch object {
	case caseapi.CaseObject:
		return "Cases"
	case caseapi.CustomerObject:
		return "Customers"
	}
	return "Custom fields"
}

func tags() []any {
	return []any{
		tree{{"name", tagOf(caseapi.CaseObject)}, {"description", "Customers' issues and their social posts."}},
		tree{{"name", tagOf(caseapi.CustomerObject)}, {"description", "The people who have cases."}},
		tree{{"name", tagOf("")}, {"description", "What a company adds to cases and customers."}},
	}
}
