package caseapi

// DocumentVersion is the version of the description, as in the info object of the OpenAPI document.
const DocumentVersion = "1.0.0"

// API is the documented description together with the custom fields of one company. It is immutable
// and safe for concurrent use.
type API struct {
	structures ObjectStructures
	schemas    map[SchemaName]*Schema
	order      []SchemaName
}

// New describes the API of a company with these custom fields, which must be valid
// ([ObjectStructure.Validate]).
func New(structures ObjectStructures) *API {
	api := &API{structures: structures, schemas: map[SchemaName]*Schema{}}
	for _, schema := range buildSchemas(structures) {
		api.schemas[schema.Name] = schema
		api.order = append(api.order, schema.Name)
	}
	return api
}

// Structures returns the custom fields that the API was made with.
func (a *API) Structures() ObjectStructures { return a.structures }

// Schemas lists all schemas, in the order in which the OpenAPI document has them.
func (a *API) Schemas() []*Schema {
	schemas := make([]*Schema, len(a.order))
	for i, name := range a.order {
		schemas[i] = a.schemas[name]
	}
	return schemas
}

// Schema returns a schema by name; nil for a name that is not one of the constants.
func (a *API) Schema(name SchemaName) *Schema { return a.schemas[name] }
