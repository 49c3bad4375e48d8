package consistency

import (
	"fmt"
	"net/http"
	"slices"

	"casemock/contracts/caseapi"
)

// judgeCustomers asks whether a search finds those who match, and no others, and shows them as they are.
func (m *Model) judgeCustomers(x Exchange, r request) []Difference {
	var found []Difference
	elements, listed := objectsOf(x.Answer), map[string]bool{}
	searches := x.Operation.Name == caseapi.SearchCustomers && len(r.violations) == 0
	for i, element := range elements {
		id := IDText(element["id"])
		known := m.objects[key{caseapi.CustomerObject, id}]
		at := fmt.Sprintf("[%d].", i)
		if searches {
			found = append(found, m.judgeMatch(r, known, id, at, listed[id] && id != "")...)
		}
		listed[id] = true
		j := m.judgement(x, known, element, at)
		j.judgeValues(nil)
		found = append(found, j.found...)
	}
	if !searches || listed[""] { // without all ids nobody knows who is missing
		return found
	}
	for _, id := range m.order {
		if m.matches(id, r) && !listed[id.id] {
			found = append(found, Difference{Path: "matches", Message: "the customer who has this value is not found",
				Expected: "a customer with the id " + id.id, Actual: fmt.Sprintf("%d others", len(elements)),
				Row: matching})
		}
	}
	if len(elements) == 0 && x.Status == http.StatusOK {
		found = append(found, Difference{Path: "statusCode", Message: "answered 200 with nobody in it, expected 204",
			Expected: "204", Actual: "200", Row: matching})
	}
	return found
}

// judgeMatch judges whether somebody who was found was searched for.
func (m *Model) judgeMatch(r request, known *object, id, at string, twice bool) []Difference {
	one := func(message, expected string) []Difference {
		return []Difference{{Path: "matches", Message: message, Expected: expected, Actual: jsonText(id),
			Row: matching}}
	}
	switch {
	case twice:
		return one("the customer is found twice", "once")
	case known == nil && m.nobody[jsonText(r.sent)]:
		return one("somebody is found whom nobody has created, and who was not found before", "nobody else")
	case known == nil:
		return nil
	}
	for name, sought := range r.sent {
		if _, promise := known.promised(name); promise != free && !known.values[name].mayMatch(sought) {
			return one("a customer is found who has another value: "+name+" at "+at+"custom", jsonText(sought))
		}
	}
	return nil
}

// matches reports whether a customer has, for certain and to the letter, all that is searched for.
func (m *Model) matches(id key, r request) bool {
	if id.kind != caseapi.CustomerObject || len(r.sent) == 0 || len(r.violations) > 0 {
		return false
	}
	known := m.objects[id]
	for name, sought := range r.sent {
		if !known.is(name, sought) || isEmpty(sought) {
			return false
		}
	}
	return !known.unlisted
}

// mayMatch reports whether a search for a value may find this one.
func (v value) mayMatch(sought any) bool {
	return mayMatch(sought, v.is) || slices.ContainsFunc(v.or, func(other any) bool { return mayMatch(sought, other) })
}

// learnFound takes in whom a search or a best match shows, or that there is nobody.
func (m *Model) learnFound(x Exchange) {
	r, elements, found := m.request(x), objectsOf(x.Answer), map[string]bool{}
	for _, element := range elements {
		found[IDText(element["id"])] = true
		m.lists(m.learnShown(x, element), true)
	}
	if x.Operation.Name != caseapi.SearchCustomers {
		return
	}
	if len(elements) == 0 {
		m.nobody[jsonText(r.sent)] = true
	}
	for id, known := range m.objects {
		if m.matches(id, r) && !found[id.id] {
			m.lists(known, false)
		}
	}
}
