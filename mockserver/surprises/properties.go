package surprises

import (
	"encoding/json"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
)

// properties are the surprises in which properties are there.
var properties = []Surprise{
	{Name: "unknown-properties", Summary: "Each object, at each level, has properties that no document names.",
		Sentence: unnamed, Mistake: "A client refuses what it does not know, or keeps it and sends it back.",
		strike: func(w *work) bool {
			found := false
			everyObject(w.document, func(o *object) {
				o.set("revision", json.Number("7"))
				o.set("sentiment", nil)
				o.set("team", &object{[]member{{"id", json.Number("12")}, {"tags", &array{[]any{"vip", nil, true}}}}})
				found = true
			})
			return found
		}},
	{Name: "computed-property", Summary: "A property that no document names has another value and type each time.",
		Sentence: unnamed, Mistake: "A client takes any difference between two answers for a change of the case.",
		strike: func(w *work) bool {
			values := []any{json.Number("86400"), "a day", true, nil, &array{}, &object{}}
			for _, one := range append(w.cases(), w.customers()...) {
				one.set("ageInSeconds", values[w.N%uint64(len(values))])
			}
			return len(w.cases())+len(w.customers()) > 0
		}},
	{Name: "properties-in-capitals", Summary: "At each level, ID stands beside id, TITLE beside title, and is another.",
		Sentence: "Names of members are equal when they are code unit for code unit (RFC 8259, section 8.3).",
		Mistake:  "A client minds no case, and takes the one for the other: as encoding/json of Go does.",
		strike: func(w *work) bool {
			found := false
			everyObject(w.document, func(o *object) {
				for _, named := range slices.Clone(o.members) {
					if capital := strings.ToUpper(named.name); !o.has(capital) {
						o.set(capital, json.Number("0"))
						found = true
					}
				}
			})
			return found
		}},
	{Name: "null-custom-fields", Summary: "Custom fields that have no value are there, as null.",
		Sentence: novalue, Mistake: "A client takes the values of all custom fields for strings.",
		strike: func(w *work) bool {
			missing := addMissing(w.cases(), w.Fields.Case)
			return addMissing(w.customers(), w.Fields.Customer) || missing
		}},
	{Name: "writes-without-interactions", Summary: "createCase and updateCase answer the case without interactions.",
		Sentence: optional, Mistake: "A client takes the answer for the whole case, and forgets the posts.",
		strike: func(w *work) bool {
			found := false
			for _, kase := range w.cases() {
				found = w.writes() && kase.remove("interactions") || found
			}
			return found
		}},
	{Name: "no-empty-interactions", Summary: "A case without posts has no interactions, rather than an empty array.",
		Sentence: optional, Mistake: "A client asks for the length of an array that is not there.",
		strike: func(w *work) bool {
			found := false
			for _, kase := range w.cases() {
				if posts, ok := kase.get("interactions").(*array); ok && len(posts.elements) == 0 {
					found = kase.remove("interactions")
				}
			}
			return found
		}},
	{Name: "lists-without-authors", Summary: "findCases answers the posts without their authors.",
		Sentence: optional, Mistake: "A client reads the name of an author who is not there.",
		strike: func(w *work) bool {
			found := false
			if w.Operation.Name == caseapi.FindCases {
				for _, post := range w.posts() {
					found = post.remove("author") || found
				}
			}
			return found
		}},
}

// addMissing shows the custom fields that objects have no value of.
func addMissing(objects []*object, structure caseapi.ObjectStructure) bool {
	added := false
	for _, one := range objects {
		for _, field := range structure.Fields {
			if !one.has(field.Name) {
				one.set(field.Name, nil)
				added = true
			}
		}
	}
	return added
}
