package caseapi

import (
	"fmt"
	"slices"
)

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
		bestmatchSchemas(),
		structureSchemas(),
		errorSchemas(),
	)
}

// shownProperties are those of an answer: where nothing was chosen, a server may show that by an empty string.
func shownProperties(structure ObjectStructure) []Property {
	properties := customProperties(structure)
	for _, property := range properties {
		property.Schema.MayBeEmpty = true
	}
	return properties
}

// customProperties are a company's own fields as JSON properties: strings, whatever the field's
// type.
func customProperties(structure ObjectStructure) []Property {
	properties := make([]Property, len(structure.Fields))
	for i, field := range structure.Fields {
		properties[i] = optional(field.Name, &Schema{
			Type: StringValue, Title: field.Label, Enum: field.allowedValues(), Example: field.example(),
			Description: fmt.Sprintf("Custom field (%s)", field.Type)})
	}
	return properties
}
