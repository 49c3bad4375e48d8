package consistency

import (
	"maps"
	"net/http"
	"slices"
	"time"

	"casemock/contracts/caseapi"
)

// Exchange is one call of an operation and its answer.
type Exchange struct {
	Operation *caseapi.Operation
	Path      map[string]string // the values of the path, unescaped: {"id": "1001"}
	// Sent is the decoded body of the request; nil for none, and for one that is not JSON.
	Sent any
	// WrongKey and NoKey say that the request had another key than the right one, or none.
	WrongKey, NoKey bool
	// OddHeader says that the request had a malformed header, of which a server need take no notice.
	OddHeader bool
	// Repeated says that the request was sent more than once, and that nobody knows whether it was applied before.
	Repeated bool
	Status   int // 0: there was no answer, so that nobody knows what came of the request
	Answer   any // the decoded body; nil for none, and for one that is not JSON

	read *request // what is asked for; nil where nobody has looked yet, see [Model.Read]
}

// unanswered is what the request came to before it was sent again.
func (x Exchange) unanswered() Exchange {
	x.Status, x.Answer, x.Repeated = 0, nil, false
	return x
}

// Difference is something that an answer says otherwise than the answers before it promise.
type Difference struct {
	// Path is where in the answer: title, interactions[0].author.handle, [3].status; statusCode for the
	// status. Other words stand for what is in no one place: custom for a field of the server's own, cases
	// for a case that is not listed, matches for what a search finds.
	Path string
	// Property is where the value itself is, also where Path stands for all fields of the server's own; empty where
	// there is no single one.
	Property string
	Message  string // a sentence without its full stop
	// Expected and Actual stand side by side in reports, as JSON or in words.
	Expected, Actual string
	// Warning says that no document alone forbids it.
	Warning bool
	// Row is what it rests on.
	Row Row
}

// Model is what one server must hold by now, from what it was told and has answered. It is not safe for
// concurrent use.
type Model struct {
	api     *caseapi.API
	objects map[key]*object
	missing map[key]bool // what does not exist
	// shown are the parts that an operation has shown although it may leave them out.
	shown map[part]bool
	// strangers are the customers who may have cases that we have not seen.
	strangers map[string]bool
	nobody    map[string]bool // the searches that found nobody
	latest    *time.Time      // that the server has given as the moment of a write
	order     []key           // of the objects, as they were met
	learned   uint64          // how often anything was learned that was not known
}

type key struct {
	kind caseapi.ObjectType
	id   string
}

type part struct {
	operation caseapi.OperationName
	name      string
}

// NewModel knows nothing yet. The API carries the server's own custom fields.
func NewModel(api *caseapi.API) *Model {
	return &Model{api: api, objects: map[key]*object{}, missing: map[key]bool{}, shown: map[part]bool{},
		strangers: map[string]bool{}, nobody: map[string]bool{}, latest: &time.Time{}}
}

// Afresh is a model of the same server that knows no object yet, but what the server is in the habit of
// showing, and its clock.
func (m *Model) Afresh() *Model {
	made := NewModel(m.api)
	made.shown, made.latest = m.shown, m.latest
	return made
}

// Describe gives the model another description of the server, once more is known of its custom fields.
func (m *Model) Describe(api *caseapi.API) { m.api = api }

// Standing is all that the answer to a question rests on. While it stays the same, the same answer is judged the
// same, and teaches nothing.
type Standing struct {
	learned uint64
	shown   int
}

// Standing is that of a request to read; false for one of which it is not known.
func (m *Model) Standing(x Exchange) (standing Standing, ok bool) {
	switch x.Operation.Name {
	case caseapi.LookupCase, caseapi.FindCustomer:
		known := m.named(x)
		if known == nil {
			return Standing{}, false
		}
		return Standing{known.learned, len(m.shown)}, true
	case caseapi.FindCases:
		return Standing{m.learned, len(m.shown)}, true
	case caseapi.DefineObjectStructures:
		return Standing{}, true
	}
	return Standing{}, false
}

// Known is how many cases and customers are known.
func (m *Model) Known() int { return len(m.order) }

// Forget takes back what is known of an object but that it exists, since somebody else was changing it at the same
// time.
func (m *Model) Forget(kind caseapi.ObjectType, id string) {
	forgotten := newObject(kind, id)
	forgotten.strange, forgotten.unlisted = true, true
	if kind == caseapi.CaseObject {
		forgotten.values["customerId"] = value{free: true}
	} else {
		clear(m.nobody)
	}
	if known := m.objects[key{kind, id}]; known != nil {
		forgotten.created = known.created
	}
	m.keep(forgotten)
}

// Invented says that no server has an object with this id: the caller has made it up.
func (m *Model) Invented(kind caseapi.ObjectType, id string) { m.misses(key{kind, id}) }

// Learn takes an exchange in. Where the documents leave the server free, what it shows holds from now on,
// and so does what it has shown wrongly: it is told once.
func (m *Model) Learn(x Exchange) {
	if x.Repeated {
		m.Learn(x.unanswered())
	}
	r := m.request(x)
	id, named := pathKey(x)
	switch {
	case x.Status >= http.StatusOK && x.Status < http.StatusMultipleChoices:
		m.learnSuccess(x, r)
	case x.Status == http.StatusUnauthorized && (x.WrongKey || x.NoKey):
	case x.Status == http.StatusNotFound && named && m.objects[id] == nil:
		m.misses(id)
	case !slices.Contains(m.statuses(x, r).refusals, x.Status):
		m.learnDoubt(x, r)
	}
}

