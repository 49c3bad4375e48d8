package scenarios

import (
	"net/textproto"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
	"casemock/scenarios/matcher"
	"casemock/scenarios/schema"
)

func (r *reader) request(value strictyaml.Value) {
	if !value.Exists() {
		return
	}
	fields := schema.Read(value, requestKeys)
	r.scenario.Request = Request{
		Path:    r.path(fields.Get("path")),
		Query:   r.parameters(fields.Get("query")),
		Headers: r.requestHeaders(fields.Get("headers")),
	}
	if !fields.Has("body") {
		return
	}
	body := r.matchers.Read(fields.Get("body"))
	operation := r.scenario.Operation
	if _, none := body.(matcher.Absent); operation != nil && !operation.HasBody() && !none {
		fields.Get("body").Note("cannot be expected: %s has no request body", operation.Name)
	}
	r.scenario.Request.Body = body
}

// CheckPath notes names that are no parameters of the operation's path.
func CheckPath(value strictyaml.Value, operation *caseapi.Operation) {
	for _, entry := range value.Entries() {
		if known := operation.PathParameters(); !slices.Contains(known, entry.Key) {
			entry.Note("is no parameter of %s %s%s", operation.Method, operation.Path,
				wording.Suggest(entry.Key, known))
		}
	}
}

func (r *reader) path(value strictyaml.Value) []Parameter {
	if r.scenario.Operation != nil {
		CheckPath(value, r.scenario.Operation)
	}
	parameters := r.parameters(value)
	for i, entry := range value.Entries() {
		switch parameters[i].Value.(type) {
		case matcher.Absent, matcher.List, matcher.Containing:
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
		parameters = append(parameters, Parameter{entry.Key, r.matchers.ReadText(entry.Value)})
	}
	return parameters
}

func (r *reader) requestHeaders(value strictyaml.Value) []Parameter {
	checkHeaderNames(value)
	parameters := r.parameters(value)
	for i, entry := range value.Entries() {
		parameters[i].Name = textproto.CanonicalMIMEHeaderKey(parameters[i].Name)
		for _, text := range matcher.Texts(parameters[i].Value) {
			isHeaderValue(entry.Value, text)
		}
	}
	return parameters
}

// ParseRequest reads the request part of a scenario by itself, from YAML or JSON: the keys path,
// query, headers and body. The name is what problems call the text. It belongs to no operation, so
// any path parameter can be named.
func ParseRequest(name string, text []byte) (Request, []strictyaml.Problem) {
	file := strictyaml.Parse(name, text)
	reader := reader{scenario: &Scenario{}}
	for _, document := range file.Documents {
		reader.request(document.Root)
	}
	return reader.scenario.Request, file.Problems()
}
