package caseapi

func structureSchemas() []*Schema {
	listValue := object(ListValueSchema,
		required("name", text("What an agent reads").suchAs("Gold")),
		required("value", text("What is sent").suchAs("gold")),
	).described("One choice of a single_sel_list.")
	field := object(FieldSchema,
		required("name", text("The JSON property on the object").suchAs("tier")),
		required("label", text("What an agent reads").suchAs("Tier")),
		required("type", oneOf("How an agent sees it", texts(FieldTypes()))),
		required("searchable", boolean("Whether customers can be searched by it")),
		optional("listValues", arrayOf("", listValue)),
	).described("One custom field. Its values are strings: of a checkbox true or false, of a " +
		"single_sel_list the value of one of its listValues.")
	structure := object(ObjectStructureSchema,
		required("name", oneOf("The object type", texts(ObjectTypes()))),
		required("fields", arrayOf("", field)),
	).described("The custom fields that a company defines for an object type.")
	return []*Schema{structure, field, listValue}
}
