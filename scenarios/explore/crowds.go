package explore

import (
	"casemock/contracts/caseapi"
	"casemock/scenarios/story"
)

// crowd is how many elements a list is made to have: one more than a page often has.
type crowd struct {
	of   string
	size int
}

// crowds are taken one after the other. Small ones come first: what they show is cheap to shrink.
func crowds() []crowd {
	return []crowd{
		{"cases", 11}, {"posts", 26}, {"customers", 11}, {"cases", 26}, {"posts", 101},
		{"customers", 26}, {"cases", 51}, {"cases", 101}, {"posts", 11}, {"posts", 51},
	}
}

// crowd begins a sequence with a long list, if the operations that it takes are tried.
func (d *draft) crowd() bool {
	needs := map[string][]caseapi.OperationName{
		"cases":     {caseapi.CreateCase, caseapi.FindCases},
		"posts":     {caseapi.CreateCase, caseapi.LookupCase},
		"customers": {caseapi.CreateCustomer, caseapi.SearchCustomers},
	}
	all := crowds()
	chosen := all[d.crowds%len(all)]
	d.crowds++
	for _, needed := range needs[chosen.of] {
		if !d.settings.Tried(needed) {
			return false
		}
	}
	switch chosen.of {
	case "cases":
		return d.manyCases(chosen.size)
	case "posts":
		return d.manyPosts(chosen.size)
	}
	return d.manyCustomers(chosen.size)
}

// manyCases lists them when a page is just full as well.
func (d *draft) manyCases(size int) bool {
	d.begin()
	c := d.customers[0]
	for i := len(d.cases); i < size; i++ {
		if i == size-1 {
			d.findCases(c)
		}
		d.send(story.Step{Operation: operation(caseapi.CreateCase),
			Body: map[string]any{"customerId": c.id, "title": d.words()}})
	}
	d.findCases(c)
	return true
}

func (d *draft) manyPosts(size int) bool {
	d.begin()
	c := d.customers[0]
	var posts []any
	for range size {
		posts = append(posts, d.plainPost())
	}
	k := d.createCase(c, map[string]any{"customerId": c.id, "title": d.words(), "interactions": posts})
	d.lookupCase(k)
	d.update(k, map[string]any{"interactions": []any{d.plainPost()}})
	d.findCases(c)
	return true
}

// manyCustomers have one value in common, by which they are searched.
func (d *draft) manyCustomers(size int) bool {
	for _, field := range d.fields(caseapi.CustomerObject) {
		if !field.Searchable || field.Type != caseapi.Text {
			continue
		}
		shared := d.plain(field.Name)
		for range size {
			body := map[string]any{field.Name: shared}
			if first := marked(d.settings.Structures.Customer); first != field.Name {
				body[first] = d.words()
			}
			d.createCustomer(body)
		}
		d.search(map[string]any{field.Name: shared})
		return true
	}
	return false
}
