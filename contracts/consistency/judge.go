package consistency

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
)

// Judge holds status and body of an answer against all that was learned. It changes nothing: who thinks
// that a server is only late asks it again, and judges again. The shape of the body is judged elsewhere.
func (m *Model) Judge(x Exchange) []Difference {
	if x.Repeated {
		m = m.before(x)
	}
	r := m.request(x)
	if x.Status == 0 {
		return nil
	}
	if !m.succeeds(x, r) {
		if allowed := m.statuses(x, r); !slices.Contains(allowed.all(), x.Status) {
			return []Difference{allowed.differs(x)}
		}
	}
	if x.Status != http.StatusOK && x.Status != http.StatusCreated {
		return nil
	}
	switch x.Operation.Name {
	case caseapi.CreateCase, caseapi.CreateCustomer, caseapi.UpdateCase, caseapi.UpdateCustomer:
		return m.judgeWrite(x, r)
	case caseapi.LookupCase, caseapi.FindCustomer:
		j := m.judgement(x, m.named(x), objectOf(x.Answer), "")
		j.judgeID(x.Path["id"])
		j.judgeValues(nil)
		return j.found
	case caseapi.FindCases:
		return m.judgeCases(x)
	case caseapi.SearchCustomers, caseapi.BestmatchCustomers:
		return m.judgeCustomers(x, r)
	case caseapi.DefineObjectStructures:
		return m.judgeStructure(x)
	}
	return nil
}

// judgement is what is found out about one object in an answer.
type judgement struct {
	model     *Model
	operation *caseapi.Operation
	object    *object // what is known of it; never nil
	shown     map[string]any
	at        string // the path of the object in the answer: empty, or as in [3].
	listed    bool   // in an array
	found     []Difference
}

func (m *Model) judgement(x Exchange, known *object, shown map[string]any, at string) *judgement {
	if known == nil {
		known = newObject(shownKind(x), "")
	}
	return &judgement{model: m, operation: x.Operation, object: known, shown: shown, at: at, listed: at != ""}
}

func (j *judgement) put(row field, found Difference) {
	found.Row = row.row()
	j.found = append(j.found, found)
}

// shows reports whether the operation has shown a part that it may leave out.
func (j *judgement) shows(name string) bool { return j.model.shown[part{j.operation.Name, name}] }

// judgeWrite asks of the answer to a request that wrote whether it shows what was sent, and the rest as it
// was. What it leaves out, as it may with custom fields and interactions, a lookup has to show.
func (m *Model) judgeWrite(x Exchange, r request) []Difference {
	j := m.judgement(x, m.after(x, r), objectOf(x.Answer), "")
	if id, updates := x.Path["id"]; updates {
		j.judgeID(id)
	} else if !j.judgeNewID() {
		return j.found
	}
	j.judgeValues(append([]map[string]any{}, r.posts()...))
	return j.found
}

func (j *judgement) judgeID(asked string) {
	if is := j.shown["id"]; is != asked {
		j.put(about(j.object.kind, "id"), Difference{Path: "id",
			Message:  "the answer is about another object than the one that was asked for",
			Expected: jsonText(asked), Actual: jsonText(is)})
	}
}

// judgeNewID reports whether what was created has an id of its own.
func (j *judgement) judgeNewID() bool {
	id := j.object.id
	switch {
	case id == "":
		j.put(about(j.object.kind, "id"), Difference{Path: "id",
			Message: "is empty, so that nothing can be looked up by it", Expected: "an id", Actual: `""`})
	case j.model.objects[key{j.object.kind, id}] != nil:
		j.put(about(j.object.kind, "id"), Difference{Path: "id",
			Message:  "is that of another " + string(j.object.kind) + " that was created before",
			Expected: "an id of its own", Actual: jsonText(id)})
	default:
		return true
	}
	return false
}

// judgeValues holds all that is shown against what is known; named are the posts that are asked about,
// nil for all.
func (j *judgement) judgeValues(named []map[string]any) {
	before := len(j.found)
	for name := range j.object.values {
		is, shown := j.shown[name]
		if shown || j.mustShow(name, named != nil) {
			j.judgeValue(name, is)
		}
	}
	slices.SortFunc(j.found[before:], func(a, b Difference) int { return strings.Compare(a.Property, b.Property) })
	j.judgePosts(named)
}

// mustShow reports whether an answer has to have a custom field. What is always present is asked for
// elsewhere, with the shape of the body.
func (j *judgement) mustShow(name string, wrote bool) bool {
	if name == "id" || caseapi.Documented(j.object.kind, name) || wrote {
		return false
	}
	return !j.listed || j.shows(name)
}

func (j *judgement) judgeValue(name string, is any) {
	row, promise := j.object.promised(name)
	known := j.object.values[name]
	switch promise {
	case free:
		return
	case forward:
		if j.operation.Method != http.MethodGet || !goesBack(known.is, is) && !j.standsStill(known, is) {
			return
		}
	default:
		if known.holds(is, row.compared) {
			return
		}
	}
	path := name
	if !caseapi.Documented(j.object.kind, name) {
		path = "custom"
	}
	j.put(row, Difference{Path: j.at + path, Property: j.at + name, Message: j.message(name, row, known, promise),
		Expected: j.expected(promise, known), Actual: jsonText(is), Warning: promise == ignorable})
}

