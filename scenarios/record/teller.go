package record

import (
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
	"casemock/scenarios/matcher"
	"casemock/scenarios/story"
)

// teller makes the story of a world.
type teller struct {
	*rebuild
	in    *inventor
	story *story.Story
	// known are the objects that the story has made by now, by kind and the id that the server gave them.
	known map[caseapi.ObjectType]map[string]*known
	// shown are all objects of the world as they were first seen, also later.
	shown map[caseapi.ObjectType]map[string]map[string]any
	// references stand for what the server has given objects: ids, numbers and addresses.
	references map[string]string
	posts      map[string]string // the ids of interactions as the story writes them
	counts     map[caseapi.ObjectType]int
	left       map[string]int // steps that the story leaves out, by the reason
	size       int
}

// known is an object of a story.
type known struct {
	name   string // of the step that made it
	status string // of a case, as far as the story has set it
}

// Reasons why a story leaves an exchange out.
const (
	ofTheServer  = "answered with what the server's state alone explains"
	notAllowed   = "accepted, which the documents do not allow"
	ofNoObject   = "about an object that nothing shows"
	wellFormed   = "refused, which the documents do not explain"
	goodKey      = "refused with a key that is accepted otherwise"
	existedOnce  = "not found, which was there before"
	storyTooLong = "more than a file can hold"
)

func (r *rebuild) tell(name string, seen []*seen) *teller {
	t := &teller{rebuild: r, in: r.inventors[name], references: map[string]string{}, posts: map[string]string{},
		known: map[caseapi.ObjectType]map[string]*known{caseapi.CaseObject: {}, caseapi.CustomerObject: {}},
		shown: map[caseapi.ObjectType]map[string]map[string]any{caseapi.CaseObject: {}, caseapi.CustomerObject: {}},
		left:  map[string]int{}, counts: map[caseapi.ObjectType]int{}}
	all := inOrder(seen)
	for _, x := range all {
		t.note(x)
	}
	t.story = &story.Story{Name: "recorded/" + name}
	for _, x := range all {
		if reason := t.step(x); reason != "" {
			t.left[reason]++
		}
	}
	t.story.Summary = fmt.Sprintf("What the clients of world %s did, in %s.", name,
		wording.Count(len(t.story.Steps), "step"))
	return t
}

// note remembers how objects look before anybody changes them.
func (t *teller) note(x *seen) {
	kind := x.showsKind()
	for _, object := range x.objects() {
		id, _ := object["id"].(string)
		if _, earlier := t.shown[kind][id]; id != "" && kind != "" && !earlier {
			t.shown[kind][id] = object
		}
	}
}

// step tells one exchange. The reason says why it is left out; empty: it is not.
func (t *teller) step(x *seen) (reason string) {
	const mostText = 400 << 10 // in bytes; a file of YAML has twice as much at most, with what is around it
	if t.size > mostText {
		return storyTooLong
	}
	_, documented := x.operation.Response(x.status)
	switch {
	case !documented:
		return ofTheServer
	case x.status == http.StatusUnauthorized:
		return t.unauthorized(x)
	case x.status == http.StatusBadRequest:
		return t.refused(x)
	case x.status == http.StatusNotFound:
		return t.unknown(x)
	case x.status < http.StatusMultipleChoices:
		return t.done(x)
	}
	return ofTheServer
}

// add appends a step; a status of 0 expects nothing.
func (t *teller) add(x *seen, step story.Step, status int, body matcher.Matcher) {
	step.Operation = x.operation
	if step.Headers == nil {
		step.Headers = t.headers(x)
		for _, violation := range x.operation.ValidateHeaders(x.headers) { // which this server has overlooked
			delete(step.Headers, strings.ToLower(violation.Path))
		}
	}
	if status != 0 {
		step.Expect = &story.Expectation{Status: status, Body: body}
	}
	t.append(step)
}

func (t *teller) append(step story.Step) {
	written, _ := caseapi.Marshal(step.Body)
	const aroundIt = 200
	t.size += len(written) + aroundIt
	t.story.Steps = append(t.story.Steps, step)
}

// headers are those of the request that the documents speak of.
func (t *teller) headers(x *seen) map[string]string {
	headers := map[string]string{}
	for name := range x.headers {
		text := x.headers.Get(name)
		if _, err := strconv.ParseInt(text, 10, 64); err == nil {
			headers[strings.ToLower(name)] = text // of a company or an initiative, and nobody's
			continue
		}
		headers[strings.ToLower(name)] = story.Literal(t.in.text(place{name: "email"}, text))
	}
	return headers
}

// written is a text as a story has it.
func (t *teller) written(at place, text string) string {
	if made := t.known[caseapi.CustomerObject][text]; made != nil && (at.name == "customerId" || at.name == "customId") {
		return made.reference("id")
	}
	if reference, known := t.references[text]; known {
		return reference
	}
	if t.keepData {
		return story.Literal(t.in.text(at, text))
	}
	switch t.in.kindOf(at, text) {
	case mail:
		if name, host, isMail := strings.Cut(t.in.text(at, text), "@"); isMail && !namesSecret(at.name) {
			return name + "." + runID + "@" + host
		}
	case link:
		return t.in.link(text, func(segment string) string {
			if post, known := t.posts[segment]; known {
				return post
			}
			return t.in.segment(segment)
		})
	case code:
		if at.parent == "interactions" && at.name == "serviceId" {
			return t.post(text)
		}
	}
	return story.Literal(t.in.text(at, text))
}

// runID is another number each time a story is played, for what a server may take once.
const runID = "${run.id}"

// post is the id of an interaction: a server may know its posts by them, whatever case they belong to.
func (t *teller) post(text string) string {
	if t.posts[text] == "" {
		number := strconv.Itoa(len(t.posts) + 1)
		const digits = 12 // of a run's id
		switch {
		case isDigits(text):
			t.posts[text] = number + strings.Repeat("0", max(len(text)-digits-len(number), 0)) + runID
		default:
			t.posts[text] = t.in.of(code, text) + runID
		}
	}
	return t.posts[text]
}

// body is a request's body as a story has it; nil for none.
func (t *teller) body(x *seen) any {
	return t.named(x.place(), each(x.place(), x.body(), func(at place, value any) any {
		if text, isText := value.(string); isText {
			return t.written(at, text)
		}
		return t.in.value(at, value)
	}))
}

// allowed leaves out of a body what the documents do not allow. The names are none where it must not be sent at all.
func (t *teller) allowed(x *seen, body any) any {
	object, isObject := body.(map[string]any)
	if !isObject {
		return nil
	}
	object = maps.Clone(object)
	if object["customerId"] != nil {
		delete(object, "customId") // another spelling of the same
	}
	for _, violation := range t.api.ValidateBody(x.operation.Request, object) {
		name, _, _ := strings.Cut(violation.Path, ".")
		name, _, _ = strings.Cut(name, "[")
		delete(object, name)
	}
	if len(t.api.ValidateBody(x.operation.Request, object)) > 0 {
		return nil
	}
	return object
}

// shownStatus expects the status of a case where the story itself has brought it about.
func (t *teller) shownStatus(x *seen, made *known) matcher.Matcher {
	object, _ := x.shown().(map[string]any)
	if made == nil || made.status == "" || object["status"] != made.status {
		return nil
	}
	return matcher.LiteralOf(map[string]any{"status": made.status})
}

// remarks say above the story what it leaves out.
func (t *teller) remarks() string {
	var text strings.Builder
	for _, left := range (Summary{Left: t.left}).LeftOut() {
		fmt.Fprintf(&text, "# Left out: %s.\n", left)
	}
	return text.String()
}
