package caseapi

import "slices"

func caseSchema(interaction *Schema, structure ObjectStructure) *Schema {
	properties := []Property{
		required("id", text("The id of the case").suchAs("1001")),
		required("number", text("The case number shown to agents").suchAs("00001001")),
		required("customerId", text("The id of the customer whose case it is").suchAs("C-1001")),
		required("title", text("The title of the case").suchAs("My parcel has not arrived")),
		required("description", text("The description of the case").
			suchAs("Jane has been waiting for order 4711 since Monday.")),
		required("url", uri("The URI that an agent clicks to see the case").
			suchAs("https://crm.example.com/case/1001")),
		required("lastUpdated", dateTime("When the case was last updated")),
		required("created", dateTime("When the case was created")),
		required("status", statusSchema()),
		optional("interactions", arrayOf("", interaction)),
	}
	return object(CaseSchema, append(properties, shownProperties(structure)...)...).
		described("A customer's issue as the CRM keeps it.")
}

func statusSchema() *Schema {
	return oneOf("The status of the case", []string{string(Open), string(Closed)})
}

func interactionSchema(author *Schema) *Schema {
	return object(InteractionSchema,
		required("created", dateTime("When it was created on the origin service")),
		required("body", text("The text of the interaction").suchAs("Where is my parcel?")),
		required("linkUrl", text("Direct link to it on the origin service; empty when not available").
			suchAs("https://facebook.example.com/posts/123")),
		required("serviceId", text("Its id on the origin service").suchAs("123")),
		required("service", text("The social service it originated on").suchAs("facebook")),
		required("contentType", text("What it is on that service").suchAs("post")),
		optional("author", author),
	).described("One post, comment or message on a social service.")
}

func authorSchema() *Schema {
	return object(AuthorSchema,
		required("service", text("The social service of the author").suchAs("facebook")),
		required("serviceId", text("The author's id on the service").suchAs("778")),
		required("handle", text("The author's handle on the service").suchAs("jane.doe")),
		required("name", text("The author's name").suchAs("Jane Doe")),
		required("brandOwned",
			boolean("Whether the author belongs to an account added to the platform")),
	).described("Who wrote an interaction.")
}

const readOnly = "is read-only: the server sets it"

// readOnlyCase says why a client does not send these.
func readOnlyCase() map[string]string {
	return map[string]string{
		"id": readOnly, "number": readOnly, "url": readOnly,
		"created": readOnly, "lastUpdated": readOnly,
	}
}

func caseRequestSchemas(interaction *Schema, structure ObjectStructure) []*Schema {
	common := []Property{
		optional("customerId",
			notEmpty("The id of the customer whose case it is").suchAs("C-1001")),
		optional("customId",
			notEmpty("Another spelling of customerId, accepted for it").suchAs("C-1001").accepted()),
		optional("title", notEmpty("The title of the case").suchAs("My parcel has not arrived")),
		optional("description", text("The description of the case").
			suchAs("Jane has been waiting for order 4711 since Monday.")),
		optional("interactions", arrayOf("", interaction)),
	}
	custom := customProperties(structure)

	create := closed(NewCaseSchema, object("", slices.Concat(common, custom)...)).
		described("What createCase takes. Without a description the case gets the text of its first " +
			"interaction. A new case is open.")
	create.Property("title").Required = true
	create.RequireOneOf = []string{"customerId", "customId"}
	create.Refused = readOnlyCase()
	create.Refused["status"] = "cannot be sent: a new case is open"

	update := closed(CaseUpdateSchema, object("", slices.Concat(common,
		[]Property{optional("status", statusSchema())}, custom)...)).
		described("What updateCase takes: what is left out stays as it is, but something has to be " +
			"sent. Interactions are added to the case's; one with the service and serviceId of an " +
			"existing one replaces it, so a call can be repeated. The other fields of a case are " +
			"read-only.")
	update.MinProperties = 1
	update.Refused = readOnlyCase()
	return []*Schema{create, update}
}
