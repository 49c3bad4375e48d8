package contracts

import "slices"

// The schemas of the Case API. Those that end in Interaction or Author are parts of others.
const (
	CaseSchema            SchemaName = "Case"
	CasesSchema           SchemaName = "Cases"
	InteractionSchema     SchemaName = "Interaction"
	AuthorSchema          SchemaName = "Author"
	NewCaseSchema         SchemaName = "NewCase"
	CaseUpdateSchema      SchemaName = "CaseUpdate"
	NewInteractionSchema  SchemaName = "NewInteraction"
	NewAuthorSchema       SchemaName = "NewAuthor"
	CustomerSchema        SchemaName = "Customer"
	CustomersSchema       SchemaName = "Customers"
	NewCustomerSchema     SchemaName = "NewCustomer"
	CustomerUpdateSchema  SchemaName = "CustomerUpdate"
	CustomerSearchSchema  SchemaName = "CustomerSearch"
	BestmatchSchema       SchemaName = "Bestmatch"
	AddressSchema         SchemaName = "Address"
	ObjectStructureSchema SchemaName = "ObjectStructure"
	FieldSchema           SchemaName = "Field"
	ListValueSchema       SchemaName = "ListValue"
	BadRequestSchema      SchemaName = "BadRequest"
	BadTypeSchema         SchemaName = "BadType"
	FieldErrorSchema      SchemaName = "FieldError"
	UnprocessableSchema   SchemaName = "Unprocessable"
	ServerErrorSchema     SchemaName = "ServerError"
)

// buildSchemas describes every body of the API for a company with these custom fields.
func buildSchemas(structures ObjectStructures) []*Schema {
	author := authorSchema()
	interaction := interactionSchema(author)
	newAuthor := closed(NewAuthorSchema, author)
	newInteraction := closed(NewInteractionSchema, interactionSchema(newAuthor))
	kase := caseSchema(interaction, structures.Case)
	customer := customerSchema(structures.Customer)
	return slices.Concat(
		[]*Schema{kase, arrayOf(CasesSchema, kase), interaction, author},
		caseRequestSchemas(newInteraction, structures.Case),
		[]*Schema{newInteraction, newAuthor, customer, arrayOf(CustomersSchema, customer)},
		customerRequestSchemas(structures.Customer),
		structureSchemas(),
		errorSchemas(),
	)
}

func caseSchema(interaction *Schema, structure ObjectStructure) *Schema {
	properties := []Property{
		required("id", text("The id of the case")),
		required("number", text("The case number shown to agents")),
		required("customerId", text("The id of the customer whose case it is")),
		required("title", text("The title of the case")),
		required("description", text("The description of the case")),
		required("url", uri("The URI that an agent clicks to see the case")),
		required("lastUpdated", dateTime("When the case was last updated")),
		required("created", dateTime("When the case was created")),
		required("status", statusSchema()),
		optional("interactions", arrayOf("", interaction)),
	}
	return object(CaseSchema, append(properties, customProperties(structure)...)...)
}

func statusSchema() *Schema {
	return &Schema{Type: StringValue, Description: "The status of the case",
		Enum: []string{string(Open), string(Closed)}}
}

func interactionSchema(author *Schema) *Schema {
	return object(InteractionSchema,
		required("created", dateTime("When it was created on the origin service")),
		required("body", text("The text of the interaction")),
		required("linkUrl", text("Direct link to it on the origin service; empty when not available")),
		required("serviceId", text("Its id on the origin service")),
		required("service", text("The social service it originated on, such as facebook")),
		required("contentType", text("What it is on that service, such as post or comment")),
		optional("author", author),
	)
}

func authorSchema() *Schema {
	return object(AuthorSchema,
		required("service", text("The social service of the author")),
		required("serviceId", text("The author's id on the service")),
		required("handle", text("The author's handle on the service")),
		required("name", text("The author's name")),
		required("brandOwned", &Schema{Type: BooleanValue,
			Description: "Whether the author belongs to an account added to the platform"}),
	)
}

// readOnlyCase says why a client does not send these.
var readOnlyCase = map[string]string{
	"id": readOnly, "number": readOnly, "url": readOnly, "created": readOnly, "lastUpdated": readOnly,
}

const readOnly = "is read-only: the server sets it"

func caseRequestSchemas(interaction *Schema, structure ObjectStructure) []*Schema {
	common := []Property{
		optional("customerId", notEmpty("The id of the customer whose case it is")),
		optional("customId", notEmpty("Another spelling of customerId, accepted for it")),
		optional("title", notEmpty("The title of the case")),
		optional("description", text("The description of the case")),
		optional("interactions", arrayOf("", interaction)),
	}
	custom := customProperties(structure)

	create := closed(NewCaseSchema, object("", append(slices.Clone(common), custom...)...))
	create.Property("title").Required = true
	create.RequireOneOf = []string{"customerId", "customId"}
	create.Refused = withReason(readOnlyCase, "status", "cannot be sent: a new case is open")

	update := closed(CaseUpdateSchema, object("", slices.Concat(common,
		[]Property{optional("status", statusSchema())}, custom)...))
	update.MinProperties = 1
	update.Refused = readOnlyCase
	return []*Schema{create, update}
}

