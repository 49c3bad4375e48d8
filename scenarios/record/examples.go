package record

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
	"casemock/fixtures"
	"casemock/scenarios"
	"casemock/scenarios/matcher"
	"casemock/scenarios/template"
)

// scenario is the n-th kind of exchange of an operation and a status as a document of a scenario file; nil where none
// can be written.
func (r *rebuild) scenario(x *seen, n int) []byte {
	name := fmt.Sprintf("recorded/%s-%d", x.operation.Name, x.status)
	if n > 1 {
		name += fmt.Sprintf("-%d", n)
	}
	made := &scenarios.Scenario{Name: name, Summary: r.summary(x), Operation: x.operation, Request: r.request(x),
		Responses: []scenarios.Response{r.response(x, name)}}
	text := scenarios.Format(made)
	if r.isRight(text) {
		return text
	}
	made.Responses[0].Body = nil // what the server has answered cannot be written
	if text = scenarios.Format(made); r.isRight(text) {
		return text
	}
	return nil
}

// usualAPI is the API as whoever checks scenario files without --meta knows it.
var usualAPI = sync.OnceValue(func() *caseapi.API { return caseapi.New(fixtures.DefaultStructures()) })

// isRight reports whether a scenario can be read again, as it always should.
func (r *rebuild) isRight(text []byte) bool {
	_, problems := scenarios.Parse(r.api, "recorded", text)
	return len(problems) == 0
}

// isDocumented reports whether a file may have an answer without saying that no document allows it: with the custom
// fields of the company, and with the usual ones, whichever it is checked with.
func (r *rebuild) isDocumented(x *seen, body any) bool {
	documented, known := x.operation.Response(x.status)
	if !known || documented.Schema == "" || body == nil {
		return known
	}
	return len(r.api.ValidateBody(documented.Schema, body))+len(usualAPI().ValidateBody(documented.Schema, body)) == 0
}

// summary says what was sent, and what came of it.
func (r *rebuild) summary(x *seen) string {
	sent := ""
	switch body := x.body().(type) {
	case map[string]any:
		if names := r.propertyNames(x, body); len(names) > 0 {
			sent = " with " + strings.Join(names, ", ")
		}
	case nil:
		if x.operation.HasBody() {
			sent = " with a body that is no JSON"
		}
	}
	switch {
	case x.status == http.StatusUnauthorized && x.key == "":
		sent = " without a key"
	case x.status == http.StatusUnauthorized:
		sent = " with a key that is refused"
	}
	return fmt.Sprintf("%s%s is answered %d.", x.operation.Name, sent, x.status)
}

