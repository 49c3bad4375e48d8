package scenarios

import (
	"net/textproto"
	"slices"

	"casemock/contracts/strictyaml"
)

func (r *reader) request(value strictyaml.Value) {
	if !value.Exists() {
		return
	}
	fields := value.Mapping(known(requestKeys)...)
	r.scenario.Request = Request{
		Path:    r.path(fields.Get("path")),
		Query:   r.parameters(fields.Get("query")),
		Headers: r.requestHeaders(fields.Get("headers")),
	}
	if fields.Has("body") {
		r.requestBody(fields.Get("body"))
	}
}

func (r *reader) path(value strictyaml.Value) []Parameter {
	operation := r.scenario.Operation
	for _, entry := range value.Entries() {
		if operation == nil || slices.Contains(operation.PathParameters(), entry.Key) {
			continue
		}
		entry.Note("is no parameter of %s %s%s", operation.Method, operation.Path,
			meant(entry.Key, operation.PathParameters()))
	}
	parameters := r.parameters(value)
	for i, entry := range value.Entries() {
		switch parameters[i].Value.(type) {
		case Absent, List, Containing:
			entry.Value.Note("must be a text or a matcher of one: it is there in every path, once")
		}
	}
	return parameters
}

func (r *reader) parameters(value strictyaml.Value) []Parameter {
	if !value.Exists() {
		return nil
	}
	var parameters []Parameter
	entries, _ := value.FreeMapping()
	for _, entry := range entries {
		parameters = append(parameters, Parameter{entry.Key, r.textual(entry.Value)})
	}
	return parameters
}

func (r *reader) requestHeaders(value strictyaml.Value) []Parameter {
	checkHeaderNames(value)
	parameters := r.parameters(value)
	for i, entry := range value.Entries() {
		parameters[i].Name = textproto.CanonicalMIMEHeaderKey(parameters[i].Name)
		for _, text := range exampleTexts(parameters[i].Value) {
			isHeaderValue(entry.Value, text)
		}
	}
	return parameters
}

func (r *reader) requestBody(value strictyaml.Value) {
	operation := r.scenario.Operation
	body := r.matcher(value)
	if _, none := body.(Absent); operation != nil && !operation.HasBody() && !none {
		value.Note("cannot be expected: %s has no request body", operation.Name)
	}
	r.scenario.Request.Body = body
}
