package surprises

import (
	"fmt"
	"slices"

	"casemock/contracts/caseapi"
)

// meta are the surprises in how the CRM describes its custom fields.
var meta = []Surprise{
	{Name: "two-hundred-fields", Summary: "Cases have 200 custom fields more, which can be sent like the others.",
		Sentence: "/meta/object/case defines the custom fields. The documents do not say how many there may be.",
		Mistake:  "A client has room, or time, for the few fields that it has seen.",
		widens:   true, strike: func(w *work) bool {
			shows := func(kase *object) bool { return kase.has(furtherField(1)) }
			fields := w.fields()
			return slices.ContainsFunc(w.cases(), shows) || fields != nil && len(fields.elements) >= furtherFields
		}},
	{Name: "fields-shuffled", Summary: "The meta object has its fields, and their values, in another order each time.",
		Sentence: "ObjectStructure.fields and listValues are in no documented order.",
		Mistake:  "A client knows a field by its place, or takes the first value for the default.",
		strike: func(w *work) bool {
			shuffled := false
			for _, list := range w.fieldLists() {
				shuffled = w.shuffle(list, "fields-shuffled") || shuffled
			}
			return shuffled
		}},
	{Name: "labels-alike", Summary: "All fields of the meta object have the same label, and all values the same name.",
		Sentence: "label and listValues[].name are what an agent reads. The documents do not ask for different ones.",
		Mistake:  "A client knows a field by its label, or a value by its name.",
		strike: func(w *work) bool {
			for _, list := range w.fieldLists() {
				for _, one := range objectsOf(list) {
					if one.has("label") {
						one.set("label", "Field")
					} else {
						one.set("name", "Value")
					}
				}
			}
			return len(w.fieldLists()) > 0
		}},
	{Name: "labels-change", Summary: "The labels of the fields are others with each call.",
		Sentence: "The documents do not say that the meta object stays as it is.",
		Mistake:  "A client keeps what it was told first for ever, or creates its form anew with each difference.",
		strike: func(w *work) bool {
			fields := w.fields()
			if fields == nil {
				return false
			}
			for _, field := range objectsOf(fields) {
				field.set("label", fmt.Sprintf("%s (%d)", text(field, "label"), w.N))
			}
			return true
		}},
}

// furtherFields is how many custom fields cases have more where they have many.
const furtherFields = 200

func furtherField(n int) string { return fmt.Sprintf("attribute%03d", n) }

// Widen adds to the custom fields what the profile adds.
func (p *Profile) Widen(structures caseapi.ObjectStructures) caseapi.ObjectStructures {
	if p == nil || !slices.ContainsFunc(p.chosen, func(s Surprise) bool { return s.widens }) {
		return structures
	}
	types := []caseapi.FieldType{caseapi.Text, caseapi.Checkbox, caseapi.TextArea, caseapi.SingleSelectList}
	fields := slices.Clone(structures.Case.Fields)
	for n := range furtherFields {
		field := caseapi.Field{Name: furtherField(n + 1), Label: fmt.Sprintf("Attribute %d", n+1), Type: types[n%len(types)]}
		if field.Type == caseapi.SingleSelectList {
			field.ListValues = []caseapi.ListValue{{Name: "Low", Value: "0"}, {Name: "High", Value: "1"}}
		}
		if _, taken := structures.Case.Field(field.Name); !taken {
			fields = append(fields, field)
		}
	}
	structures.Case.Fields = fields
	return structures
}

// fields are those of a meta object; nil in other answers.
func (w *work) fields() *array {
	if w.schema() != caseapi.ObjectStructureSchema {
		return nil
	}
	structure, _ := w.document.(*object)
	fields, _ := structure.get("fields").(*array)
	return fields
}

// fieldLists are the fields of a meta object, and the values of each.
func (w *work) fieldLists() []*array {
	fields := w.fields()
	if fields == nil {
		return nil
	}
	lists := []*array{fields}
	for _, field := range objectsOf(fields) {
		if values, ok := field.get("listValues").(*array); ok {
			lists = append(lists, values)
		}
	}
	return lists
}