func customerSchema(structure ObjectStructure) *Schema {
	properties := []Property{
		required("id", text("The id of the customer")),
		required("url", uri("The URI of the customer in the CRM")),
	}
	return object(CustomerSchema, append(properties, customProperties(structure)...)...)
}

func customerRequestSchemas(structure ObjectStructure) []*Schema {
	writable := closed(NewCustomerSchema, object("", customProperties(structure)...))
	writable.MinProperties = 1
	writable.Refused = map[string]string{"id": readOnly, "url": readOnly}

	update := *writable
	update.Name = CustomerUpdateSchema

	return []*Schema{writable, &update, customerSearchSchema(structure), bestmatchSchema(), addressSchema()}
}

func customerSearchSchema(structure ObjectStructure) *Schema {
	refused := map[string]string{}
	var searchable []Property
	for i, property := range customProperties(structure) {
		if structure.Fields[i].Searchable {
			searchable = append(searchable, property)
			continue
		}
		refused[property.Name] = "is not searchable"
	}
	search := closed(CustomerSearchSchema, object("", searchable...))
	search.MinProperties = 1
	search.Refused = refused
	return search
}

func bestmatchSchema() *Schema {
	texts := func(description string) *Schema {
		return &Schema{Type: ArrayValue, Description: description, Items: &Schema{Type: StringValue}}
	}
	return closed(BestmatchSchema, object("",
		optional("displayName", text("The person's name as shown on the service")),
		optional("screenName", text("The person's handle")),
		optional("description", text("The person's description of themself")),
		optional("profileUrl", text("The person's page on the service")),
		optional("email", text("An email address")),
		optional("phoneNumbers", texts("Phone numbers")),
		optional("orderNumbers", texts("Order numbers")),
		optional("caseNumbers", texts("Case numbers")),
		optional("accountNumbers", texts("Account numbers")),
		optional("addresses", arrayOf("", addressSchema())),
	))
}

func addressSchema() *Schema {
	return closed(AddressSchema, object("",
		optional("streetOne", text("Street and house number")),
		optional("streetTwo", text("What does not fit on the first line")),
		optional("city", text("City")),
		optional("state", text("State")),
		optional("zip", text("Postal code")),
	))
}

func structureSchemas() []*Schema {
	listValue := object(ListValueSchema,
		required("name", text("What an agent reads")),
		required("value", text("What is sent")),
	)
	field := object(FieldSchema,
		required("name", text("The JSON property on the object")),
		required("label", text("What an agent reads")),
		required("type", &Schema{Type: StringValue, Description: "How an agent sees it",
			Enum: texts(FieldTypes())}),
		required("searchable", &Schema{Type: BooleanValue,
			Description: "Whether customers can be searched by it"}),
		optional("listValues", arrayOf("", listValue)),
	)
	structure := object(ObjectStructureSchema,
		required("name", &Schema{Type: StringValue, Description: "The object type",
			Enum: texts(ObjectTypes())}),
		required("fields", arrayOf("", field)),
	)
	return []*Schema{structure, field, listValue}
}

func errorSchemas() []*Schema {
	fieldError := object(FieldErrorSchema,
		required("name", text("The field that is wrong")),
		required("errorMessage", text("What is wrong with it, passable to the user")),
	)
	body := func(name SchemaName, needed bool, others ...Property) *Schema {
		return object(name, append(others,
			Property{"error", text("Name of the error code"), needed},
			Property{"message", text("A message that can be passed to the user"), needed})...)
	}
	fields := optional("fields", arrayOf("", fieldError))
	return []*Schema{
		body(BadRequestSchema, false, fields),
		body(BadTypeSchema, true, fields),
		fieldError,
		body(UnprocessableSchema, true),
		body(ServerErrorSchema, false),
	}
}

// customProperties are a company's own fields as JSON properties: strings, whatever the field's type.
func customProperties(structure ObjectStructure) []Property {
	properties := make([]Property, len(structure.Fields))
	for i, field := range structure.Fields {
		properties[i] = optional(field.Name, &Schema{
			Type: StringValue, Title: field.Label, Enum: field.allowedValues()})
	}
	return properties
}

// allowedValues lists what a field may hold; nil when that is any string.
func (f Field) allowedValues() []string {
	switch f.Type {
	case Checkbox:
		return []string{"true", "false"}
	case SingleSelectList:
		values := make([]string, len(f.ListValues))
		for i, choice := range f.ListValues {
			values[i] = choice.Value
		}
		return values
	}
	return nil
}

// Documented tells whether the documents already name such a property for the object, in an answer or
// in a request; a custom field cannot take its name.
func Documented(objectType ObjectType, name string) bool {
	switch objectType {
	case CaseObject:
		return name == "customId" || caseSchema(nil, ObjectStructure{}).Property(name) != nil
	case CustomerObject:
		return customerSchema(ObjectStructure{}).Property(name) != nil
	}
	return false
}
