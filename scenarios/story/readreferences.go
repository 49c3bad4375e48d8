package story

import (
	"slices"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
)

// references notes references that lead nowhere, in all texts of a value.
func (r *reader) references(value strictyaml.Value) {
	for _, element := range value.Elements() {
		r.references(element)
	}
	for _, entry := range value.Entries() {
		if pieces, err := split(entry.Key); err != nil || slices.ContainsFunc(pieces, isReference) {
			entry.Note("is a name, in which no reference can stand")
		}
		r.references(entry.Value)
	}
	if value.Kind() != strictyaml.String {
		return
	}
	text, _ := value.JSON().(string)
	pieces, err := split(text)
	if err != nil {
		value.Note("%s", err)
	}
	for _, piece := range pieces {
		if isReference(piece) {
			r.reference(value, *piece.reference)
		}
	}
}

func isReference(piece piece) bool { return piece.reference != nil }

func (r *reader) reference(value strictyaml.Value, found reference) {
	step, known := r.named[found.name]
	switch {
	case found.name == runName:
		if found.String() != "${run.id}" {
			value.Note("cannot have %s: there is ${run.id} alone", found)
		}
	case known:
		if step.Operation == nil {
			return
		}
		documented := step.answer()
		if documented.Schema == "" {
			value.Note("cannot have %s: the documents promise no body of a %d", found, documented.Status)
			return
		}
		schema := caseapi.New(caseapi.ObjectStructures{}).Schema(documented.Schema)
		if wrong := leads(found.path, schema); wrong != "" {
			value.Note("cannot have %s: it %s", found, wrong)
		}
	case r.later[found.name]:
		value.Note("cannot have %s: an answer is known only after its step", found)
	default:
		value.Note("cannot have %s: no earlier step is called %s%s", found, found.name, r.meant(found.name))
	}
}

func (r *reader) meant(name string) string {
	var names []string
	for known := range r.named {
		names = append(names, known)
	}
	slices.Sort(names)
	return wording.DidYouMean(name, names)
}
