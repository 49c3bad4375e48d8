package record

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/scenarios/story"
)

// done tells a success.
func (t *teller) done(x *seen) string {
	switch x.operation.Name {
	case caseapi.DefineObjectStructures:
		if !isKnownType(x) {
			return notAllowed
		}
		t.add(x, story.Step{Path: x.path}, x.status, nil)
		return ""
	case caseapi.CreateCustomer, caseapi.CreateCase:
		return t.created(x)
	case caseapi.SearchCustomers, caseapi.BestmatchCustomers:
		return t.sought(x)
	}
	made := t.need(x.operation.Object, x.path["id"])
	if made == nil {
		return ofNoObject
	}
	step := story.Step{Path: map[string]string{"id": made.reference("id")}}
	if x.operation.HasBody() {
		return t.updated(x, made, step)
	}
	t.add(x, step, x.status, t.shownStatus(x, t.caseOf(x)))
	return ""
}

func isKnownType(x *seen) bool {
	return slices.Contains(caseapi.ObjectTypes(), caseapi.ObjectType(x.path["type"]))
}

func (k *known) reference(property string) string { return "${" + k.name + "." + property + "}" }

// caseOf is the case that an exchange is about; nil where it is about a customer or a list.
func (t *teller) caseOf(x *seen) *known {
	if x.showsKind() != caseapi.CaseObject || x.operation.Object != caseapi.CaseObject {
		return nil
	}
	return t.known[caseapi.CaseObject][x.path["id"]]
}

// created tells that an object was made, and names it.
func (t *teller) created(x *seen) string {
	object, _ := x.shown().(map[string]any)
	id, _ := object["id"].(string)
	switch {
	case t.allowed(x, x.body()) == nil:
		return notAllowed
	case id == "":
		return ofNoObject
	}
	t.needCustomers(x)
	body := t.allowed(x, t.body(x))
	if body == nil {
		return notAllowed
	}
	made := t.name(x.operation.Object, object)
	if made.status = ""; x.operation.Object == caseapi.CaseObject {
		made.status = string(caseapi.Open)
	}
	t.add(x, story.Step{As: made.name, Body: body}, x.status, t.shownStatus(x, made))
	return ""
}

// name gives an object the name that later steps use, and what the server has given it references.
func (t *teller) name(kind caseapi.ObjectType, object map[string]any) *known {
	t.counts[kind]++
	made := &known{name: nameOf(kind, t.counts[kind])}
	const telling = 3 // letters: what is shorter may be anything
	for _, property := range []string{"id", "number", "url"} {
		text, isText := object[property].(string)
		if _, taken := t.references[text]; isText && len(text) >= telling && !taken {
			t.references[text] = made.reference(property)
		}
	}
	id, _ := object["id"].(string)
	t.known[kind][id] = made
	return made
}

// updated tells a change that was accepted.
func (t *teller) updated(x *seen, made *known, step story.Step) string {
	t.needCustomers(x)
	body, isObject := t.allowed(x, t.body(x)).(map[string]any)
	if !isObject {
		return notAllowed
	}
	sent, hasStatus := body["status"].(string)
	posts, _ := body["interactions"].([]any)
	if len(posts) > 0 && made.status == string(caseapi.Closed) && sent != string(caseapi.Open) {
		return notAllowed // posts of a closed case: this server took them, another need not
	}
	if hasStatus {
		made.status = sent
	}
	step.Body = body
	expected := t.shownStatus(x, t.caseOf(x))
	if hasStatus && expected == nil {
		made.status = "" // the server keeps its own counsel
	}
	t.add(x, step, x.status, expected)
	return ""
}

// sought tells a search. Whom it finds depends on everybody's data.
func (t *teller) sought(x *seen) string {
	body := t.allowed(x, t.body(x))
	if body == nil {
		return notAllowed
	}
	t.add(x, story.Step{Body: body}, 0, nil)
	return ""
}

// unauthorized tells that a key was refused which is none.
func (t *teller) unauthorized(x *seen) string {
	if t.goodKeys[x.key] {
		return goodKey
	}
	step := story.Step{Path: t.anyPath(x), Headers: t.headers(x)}
	step.Headers["authorization"] = ""
	if x.key != "" {
		step.Headers["authorization"] = "not-a-registered-key"
	}
	if step.Body = t.body(x); step.Body == nil && x.operation.HasBody() {
		return wellFormed
	}
	t.add(x, step, x.status, nil)
	return ""
}

// anyPath are parameters for a request that gets no further than the key.
func (t *teller) anyPath(x *seen) map[string]string {
	path := map[string]string{}
	for name, value := range x.path {
		switch made := t.known[x.operation.Object][value]; {
		case name != "id":
			path[name] = string(caseapi.CaseObject)
		case made != nil:
			path[name] = made.reference("id")
		default:
			path[name] = nobody(value)
		}
	}
	return path
}

// refused tells a 400 that the request itself explains.
func (t *teller) refused(x *seen) string {
	step := story.Step{Headers: t.headers(x)}
	switch {
	case x.operation.Name == caseapi.DefineObjectStructures:
		if isKnownType(x) {
			return wellFormed
		}
		step.Path = map[string]string{"type": "nosuchtype"}
		t.add(x, step, x.status, nil)
		return ""
	case x.path["id"] != "":
		made := t.need(x.operation.Object, x.path["id"])
		if made == nil {
			return ofNoObject
		}
		step.Path = map[string]string{"id": made.reference("id")}
	}
	step.Body = t.body(x)
	if !t.isWrong(x, step) {
		return wellFormed
	}
	t.add(x, step, x.status, nil)
	return ""
}

// isWrong reports whether a step, as the story has it, breaks the documents.
func (t *teller) isWrong(x *seen, step story.Step) bool {
	headers := http.Header{}
	for name, value := range step.Headers {
		headers.Set(name, value)
	}
	if len(x.operation.ValidateHeaders(headers)) > 0 {
		return true
	}
	return step.Body != nil && len(t.api.ValidateBody(x.operation.Request, step.Body)) > 0
}

// unknown tells that nobody has an id.
func (t *teller) unknown(x *seen) string {
	id := x.path["id"]
	if t.shown[x.operation.Object][id] != nil || t.known[x.operation.Object][id] != nil {
		return existedOnce
	}
	step := story.Step{Path: map[string]string{"id": nobody(id)}}
	if x.operation.HasBody() {
		if step.Body = t.allowed(x, t.body(x)); step.Body == nil {
			return notAllowed
		}
	}
	t.add(x, step, x.status, nil)
	return ""
}

var (
	uuidForm = regexp.MustCompile(`^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$`)
	lastRun  = regexp.MustCompile(`[0-9]+([^0-9]*)$`)
)

// nobody is an id of the same form that no object has.
func nobody(id string) string {
	const form = "00000000-0000-4000-8000-"
	switch {
	case uuidForm.MatchString(id):
		return form + runID
	case isDigits(id):
		return "9" + runID
	case lastRun.MatchString(id) && prefixForm.MatchString(strings.TrimRight(id, "0123456789")):
		return strings.TrimRight(id, "0123456789") + runID
	}
	return "no-such-" + runID
}

// prefixForm matches what stands before the number of an id, as in C-1001 and CASE-7.
var prefixForm = regexp.MustCompile(`^[A-Z]{1,5}[-_]?$`)
