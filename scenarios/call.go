package scenarios

import (
	"net/http"
	"net/url"

	"casemock/contracts/caseapi"
	"casemock/scenarios/matcher"
)

// Call is what a server knows of a request.
type Call struct {
	Operation *caseapi.Operation
	Path      map[string]string // the path's parameters, unescaped
	Query     url.Values
	Headers   http.Header
	// Body is what caseapi.Decode reads. Nil where there is no body, and where it is Unread.
	Body any
	// Unread is true of a body that is there and is not JSON, or null, which the API does not know: it
	// is not absent, and not like anything else either.
	Unread bool
}

// Example is the call that the contract sends for the scenario. Its headers are those that the
// request names and no others, so a key is not among them unless the request says which.
//
// What the request leaves open is taken from elsewhere: a path parameter from the given state that
// has one of that name, and else, as a body is, from the operation's built-in scenario of success.
func (s *Scenario) Example() Call {
	example := s.Request.example()
	example.Operation = s.Operation
	for _, name := range s.Operation.PathParameters() {
		if _, there := example.Path[name]; !there {
			example.Path[name] = s.usualParameter(name)
		}
	}
	if s.Request.Body == nil && s.Operation.HasBody() {
		example.Body = success(s.Operation).Request.example().Body
	}
	return example
}

func (s *Scenario) usualParameter(name string) string {
	for _, state := range s.Given {
		if value, ok := state.Param(name); ok {
			return value
		}
	}
	return success(s.Operation).Request.example().Path[name]
}

// success is the built-in scenario that shows an operation at its best.
func success(operation *caseapi.Operation) *Scenario {
	pair := caseapi.Pair{Operation: operation.Name, Status: operation.Success().Status}
	found, ok := findBuiltIn(pair.String())
	if !ok {
		panic("scenarios: no built-in " + pair.String())
	}
	return found
}

// example is a call that fits, made of what the request names alone.
func (r Request) example() Call {
	call := Call{Path: map[string]string{}, Query: url.Values{}, Headers: http.Header{}}
	for _, parameter := range r.Path {
		for _, text := range matcher.Texts(parameter.Value) {
			call.Path[parameter.Name] = text
		}
	}
	for _, parameter := range r.Query {
		if texts := matcher.Texts(parameter.Value); len(texts) > 0 {
			call.Query[parameter.Name] = texts
		}
	}
	for _, parameter := range r.Headers {
		if texts := matcher.Texts(parameter.Value); len(texts) > 0 {
			call.Headers[parameter.Name] = texts
		}
	}
	if r.Body != nil {
		if body := r.Body.Example(); body != matcher.Missing {
			call.Body = body
		}
	}
	return call
}
