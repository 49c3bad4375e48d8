package contract

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// requestBuilder writes the request of an interaction. What equals a parameter of a given state
// becomes a generator, so that the value is the one with which the state was brought about.
type requestBuilder struct {
	scenario   *scenarios.Scenario
	document   map[string]any
	generators map[string]any
}

func buildRequest(scenario *scenarios.Scenario, call scenarios.Call) map[string]any {
	builder := requestBuilder{scenario, map[string]any{}, map[string]any{}}
	builder.document["method"] = scenario.Operation.Method
	builder.path(call.Path)
	builder.named("query", call.Query)
	builder.named("headers", headersOf(scenario, call))
	if call.Body != nil {
		builder.body(call.Body)
	}
	if len(builder.generators) > 0 {
		builder.document["generators"] = builder.generators
	}
	return builder.document
}

// headersOf adds to the example's headers the key and the content type, unless the scenario speaks
// of them.
func headersOf(scenario *scenarios.Scenario, call scenarios.Call) http.Header {
	headers := call.Headers.Clone()
	if !mentions(scenario.Request.Headers, caseapi.AuthorizationHeader) {
		headers.Set(caseapi.AuthorizationHeader, KeyPlaceholder)
	}
	if call.Body != nil && !mentions(scenario.Request.Headers, contentTypeHeader) {
		headers.Set(contentTypeHeader, JSONType)
	}
	return headers
}

// contentTypeHeader names the header of the media type.
const contentTypeHeader = "Content-Type"

// JSONType is the media type of every body of the API.
const JSONType = "application/json"

func mentions(parameters []scenarios.Parameter, name string) bool {
	for _, parameter := range parameters {
		if strings.EqualFold(parameter.Name, name) {
			return true
		}
	}
	return false
}

// Generator takes a value from the states. It is a string on the wire whatever the state's setup
// returned: ids are strings in this API.
func Generator(expression string) map[string]any {
	return map[string]any{"type": "ProviderState", "expression": expression, "dataType": "STRING"}
}

func (b *requestBuilder) path(parameters map[string]string) {
	path, expression := b.scenario.Operation.Path, b.scenario.Operation.Path
	for name, value := range parameters {
		place, escaped := "{"+name+"}", url.PathEscape(value)
		path = strings.ReplaceAll(path, place, escaped)
		if from, ok := b.scenario.FromState(value); ok {
			escaped = "${" + from + "}"
		}
		expression = strings.ReplaceAll(expression, place, escaped)
	}
	b.document["path"] = path
	if Variable.MatchString(expression) {
		b.generators["path"] = Generator(expression)
	}
}

// named writes the query or the headers, whose generators Pact calls header.
func (b *requestBuilder) named(part string, values map[string][]string) {
	written, generators := map[string]any{}, map[string]any{}
	for name, texts := range values {
		list := make([]any, len(texts))
		for i, text := range texts {
			list[i] = text
			if from, ok := b.scenario.FromState(text); ok {
				generators[indexed(name, i, len(texts))] = Generator("${" + from + "}")
			}
		}
		written[name] = list
	}
	if len(written) > 0 {
		b.document[part] = written
	}
	if len(generators) > 0 {
		b.generators[strings.TrimSuffix(part, "s")] = generators
	}
}

func indexed(name string, index, count int) string {
	if count == 1 {
		return name
	}
	return fmt.Sprintf("%s[%d]", name, index)
}

func (b *requestBuilder) body(value any) {
	b.document["body"] = JSONBody(value)
	generators := map[string]any{}
	b.bodyGenerators("$", value, generators)
	if len(generators) > 0 {
		b.generators["body"] = generators
	}
}

func (b *requestBuilder) bodyGenerators(path string, value any, generators map[string]any) {
	switch value := value.(type) {
	case string:
		if from, ok := b.scenario.FromState(value); ok {
			generators[path] = Generator("${" + from + "}")
		}
	case []any:
		for i, element := range value {
			b.bodyGenerators(fmt.Sprintf("%s[%d]", path, i), element, generators)
		}
	case map[string]any:
		for name, element := range value {
			b.bodyGenerators(pathBelow(path, name), element, generators)
		}
	}
}

// JSONBody is a body in the form of a pact file.
func JSONBody(value any) map[string]any {
	return map[string]any{"content": value, "contentType": JSONType, "encoded": false}
}

// PlainName is what a name needs no quotes for.
var PlainName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// pathBelow is the JSON path of a property, as Pact writes it.
func pathBelow(path, name string) string {
	if PlainName.MatchString(name) {
		return path + "." + name
	}
	return path + "['" + name + "']"
}
