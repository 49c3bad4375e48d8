package explore

import (
	"maps"

	"casemock/contracts/caseapi"
	"casemock/scenarios/story"
)

// plainCase has a title and a customer, and now and then more, all of it ordinary.
func (d *draft) plainCase() (*customer, map[string]any) {
	c := d.someCustomer()
	body := map[string]any{"customerId": c.id, "title": d.words()}
	if d.chance(0.3) {
		body["description"] = "An ordinary description."
	}
	if d.chance(0.3) {
		body["interactions"] = []any{d.plainPost()}
	}
	for _, field := range d.fields(caseapi.CaseObject) {
		if d.chance(0.3) {
			body[field.Name] = d.custom(caseapi.CaseObject, field, true)
		}
	}
	return c, body
}

// oddCase has difficult values in one place, or in several.
func (d *draft) oddCase() (*customer, map[string]any) {
	c, body := d.plainCase()
	const places = 5
	chosen := d.rarely("odd case", places)
	several := d.chance(0.3)
	odd := func(place int) bool { return place == chosen || several && d.chance(0.4) }
	if odd(0) {
		body["title"] = d.difficult("createCase.title")
	}
	if odd(1) {
		body["description"] = d.short("createCase.description")
	}
	if odd(2) {
		body["interactions"] = d.posts(nil)
	}
	for _, field := range d.fields(caseapi.CaseObject) {
		if odd(3) {
			body[field.Name] = d.custom(caseapi.CaseObject, field, false)
		}
	}
	if odd(4) && len(d.cases) > 0 {
		body["title"] = d.someCase().title // twice the same
	}
	return c, body
}

func (d *draft) createCase(c *customer, body map[string]any) *kase {
	as := name(caseNames(), len(d.cases))
	title, _ := body["title"].(string)
	made := &kase{id: reference(as), customer: c, title: title, posts: postsOf(body)}
	d.cases = append(d.cases, made)
	d.send(story.Step{Operation: operation(caseapi.CreateCase), As: as, Body: body})
	return made
}

// update sends a change of a case and mostly looks afterwards.
func (d *draft) update(k *kase, body map[string]any) {
	d.send(story.Step{Operation: operation(caseapi.UpdateCase), Path: of(k.id), Body: body})
	k.last = body
	if title, sent := body["title"].(string); sent {
		k.title = title
	}
	if status, sent := body["status"].(string); sent {
		k.closed = status == string(caseapi.Closed)
	}
	k.posts = append(k.posts, postsOf(body)...)
	d.lookAtCase(k)
}

func (d *draft) lookAtCase(k *kase) {
	if d.chance(0.6) && d.settings.Tried(caseapi.LookupCase) {
		d.lookupCase(k)
	}
	if d.chance(0.25) && d.settings.Tried(caseapi.FindCases) {
		d.findCases(k.customer)
	}
}

func (d *draft) lookupCase(k *kase) {
	d.send(story.Step{Operation: operation(caseapi.LookupCase), Path: of(k.id)})
}

func (d *draft) findCases(c *customer) {
	d.send(story.Step{Operation: operation(caseapi.FindCases), Path: of(c.id)})
}

// changeFields updates one field of a case, or several.
func (d *draft) changeFields() {
	k := d.someCase()
	fields := d.fields(caseapi.CaseObject)
	body := map[string]any{}
	chosen := d.rarely("case field", 2+len(fields))
	several := d.chance(0.25)
	changes := func(place int) bool { return place == chosen || several && d.chance(0.4) }
	if changes(0) {
		body["title"] = d.title()
	}
	if changes(1) {
		body["description"] = d.short("updateCase.description")
	}
	for i, field := range fields {
		if changes(2 + i) {
			body[field.Name] = d.custom(caseapi.CaseObject, field, d.chance(0.4))
		}
	}
	d.update(k, body)
}

// title is a new one, a difficult one, or one that a case has already.
func (d *draft) title() string {
	switch {
	case d.chance(0.2):
		return d.someCase().title
	case d.chance(0.3):
		return d.words()
	}
	return d.difficult("updateCase.title")
}

// changeStatus closes a case or opens it again, alone or with something else.
func (d *draft) changeStatus() {
	k := d.someCase()
	status := caseapi.Closed
	if k.closed {
		status = caseapi.Open
	}
	body := map[string]any{"status": string(status)}
	switch d.rarely("with status", 5) {
	case 0:
		body["interactions"] = d.posts(k)
	case 1:
		body["title"] = d.title()
	}
	d.update(k, body)
}

// addPosts adds to a case, which may be closed. It may add none.
func (d *draft) addPosts() {
	k := d.someCase()
	body := map[string]any{"interactions": d.posts(k)}
	none := d.rarely("no posts", 8) == 0
	if none {
		body["interactions"] = []any{}
	}
	if none || d.chance(0.2) {
		body["title"] = d.title()
	}
	d.update(k, body)
}

// move gives a case to another customer.
func (d *draft) move() {
	k, to := d.someCase(), d.someCustomer()
	from := k.customer
	k.customer = to
	d.update(k, map[string]any{"customerId": to.id})
	if d.settings.Tried(caseapi.FindCases) && d.chance(0.7) {
		d.findCases(oneOf(d.Generator, []*customer{from, to}))
	}
}

// repeat sends the last update of a case once more, as a client does that got no answer.
func (d *draft) repeat() {
	for _, k := range d.cases {
		if k.last != nil && d.chance(0.6) {
			d.update(k, maps.Clone(k.last))
			return
		}
	}
}

func hasUpdated(d *draft) bool {
	for _, k := range d.cases {
		if k.last != nil {
			return true
		}
	}
	return false
}

// lookTwice asks the same twice: what is kept beside the database may differ.
func (d *draft) lookTwice() {
	k := d.someCase()
	d.lookupCase(k)
	d.lookupCase(k)
}

func severalCustomers(d *draft) bool { return len(d.customers) > 1 && len(d.cases) > 0 }