// propertyNames are those of a body, in the documented order, the custom ones by name after them.
func (r *rebuild) propertyNames(x *seen, body map[string]any) []string {
	var names []string
	for _, name := range r.api.Schema(x.operation.Request).PropertyNames() {
		if _, given := body[name]; given {
			names = append(names, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(body)) {
		if !slices.Contains(names, name) {
			names = append(names, r.propertyName(x.place(), name))
		}
	}
	const most = 8
	if len(names) > most {
		names = append(names[:most], wording.Count(len(names)-most, "more property"))
	}
	return slices.Compact(names)
}

var nameForm = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_.$-]{0,63}$`)

// propertyName is the name of a property, unless it may be data itself.
func (r *rebuild) propertyName(at place, name string) string {
	_, defined := r.structures.Of(at.object).Field(name)
	switch {
	case defined || r.vocabulary[name]:
		return name
	case !nameForm.MatchString(name) || strings.Contains(name, "${") || r.secrets.Text(name) != name,
		!r.keepData && r.identifying.has(name):
		return "someProperty"
	}
	return name
}

// request expects what makes the request one of its kind.
func (r *rebuild) request(x *seen) scenarios.Request {
	request := scenarios.Request{}
	if x.operation.Name == caseapi.DefineObjectStructures && isKnownType(x) {
		request.Path = []scenarios.Parameter{{Name: "type", Value: matcher.LiteralOf(x.path["type"])}}
	}
	if body := x.body(); body != nil {
		request.Body = r.matcher(x.place(), body, r.inventors[x.world])
	}
	return request
}

// matcher fits values that are like this one: words of the API as they are, anything else by its form.
func (r *rebuild) matcher(at place, value any, in *inventor) matcher.Matcher {
	switch value := value.(type) {
	case map[string]any:
		made := matcher.Object{}
		for _, name := range slices.Sorted(maps.Keys(value)) {
			made.Members = append(made.Members, matcher.Member{Name: r.propertyName(at, name),
				Value: r.matcher(at.below(name), value[name], in)})
		}
		return made
	case []any:
		made := matcher.List{}
		for _, element := range value[:min(len(value), 1)] { // more may follow
			made.Elements = append(made.Elements, r.matcher(at, element, in))
		}
		return made
	case string:
		return matcherOf(in.kindOf(at, value), in.text(at, value))
	case nil, bool:
		return matcher.LiteralOf(value)
	}
	return matcher.Typed{Type: matcher.NumberType, Sample: in.value(at, value)}
}

func matcherOf(kind kind, text string) matcher.Matcher {
	switch kind {
	case verbatim, term:
		return matcher.LiteralOf(text)
	case moment:
		if pattern, err := matcher.NewPattern(`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.+`, text); err == nil {
			return pattern
		}
	}
	return matcher.Typed{Type: matcher.StringType, Sample: text}
}

// response answers as the server did.
func (r *rebuild) response(x *seen, name string) scenarios.Response {
	response := scenarios.Response{Status: x.status, Times: 1}
	if x.retry != "" {
		response.Headers = []scenarios.Header{{Name: "Retry-After", Value: template.Fixed(x.retry)}}
	}
	body := r.answered(x)
	response.Undocumented = !r.isDocumented(x, body)
	if body != nil { // otherwise it is what the sandbox answers with that status
		response.Body = r.template(x.operation, body, name)
	}
	return response
}

// answered is the body of an answer with inventions in it; nil for none, and for text, of which nobody knows what it
// tells.
func (r *rebuild) answered(x *seen) any {
	shown := x.shown()
	_, isText := shown.(string)
	switch {
	case shown == nil || isText || x.status == http.StatusNoContent,
		x.status == http.StatusUnauthorized, x.status == http.StatusNotFound:
		return nil
	case x.operation.Name == caseapi.DefineObjectStructures && x.status == http.StatusOK:
		return each(place{}, shown, func(_ place, value any) any {
			if text, isText := value.(string); isText {
				return r.secrets.Text(text)
			}
			return value
		})
	}
	const mostElements = 3
	if list, isList := shown.([]any); isList {
		shown = list[:min(len(list), mostElements)]
	}
	in := r.inventors[x.world]
	return r.named(x.shownPlace(), each(x.shownPlace(), shown, func(at place, value any) any {
		text, isText := value.(string)
		if !isText {
			return in.value(at, value)
		}
		return r.answeredText(x, at, text)
	}))
}

// pathID stands for the id of the request, until the body is written.
const pathID = mark + "id" + mark

// mark is a character that no text has.
const mark = "\ue000"

func (r *rebuild) answeredText(x *seen, at place, text string) string {
	in, id := r.inventors[x.world], x.path["id"]
	kind := in.kindOf(at, text)
	switch {
	case text == id && repeatsID(x, at):
		return pathID
	case r.keepData:
		return in.text(at, text)
	case kind == saying:
		return sayingOf(x.operation, x.status, at.name)
	case kind == moment && isOfServer(at):
		return steadied(text)
	case kind == link:
		return in.link(text, func(segment string) string {
			if segment == id && x.operation.Object == x.showsKind() {
				return pathID
			}
			return in.segment(segment)
		})
	case at.parent == "fields" && nameOfField.MatchString(text) && in.tellsNothing(text):
		return text
	}
	return in.text(at, text)
}

// repeatsID reports whether an answer has the id of the request there.
func repeatsID(x *seen, at place) bool {
	if x.operation.Name == caseapi.FindCases {
		return at.parent == "" && at.name == "customerId"
	}
	return x.path["id"] != "" && at.parent == "" && at.name == "id"
}

// nameOfField matches what a 400 calls a field, as in interactions[0].author.handle.
var nameOfField = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*(\[[0-9]+\]|\.[A-Za-z][A-Za-z0-9_-]*)*$`)

// sayingOf is what a server might say of an error: what it has said may tell of somebody.
func sayingOf(operation *caseapi.Operation, status int, name string) string {
	if name == "errorMessage" {
		return "is not accepted"
	}
	if example, ok := operation.ErrorExample(status).(caseapi.ErrorBody); ok && example.Message != "" {
		return example.Message
	}
	return "The request was not accepted."
}

// named gives properties other names, where theirs may be data.
func (r *rebuild) named(at place, value any) any {
	switch value := value.(type) {
	case map[string]any:
		made := make(map[string]any, len(value))
		for _, name := range slices.Sorted(maps.Keys(value)) { // of several that get one name, the last one stays
			made[r.propertyName(at, name)] = r.named(at.below(name), value[name])
		}
		return made
	case []any:
		for i := range value {
			value[i] = r.named(at, value[i])
		}
	}
	return value
}

// template is a body that says the id of the request where the server did.
func (r *rebuild) template(operation *caseapi.Operation, body any, name string) *template.Body {
	fixed := template.BodyOf(body)
	text := string(strictyaml.Encode(fixed.Node()))
	if !strings.Contains(text, mark) && !strings.Contains(text, `\uE000`) {
		return fixed
	}
	root := strictyaml.Parse(name, strictyaml.Encode(fixed.Node())).Documents[0].Root
	filled := each(place{}, root.JSON(), func(_ place, value any) any {
		if text, isText := value.(string); isText {
			return strings.ReplaceAll(text, pathID, "{{ .request.path.id }}")
		}
		return value
	})
	document := strictyaml.Parse(name, strictyaml.Encode(strictyaml.JSONNode(filled))).Documents[0]
	return template.Reader{Scenario: name, Operation: operation}.Body(document.Root)
}