// standsStill reports whether a moment is the same although it must have moved.
func (j *judgement) standsStill(known value, is any) bool {
	return j.object.overdue && sameMoment(known.is, is)
}

func (j *judgement) expected(promise promise, known value) string {
	if promise == forward && j.object.overdue {
		return "after " + strings.Trim(jsonText(known.is), `"`)
	}
	if promise == forward {
		return "not before " + strings.Trim(jsonText(known.is), `"`)
	}
	return jsonText(known.is)
}

// goesBack reports whether a moment is before another by more than what rounding can do.
func goesBack(before, after any) bool {
	first, firstUnit, ok := moment(before)
	second, secondUnit, alsoOK := moment(after)
	return ok && alsoOK && first.Sub(second) >= max(firstUnit, secondUnit)
}

// message says what is wrong with a value.
func (j *judgement) message(name string, row field, known value, promise promise) string {
	object := string(j.object.kind)
	if row.isCustom() {
		name = "the custom field " + name
	}
	switch {
	case promise == forward && j.standsStill(known, j.shown[name]):
		return name + " stands still although the case was updated"
	case promise == forward && j.object.updated:
		return name + " went back with the update"
	case promise == forward:
		return name + " went back from one lookup to the next"
	case known.sent && row.isCustom():
		return name + " was sent and accepted, and the value is lost"
	case known.sent:
		return name + " was sent and accepted, and the " + object + " shows another"
	case known.left && j.object.updated:
		return "the update was not about " + name + ", and it changed"
	case known.since == fromWrite && j.object.created:
		return name + " is not what the server answered when the " + object + " was created"
	case known.since == fromWrite:
		return "the answer and a lookup afterwards disagree on " + name
	}
	return name + " is not what it was before, and no request was about it"
}

// judgeStructure asks whether the object is the one that was asked for.
func (m *Model) judgeStructure(x Exchange) []Difference {
	asked, is := x.Path["type"], objectOf(x.Answer)["name"]
	if is == asked {
		return nil
	}
	return []Difference{{Path: "name",
		Message:  "the answer describes another object than the one that was asked for",
		Expected: jsonText(asked), Actual: jsonText(is), Row: described}}
}

// judgeCases asks whether the cases of a customer are listed, once each, and no others.
func (m *Model) judgeCases(x Exchange) []Difference {
	customer, elements := x.Path["id"], objectsOf(x.Answer)
	if len(elements) > 0 && m.namesMissing(x) {
		return []Difference{{Path: "body", Message: "there are cases of a customer that does not exist",
			Expected: "404, or an empty array", Actual: jsonText(x.Answer), Row: nobodysCases}}
	}
	var found []Difference
	listed := map[string]bool{}
	for i, element := range elements {
		found = append(found, m.judgeListed(x, element, i, listed)...)
	}
	if listed[""] {
		return found // without all ids nobody knows which one is missing
	}
	for _, id := range m.order {
		known := m.objects[id]
		if id.kind == caseapi.CaseObject && !known.unlisted && !listed[id.id] && known.is("customerId", customer) {
			found = append(found, Difference{Path: "cases", Message: notListed(known),
				Expected: "a case with the id " + id.id, Actual: fmt.Sprintf("%d others", len(elements)),
				Row: ownCases})
		}
	}
	return found
}

func notListed(known *object) string {
	if known.updated {
		return "a case of the customer is not listed"
	}
	return "the customer's new case is not listed"
}

// judgeListed judges a case in the list of a customer.
func (m *Model) judgeListed(x Exchange, element map[string]any, i int, listed map[string]bool) []Difference {
	id, at := IDText(element["id"]), fmt.Sprintf("[%d].", i)
	known := m.objects[key{caseapi.CaseObject, id}]
	customer := key{caseapi.CustomerObject, x.Path["id"]}
	owner := m.objects[customer]
	one := func(path, message, expected, actual string) []Difference {
		return []Difference{{Path: at + path, Message: message, Expected: expected, Actual: actual, Row: ownCases}}
	}
	twice := listed[id] && id != ""
	listed[id] = true
	switch {
	case twice:
		return one("id", "the case is listed twice", "once", "twice")
	case element["customerId"] != customer.id:
		return one("customerId", "a case of another customer is listed", jsonText(customer.id),
			jsonText(element["customerId"]))
	case known != nil && !known.mayBe("customerId", customer.id):
		return one("customerId", "a case of another customer is listed", "cases of the customer "+customer.id,
			jsonText(element))
	case known == nil && owner != nil && owner.created && !m.strangers[customer.id]:
		return one("id", "a case is listed that nobody has created", "a case that was created", jsonText(id))
	}
	j := m.judgement(x, known, element, at)
	j.judgeValues(nil)
	return j.found
}

// lists takes in whether a list has an object that belongs there.
func (m *Model) lists(known *object, listed bool) {
	if known.unlisted == listed {
		known.unlisted = !listed
		m.learned++
	}
}

// learnListed takes in the cases of a customer.
func (m *Model) learnListed(x Exchange) {
	listed := map[string]bool{}
	for _, element := range objectsOf(x.Answer) {
		listed[IDText(element["id"])] = true
		m.lists(m.learnShown(x, element), true)
	}
	for id, known := range m.objects {
		if id.kind == caseapi.CaseObject && !listed[id.id] && known.is("customerId", x.Path["id"]) {
			m.lists(known, false)
		}
	}
}