// before is a model to which the request of an exchange may have been sent before; it learns nothing for this one.
func (m *Model) before(x Exchange) *Model {
	made := *m
	made.objects, made.missing = maps.Clone(m.objects), maps.Clone(m.missing)
	made.strangers, made.nobody = maps.Clone(m.strangers), maps.Clone(m.nobody)
	if known := m.named(x); known != nil {
		id, _ := pathKey(x)
		made.objects[id] = known.clone()
	}
	made.Learn(x.unanswered())
	return &made
}

// learnDoubt takes in that nobody knows whether a request was applied: the answer tells of no refusal, or there
// is no reason for one.
func (m *Model) learnDoubt(x Exchange, r request) {
	m.learned++
	customer, _ := r.sent["customerId"].(string)
	switch x.Operation.Name {
	case caseapi.CreateCase:
		m.strangers[customer] = true
	case caseapi.UpdateCase, caseapi.UpdateCustomer:
		if known := m.named(x); known != nil {
			known.doubt(r)
			known.learned = m.learned
		}
	case caseapi.CreateCustomer:
		clear(m.nobody)
	}
}

func (m *Model) learnSuccess(x Exchange, r request) {
	switch x.Operation.Name {
	case caseapi.CreateCase, caseapi.UpdateCase, caseapi.CreateCustomer, caseapi.UpdateCustomer:
		m.learnWrite(x, r)
	case caseapi.LookupCase, caseapi.FindCustomer:
		m.learnShown(x, objectOf(x.Answer))
	case caseapi.FindCases:
		m.learnListed(x)
	case caseapi.SearchCustomers, caseapi.BestmatchCustomers:
		m.learnFound(x)
	}
}

// learnWrite takes in what was written, and what the answer shows of it.
func (m *Model) learnWrite(x Exchange, r request) {
	after := m.after(x, r)
	customer, _ := r.sent["customerId"].(string)
	if after.id == "" {
		m.learned++
		m.strangers[customer] = true
		return
	}
	after.shown = nil
	after.adopt(objectOf(x.Answer), fromWrite)
	m.keep(after)
	m.notice(x.Operation, objectOf(x.Answer))
	for _, name := range []string{"created", "lastUpdated"} {
		if at, _, ok := moment(objectOf(x.Answer)[name]); ok && at.After(*m.latest) {
			*m.latest = at
		}
	}
}

// after is the object as it must be when the request was accepted: a new one, or the known one as it was
// updated.
func (m *Model) after(x Exchange, r request) *object {
	if _, updates := x.Path["id"]; !updates {
		made := newObject(x.Operation.Object, IDText(objectOf(x.Answer)["id"]))
		made.created = true
		made.write(r)
		return made
	}
	made := newObject(x.Operation.Object, x.Path["id"])
	made.strange = true
	if known := m.named(x); known != nil {
		made = known.clone()
		made.overdue = made.overdue || m.movesLastUpdated(known, r)
	}
	made.updated = true
	made.write(r)
	return made
}

// misses takes in that there is no such object.
func (m *Model) misses(id key) {
	m.learned++
	m.missing[id] = true
}

func (m *Model) keep(o *object) {
	m.learned++
	o.learned = m.learned
	id := key{o.kind, o.id}
	if m.objects[id] == nil {
		m.order = append(m.order, id)
	}
	m.objects[id] = o
	delete(m.missing, id)
}

// learnShown takes in an object that was read.
func (m *Model) learnShown(x Exchange, shown map[string]any) *object {
	id := IDText(shown["id"])
	if asked, isOne := x.Path["id"]; isOne && x.Operation.Name != caseapi.FindCases {
		if id != "" && id != asked { // which was told: it says nothing about either of them
			return newObject(shownKind(x), asked)
		}
		id = asked
	}
	known := m.objects[key{shownKind(x), id}]
	if known == nil {
		known = newObject(shownKind(x), id)
	}
	if known.shown == nil || !sameValue(known.shown, shown) {
		known.adopt(shown, fromRead)
		known.shown = shown
		m.keep(known)
	}
	m.notice(x.Operation, shown)
	return known
}

// notice remembers which parts that may be left out an operation shows.
func (m *Model) notice(operation *caseapi.Operation, shown map[string]any) {
	for name := range shown {
		m.shown[part{operation.Name, name}] = true
	}
	for _, interaction := range objectsOf(shown["interactions"]) {
		if hasAuthor(interaction) {
			m.shown[part{operation.Name, "author"}] = true
		}
	}
}

// pathKey is the object that the id in the path of a request names, if there is one.
func pathKey(x Exchange) (id key, named bool) {
	text, named := x.Path["id"]
	return key{x.Operation.Object, text}, named
}

// named is what is known of the object that the path of a request names; nil where nothing is.
func (m *Model) named(x Exchange) *object {
	id, _ := pathKey(x)
	return m.objects[id]
}

// namesMissing reports whether the path of a request names an object that does not exist.
func (m *Model) namesMissing(x Exchange) bool {
	id, named := pathKey(x)
	return named && m.missing[id]
}

// shownKind is what a successful answer is made of.
func shownKind(x Exchange) caseapi.ObjectType {
	kind, _ := caseapi.CustomObject(x.Operation.Success().Schema)
	return kind
}
