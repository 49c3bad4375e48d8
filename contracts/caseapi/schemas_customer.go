package caseapi

func customerSchema(structure ObjectStructure) *Schema {
	properties := []Property{
		required("id", text("The id of the customer").suchAs("C-1001")),
		required("url", uri("The URI of the customer in the CRM").
			suchAs("https://crm.example.com/customer/C-1001")),
	}
	return object(CustomerSchema, append(properties, shownProperties(structure)...)...).
		described("A person in the CRM. What is known of one beyond id and url are custom fields.")
}

func customerRequestSchemas(structure ObjectStructure) []*Schema {
	create := writableCustomer(NewCustomerSchema, structure).
		described("What createCustomer takes: custom fields, at least one.")
	update := writableCustomer(CustomerUpdateSchema, structure).
		described("What updateCustomer takes: what is left out stays as it is, but something has to " +
			"be sent.")
	return []*Schema{create, update, customerSearchSchema(structure)}
}

func writableCustomer(name SchemaName, structure ObjectStructure) *Schema {
	writable := closed(name, object("", customProperties(structure)...))
	writable.MinProperties = 1
	writable.Refused = map[string]string{"id": readOnly, "url": readOnly}
	return writable
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
	search := closed(CustomerSearchSchema, object("", searchable...)).
		described("What searchCustomers takes: searchable fields, at least one. All must match.")
	search.MinProperties = 1
	search.Refused = refused
	return search
}

func bestmatchSchemas() []*Schema {
	address := closed(AddressSchema, object("",
		optional("streetOne", text("Street and house number").suchAs("5 Main Street")),
		optional("streetTwo", text("What does not fit on the first line").suchAs("Apartment 3")),
		optional("city", text("City").suchAs("Austin")),
		optional("state", text("State").suchAs("TX")),
		optional("zip", text("Postal code").suchAs("78701")),
	)).described("A postal address, as far as it is known.")
	numbers := func(description, example string) *Schema {
		return arrayOf("", &Schema{Type: StringValue, Example: example}).described(description)
	}
	match := closed(BestmatchSchema, object("",
		optional("displayName", text("The person's name as shown on the service").suchAs("Jane Doe")),
		optional("screenName", text("The person's handle").suchAs("jane.doe")),
		optional("description", text("The person's description of themself").suchAs("Cats and tea")),
		optional("profileUrl", text("The person's page on the service").
			suchAs("https://facebook.example.com/jane.doe")),
		optional("email", text("An email address").suchAs("jane@example.com")),
		optional("phoneNumbers", numbers("Phone numbers", "+1 555 0100")),
		optional("orderNumbers", numbers("Order numbers", "4711")),
		optional("caseNumbers", numbers("Case numbers", "00001001")),
		optional("accountNumbers", numbers("Account numbers", "A-42")),
		optional("addresses", arrayOf("", address)),
	)).described("What bestmatchCustomers takes: all that the platform knows of a person.")
	return []*Schema{match, address}
}
