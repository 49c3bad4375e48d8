package explore

import (
	"maps"

	"casemock/contracts/caseapi"
	"casemock/scenarios/story"
)

func (d *draft) fields(object caseapi.ObjectType) []caseapi.Field {
	return d.settings.Structures.Of(object).Fields
}

// plainCustomer has ordinary values, in more than half of the fields.
func (d *draft) plainCustomer() map[string]any { return d.customerWith(0.6) }

// customerWith has ordinary values in its first text, and in a share of the other fields.
func (d *draft) customerWith(share float64) map[string]any {
	body := map[string]any{}
	first := marked(d.settings.Structures.Customer)
	for _, field := range d.fields(caseapi.CustomerObject) {
		if field.Name == first || d.chance(share) {
			body[field.Name] = d.custom(caseapi.CustomerObject, field, true)
		}
	}
	if fields := d.fields(caseapi.CustomerObject); len(body) == 0 && len(fields) > 0 {
		body[fields[0].Name] = d.custom(caseapi.CustomerObject, fields[0], true)
	}
	return body
}

// oddCustomer has difficult values in one field, or in several.
func (d *draft) oddCustomer() map[string]any {
	body := d.plainCustomer()
	fields := d.fields(caseapi.CustomerObject)
	if len(fields) == 0 {
		return body
	}
	chosen := d.rarely("odd customer", len(fields))
	several := d.chance(0.3)
	for i, field := range fields {
		if i == chosen || several && d.chance(0.5) {
			body[field.Name] = d.custom(caseapi.CustomerObject, field, false)
		}
	}
	return body
}

func (d *draft) createCustomer(body map[string]any) *customer {
	as := name(customerNames(), len(d.customers))
	made := &customer{id: reference(as), fields: map[string]string{}}
	keep(made.fields, body)
	d.customers = append(d.customers, made)
	d.send(story.Step{Operation: operation(caseapi.CreateCustomer), As: as, Body: body})
	return made
}

// keep takes over the texts of a body.
func keep(fields map[string]string, body map[string]any) {
	for name, value := range body {
		if text, ok := value.(string); ok {
			fields[name] = text
		}
	}
}

func (d *draft) findCustomer(c *customer) {
	d.send(story.Step{Operation: operation(caseapi.FindCustomer), Path: of(c.id)})
}

// updateCustomer changes a field or more, and mostly looks afterwards.
func (d *draft) updateCustomer() {
	fields := d.fields(caseapi.CustomerObject)
	if len(fields) == 0 {
		return
	}
	c := oneOf(d.Generator, ownCustomers(d))
	body := map[string]any{}
	chosen := d.rarely("customer field", len(fields))
	for i, field := range fields {
		if i == chosen || d.chance(0.15) {
			body[field.Name] = d.custom(caseapi.CustomerObject, field, d.chance(0.4))
		}
	}
	former := d.searchable(c.fields, body)
	for _, name := range former {
		c.former = append(c.former, map[string]any{name: c.fields[name]})
	}
	keep(c.fields, body)
	d.send(story.Step{Operation: operation(caseapi.UpdateCustomer), Path: of(c.id), Body: body})
	d.lookAtCustomer(c, former)
}

func (d *draft) lookAtCustomer(c *customer, changed []string) {
	if d.chance(0.6) && d.settings.Tried(caseapi.FindCustomer) {
		d.findCustomer(c)
	}
	if len(changed) > 0 && d.chance(0.5) && d.settings.Tried(caseapi.SearchCustomers) {
		d.search(map[string]any{changed[0]: c.fields[changed[0]]})
	}
}

// searchable lists the fields of a customer by which it can be found, in the order of their
// definition; with a change, those of them that it is about.
func (d *draft) searchable(fields map[string]string, change map[string]any) []string {
	var names []string
	for _, field := range d.fields(caseapi.CustomerObject) {
		_, changes := change[field.Name]
		if field.Searchable && fields[field.Name] != "" && (change == nil || changes) {
			names = append(names, field.Name)
		}
	}
	return names
}

func (d *draft) search(body map[string]any) {
	d.send(story.Step{Operation: operation(caseapi.SearchCustomers), Body: maps.Clone(body)})
}

// searchNow searches by one, two or all values that a customer has.
func (d *draft) searchNow() {
	c := oneOf(d.Generator, ownCustomers(d))
	names := d.searchable(c.fields, nil)
	if len(names) == 0 {
		return
	}
	first := names[d.rarely("search by", len(names))]
	body := map[string]any{first: c.fields[first]}
	more := d.rarely("search by more", 3)
	for _, name := range names {
		if len(body) <= more && d.chance(0.7) {
			body[name] = c.fields[name]
		}
	}
	d.search(body)
}

// searchFormer searches by a value that a customer had once.
func (d *draft) searchFormer() {
	for _, c := range d.customers {
		if len(c.former) > 0 && d.chance(0.7) {
			d.search(oneOf(d.Generator, c.former))
			return
		}
	}
}

func hasFormer(d *draft) bool {
	for _, c := range d.customers {
		if len(c.former) > 0 {
			return true
		}
	}
	return false
}

// searchNobody searches for a value that no customer has, alone or beside one that is there.
func (d *draft) searchNobody() {
	for _, field := range d.fields(caseapi.CustomerObject) {
		if field.Searchable && d.chance(0.5) {
			body := map[string]any{field.Name: d.plain(field.Name)}
			if own := ownCustomers(d); len(own) > 0 && d.chance(0.5) {
				c := oneOf(d.Generator, own)
				for _, name := range d.searchable(c.fields, nil) {
					if name != field.Name {
						body[name] = c.fields[name]
						break
					}
				}
			}
			d.search(body)
			return
		}
	}
}

// bestmatch tells what is known of a person.
func (d *draft) bestmatch() {
	body := map[string]any{"displayName": d.words()}
	if d.chance(0.5) {
		body = map[string]any{"email": d.plain("email"), "phoneNumbers": []any{"+1 555 0100"},
			"addresses": []any{map[string]any{"city": "Zürich", "zip": "00801"}}}
	}
	d.send(story.Step{Operation: operation(caseapi.BestmatchCustomers), Body: body})
}

func (d *draft) structure() {
	types := caseapi.ObjectTypes()
	chosen := types[d.rarely("structure", len(types))]
	d.send(story.Step{Operation: operation(caseapi.DefineObjectStructures),
		Path: map[string]string{"type": string(chosen)}})
}
