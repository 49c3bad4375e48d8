package scenarios

import (
	"slices"
	"strings"

	"casemock/contracts/caseapi"
)

// Request says which requests a scenario answers, and is the example that the contract sends. The
// zero Request lets every request through.
type Request struct {
	Path    []Parameter // the path's parameters, by the names in the operation's path
	Query   []Parameter
	Headers []Parameter // by their names in the canonical spelling of net/http
	Body    Matcher     // nil: whatever it is
}

// Parameter is what is expected of a value that has a name and is text. A name that is not listed
// may have any value, or none.
type Parameter struct {
	Name  string
	Value Matcher
}

// Match holds a call against the request; nil means that it fits.
func (r Request) Match(call Call) *Mismatch {
	if r.Fits(call) {
		return nil
	}
	full := judge{explain: true}
	r.judge(&full, call)
	full.first.Met = full.met
	return full.first
}

// Fits is [Request.Match] for those who need no reason; it is quicker.
func (r Request) Fits(call Call) bool {
	var quick judge
	return r.fits(&quick, call)
}

// fits uses a judge again, for those who ask many requests.
func (r Request) fits(quick *judge, call Call) bool {
	*quick = judge{}
	r.judge(quick, call)
	return !quick.failed
}

// namesKey reports whether the request says with which key it comes, or with none.
func (r Request) namesKey() bool {
	return slices.ContainsFunc(r.Headers, func(header Parameter) bool {
		return header.Name == caseapi.AuthorizationHeader
	})
}

func (r Request) judge(j *judge, call Call) {
	for _, parameter := range r.Path {
		j.one("path", parameter, call.Path[parameter.Name])
	}
	for _, parameter := range r.Query {
		j.texts("query", parameter, call.Query[parameter.Name])
	}
	for _, parameter := range r.Headers {
		j.texts("headers", parameter, call.Headers[parameter.Name])
	}
	if r.Body != nil && j.goesOn() {
		r.Body.judge(j, j.below(nil, "body"), call.presentBody())
	}
}

// unread stands for the body that a [Call] calls so.
type unread struct{}

func (c Call) presentBody() any {
	switch {
	case c.Unread:
		return unread{}
	case c.Body == nil:
		return Missing
	}
	return c.Body
}

// texts judges what may be there several times, as query parameters and headers may: a list is
// expected of all values, anything else of one of them.
func (j *judge) texts(where string, parameter Parameter, values []string) {
	if !j.goesOn() {
		return
	}
	switch parameter.Value.(type) {
	case List, Containing:
		parameter.Value.judge(j, j.parameterPlace(where, parameter.Name), allTexts(values))
		return
	}
	if len(values) == 0 {
		parameter.Value.judge(j, j.parameterPlace(where, parameter.Name), Missing)
		return
	}
	last := len(values) - 1
	for _, value := range values[:last] {
		if Match(parameter.Value, value) == nil {
			j.met++
			return
		}
	}
	j.one(where, parameter, values[last])
}

func allTexts(values []string) any {
	if len(values) == 0 {
		return Missing
	}
	all := make([]any, len(values))
	for i, value := range values {
		all[i] = value
	}
	return all
}

// one judges a single text. The usual case, a literal, is decided without making an interface of
// it.
func (j *judge) one(where string, parameter Parameter, value string) {
	if !j.goesOn() {
		return
	}
	if literal, ok := parameter.Value.(Literal); ok && !j.explain {
		text, isText := literal.Value.(string)
		j.unmet(isText && text == value)
		return
	}
	parameter.Value.judge(j, j.parameterPlace(where, parameter.Name), value)
}

// parameterPlace spells headers as scenario files mostly do.
func (j *judge) parameterPlace(where, name string) *place {
	if !j.explain {
		return nil
	}
	if where != "headers" {
		return &place{path: where + "." + name}
	}
	isKey := name == caseapi.AuthorizationHeader
	return &place{path: where + "." + strings.ToLower(name), secret: isKey}
}
