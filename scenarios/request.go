package scenarios

import (
	"slices"

	"casemock/contracts/caseapi"
	"casemock/scenarios/matcher"
)

// Request says which requests a scenario answers, and is the example that the contract sends. The
// zero Request lets every request through.
type Request struct {
	Path    []Parameter // the path's parameters, by the names in the operation's path
	Query   []Parameter
	Headers []Parameter     // by their names in the canonical spelling of net/http
	Body    matcher.Matcher // nil: whatever it is
}

// Parameter is what is expected of a value that has a name and is text. A name that is not listed
// may have any value, or none.
type Parameter struct {
	Name  string
	Value matcher.Matcher
}

// Match holds a call against the request; nil means that it fits.
func (r Request) Match(call Call) *matcher.Mismatch {
	if r.Fits(call) {
		return nil
	}
	full := matcher.Judge{Explain: true}
	r.judge(&full, call)
	return full.Mismatch()
}

// Fits is [Request.Match] for those who need no reason; it is quicker.
func (r Request) Fits(call Call) bool {
	var quick matcher.Judge
	r.judge(&quick, call)
	return quick.Fits()
}

// namesKey reports whether the request says with which key it comes, or with none.
func (r Request) namesKey() bool {
	return slices.ContainsFunc(r.Headers, func(header Parameter) bool {
		return header.Name == caseapi.AuthorizationHeader
	})
}

func (r Request) judge(j *matcher.Judge, call Call) {
	for _, parameter := range r.Path {
		j.Text(matcher.Part{Where: "path", Name: parameter.Name}, parameter.Value, call.Path[parameter.Name])
	}
	for _, parameter := range r.Query {
		j.Texts(matcher.Part{Where: "query", Name: parameter.Name}, parameter.Value, call.Query[parameter.Name])
	}
	for _, parameter := range r.Headers {
		j.Texts(matcher.Part{Where: "headers", Name: parameter.Name}, parameter.Value, call.Headers[parameter.Name])
	}
	if r.Body != nil {
		j.Value(matcher.Part{Where: "body"}, r.Body, call.presentBody())
	}
}

func (c Call) presentBody() any {
	switch {
	case c.Unread:
		return matcher.Unread
	case c.Body == nil:
		return matcher.Missing
	}
	return c.Body
}
