package consistency

import (
	"slices"
	"strings"

	"casemock/contracts/caseapi"
)

// request is what a body asks for, and what is wrong with it.
type request struct {
	api        *caseapi.API
	sent       map[string]any // nil for a body that is no object
	violations []caseapi.Violation
	wrong      map[string]bool // by property
}

// Read looks at what an exchange asks for. That is no use but to who both judges and learns it, and saves time.
func (m *Model) Read(x Exchange) Exchange {
	r := m.request(x)
	x.read = &r
	return x
}

func (m *Model) request(x Exchange) request {
	if x.read != nil && x.read.api == m.api {
		return *x.read
	}
	r := request{api: m.api, sent: objectOf(x.Sent), wrong: map[string]bool{}}
	if x.Operation.HasBody() {
		r.violations = m.api.ValidateBody(x.Operation.Request, x.Sent)
	}
	for _, violation := range r.violations {
		name := violation.Path[:strings.IndexAny(violation.Path+".", ".[")]
		r.wrong[name] = true
	}
	return r
}

// posts are the interactions of the body.
func (r request) posts() []map[string]any { return objectsOf(r.sent["interactions"]) }

// changes reports whether the body is certain to change a case: by another title, or by a post that is new.
func (r request) changes(known *object) bool {
	title, sent := r.sent["title"]
	if was, isKnown := known.values["title"]; sent && isKnown && !r.wrong["title"] && !was.holds(title, exactly) {
		return true
	}
	return known.created && !r.wrong["interactions"] && slices.ContainsFunc(r.posts(), func(post map[string]any) bool {
		return known.post(post) == nil
	})
}

// defines reports whether the documents or the server's own meta object define a property.
func (r request) defines(kind caseapi.ObjectType, name string) bool {
	_, custom := r.api.Structures().Of(kind).Field(name)
	return custom || caseapi.Documented(kind, name)
}

// breaks reports whether the body breaks one of the rules.
func (r request) breaks(broken func(caseapi.Violation) bool) bool {
	for _, violation := range r.violations {
		if broken(violation) {
			return true
		}
	}
	return false
}
