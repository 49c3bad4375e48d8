package caseapi

func errorSchemas() []*Schema {
	fieldError := object(FieldErrorSchema,
		required("name", text("The field that is wrong: a JSON path, or a header's name").
			suchAs("interactions[0].author.handle")),
		required("errorMessage", text("What is wrong with it, passable to the user").
			suchAs("is required")),
	).described("One thing that is wrong with a request.")
	fields := optional("fields", arrayOf("", fieldError))
	return []*Schema{
		errorBody(BadRequestSchema, optional, "invalid_request", "The request is invalid.", fields).
			described("The body of a 400. Its parts are optional."),
		errorBody(BadTypeSchema, required, "invalid_request", "The object type is unknown.", fields).
			described("The body of a 400 that says that there is no such object type."),
		fieldError,
		errorBody(UnprocessableSchema, required, "case_closed", "Case 1001 is closed.").
			described("The body of a 422."),
		errorBody(ServerErrorSchema, optional, "internal_error", "An unexpected error occurred.").
			described("The body of a 500. Its parts are optional."),
	}
}

// errorBody is a body with the documented pair of error and message, required or optional.
func errorBody(
	name SchemaName, pair func(string, *Schema) Property, code, message string, others ...Property,
) *Schema {
	return object(name, append(others,
		pair("error", text("Name of the error code").suchAs(code)),
		pair("message", text("A message that can be passed to the user").suchAs(message)))...)
}
