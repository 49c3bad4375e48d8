package explore

import (
	"encoding/json"
	"maps"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/scenarios/story"
)

// mutation makes a legal body illegal.
type mutation func(d *draft, body map[string]any)

// wrongValues are of types that the documents give to nothing that can be sent, or to something else.
func wrongValues() []any {
	return []any{json.Number("5"), nil, true, map[string]any{}, []any{"x"}, json.Number("1.50")}
}

func (d *draft) wrongValue(something string) any {
	all := wrongValues()
	return all[d.rarely(something, len(all))]
}

// mistyped puts a value of another type in a place.
func mistyped(d *draft, body map[string]any) {
	names := slices.Sorted(maps.Keys(body))
	name := names[d.random.IntN(len(names))]
	if posts := postsOf(body); name == "interactions" && len(posts) > 0 && d.chance(0.7) {
		inside := slices.Sorted(maps.Keys(posts[0]))
		body, name = posts[0], inside[d.random.IntN(len(inside))]
	}
	wrong := d.wrongValue("wrong value")
	if _, same := wrong.([]any); same && name == "interactions" {
		wrong = map[string]any{}
	}
	body[name] = wrong
}

func readOnly(d *draft, body map[string]any) {
	names := []string{"id", "number", "url", "created", "lastUpdated"}
	body[names[d.rarely("read-only", len(names))]] = "2024-05-01T09:30:00Z"
}

func unknownField(d *draft, body map[string]any) { body["colourOfTheParcel"] = d.words() }

func without(name string) mutation {
	return func(_ *draft, body map[string]any) { delete(body, name) }
}

func with(name string, value any) mutation {
	return func(_ *draft, body map[string]any) { body[name] = value }
}

func brokenPost(d *draft, body map[string]any) {
	broken := d.plainPost()
	switch d.rarely("broken post", 3) {
	case 0:
		broken["created"] = "yesterday"
	case 1:
		delete(broken, "serviceId")
	case 2:
		broken["author"] = map[string]any{"name": "Jane Doe"}
	}
	body["interactions"] = []any{broken}
}

func (d *draft) mutate(something string, body map[string]any, by ...mutation) map[string]any {
	changed := clone(body).(map[string]any)
	by[d.rarely(something, len(by))](d, changed)
	return changed
}

// illegalCase is refused, or not: a server may take more than is documented. Either way nothing in
// the sequence depends on it.
func (d *draft) illegalCase() {
	_, body := d.plainCase()
	body = d.mutate("illegal case", body, mistyped, mistyped, brokenPost, readOnly, unknownField,
		without("title"), without("customerId"), with("title", ""), with("customerId", ""),
		with("customId", "another"), with("status", "closed"))
	d.send(story.Step{Operation: operation(caseapi.CreateCase), Body: body})
}

// illegalUpdate changes nothing, which a lookup then shows.
func (d *draft) illegalUpdate() {
	k := d.someCase()
	body := map[string]any{"title": d.words(), "interactions": []any{d.plainPost()}}
	body = d.mutate("illegal update", body, mistyped, mistyped, brokenPost, readOnly, unknownField,
		with("title", ""), with("customerId", ""), with("status", "pending"),
		func(_ *draft, body map[string]any) { clear(body) })
	d.send(story.Step{Operation: operation(caseapi.UpdateCase), Path: of(k.id), Body: body})
	if d.settings.Tried(caseapi.LookupCase) {
		d.lookupCase(k)
	}
}

func (d *draft) customerMutations() []mutation {
	all := []mutation{mistyped, unknownField, with("url", "https://crm.example.com/1"),
		func(_ *draft, body map[string]any) { clear(body) }}
	for _, field := range d.fields(caseapi.CustomerObject) {
		if field.Type == caseapi.SingleSelectList || field.Type == caseapi.Checkbox {
			all = append(all, with(field.Name, "neither"))
		}
	}
	return all
}

func (d *draft) illegalCustomer() {
	body := d.plainCustomer()
	if len(body) == 0 {
		return
	}
	body = d.mutate("illegal customer", body, d.customerMutations()...)
	d.send(story.Step{Operation: operation(caseapi.CreateCustomer), Body: body})
}

func (d *draft) illegalCustomerUpdate() {
	c := oneOf(d.Generator, ownCustomers(d))
	body := d.mutate("illegal change", d.plainCustomer(), d.customerMutations()...)
	d.send(story.Step{Operation: operation(caseapi.UpdateCustomer), Path: of(c.id), Body: body})
	if d.settings.Tried(caseapi.FindCustomer) {
		d.findCustomer(c)
	}
}

func (d *draft) illegalSearch() {
	body := map[string]any{}
	for _, field := range d.fields(caseapi.CustomerObject) {
		if d.chance(0.3) {
			body[field.Name] = d.wrongValue("wrong search")
			break
		}
	}
	d.search(body)
}

func (d *draft) illegalBestmatch() {
	body := map[string]any{"email": d.plain("email"), "phoneNumbers": []any{"+1 555 0100"}}
	body = d.mutate("illegal best match", body, mistyped, unknownField)
	d.send(story.Step{Operation: operation(caseapi.BestmatchCustomers), Body: body})
}

// malformedHeader may be refused or overlooked.
func (d *draft) malformedHeader() {
	d.send(story.Step{Operation: operation(caseapi.LookupCase), Path: of(d.someCase().id),
		Headers: map[string]string{caseapi.InitiativeHeader: "abc"}})
}

func (d *draft) unknownType() {
	d.send(story.Step{Operation: operation(caseapi.DefineObjectStructures),
		Path: map[string]string{"type": "invoice"}})
}

// invented begins the ids that no server has.
const invented = "no-such-"

func (d *draft) unknownID() string { return invented + d.token() }

// unknownCase is an id that no case has: an invented one, or that of a case with a letter more.
func (d *draft) unknownCase() string {
	if hasCases(d) && d.rarely("unknown case", 2) == 1 {
		return d.someCase().id + "x"
	}
	return d.unknownID()
}

func (d *draft) updateUnknown() {
	d.send(story.Step{Operation: operation(caseapi.UpdateCase), Path: of(d.unknownID()),
		Body: map[string]any{"title": d.words()}})
}

func (d *draft) caseOfUnknown() {
	d.send(story.Step{Operation: operation(caseapi.CreateCase),
		Body: map[string]any{"customerId": d.unknownID(), "title": d.words()}})
}

// mostWrongKeys bounds how many sequences carry a wrong key: servers lock a key or an address out after
// a few.
const mostWrongKeys = 3

func mayTryKeys(d *draft) bool { return len(d.cases) > 0 && d.wrong < mostWrongKeys }

func (d *draft) wrongKey() {
	d.wrong++
	k := d.someCase()
	keys := []string{"", "casemock-is-no-key", "*"}
	d.steps = append(d.steps, story.Step{Operation: operation(caseapi.LookupCase), Path: of(k.id),
		Headers: map[string]string{"authorization": keys[d.rarely("key", len(keys))]}})
}

// clone copies a decoded JSON value.
func clone(value any) any {
	switch value := value.(type) {
	case map[string]any:
		copied := make(map[string]any, len(value))
		for name, member := range value {
			copied[name] = clone(member)
		}
		return copied
	case []any:
		copied := make([]any, len(value))
		for i, element := range value {
			copied[i] = clone(element)
		}
		return copied
	}
	return value
}
