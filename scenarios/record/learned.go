package record

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/contracts/redact"
	"casemock/contracts/target"
)

// learned is what traffic shows of the custom fields.
type learned struct {
	shown  map[caseapi.ObjectType]*caseapi.ObjectStructure // by meta objects
	sent   map[caseapi.ObjectType]map[string]bool          // and accepted
	sought map[string]bool                                 // by searches that were answered
}

func (l *learned) learn(x *seen) {
	if x.status >= http.StatusMultipleChoices {
		return
	}
	if x.operation.Name == caseapi.DefineObjectStructures {
		object := caseapi.ObjectType(x.path["type"])
		if structure := target.ReadStructure(object, x.answer); structure != nil {
			l.shown[object] = structure
		}
		return
	}
	body, _ := x.body().(map[string]any)
	if x.operation.Name == caseapi.BestmatchCustomers || len(body) == 0 {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(body)) {
		object := x.operation.Object
		if _, isText := body[name].(string); !isText || caseapi.Documented(object, name) || name == "customId" ||
			len(l.sent[object]) >= mostNames {
			continue
		}
		if l.sent[object] == nil {
			l.sent[object] = map[string]bool{}
		}
		l.sent[object][name] = true
		if x.operation.Name == caseapi.SearchCustomers {
			l.sought[name] = true
		}
	}
}

// structures are the custom fields: as the user gives them, as a meta object shows them, or else what was sent.
func (l *learned) structures(given *caseapi.ObjectStructures) caseapi.ObjectStructures {
	if given != nil {
		return *given
	}
	return caseapi.ObjectStructures{Case: l.of(caseapi.CaseObject), Customer: l.of(caseapi.CustomerObject)}
}

func (l *learned) of(object caseapi.ObjectType) caseapi.ObjectStructure {
	structure := caseapi.ObjectStructure{Name: object}
	if shown := l.shown[object]; shown != nil {
		structure.Fields = slices.Clone(shown.Fields)
	} else {
		for _, name := range slices.Sorted(maps.Keys(l.sent[object])) {
			structure.Fields = append(structure.Fields,
				caseapi.Field{Name: name, Label: name, Type: caseapi.Text, Searchable: l.sought[name]})
		}
	}
	structure.Fields = slices.DeleteFunc(structure.Fields, func(field caseapi.Field) bool {
		return len(field.Validate()) > 0 || caseapi.Documented(object, field.Name)
	})
	return structure
}

// cleanStructures are custom fields without those that have a secret in what is said of them.
func cleanStructures(structures caseapi.ObjectStructures, secrets *redact.Redactor) caseapi.ObjectStructures {
	tells := func(field caseapi.Field) bool {
		text := string(caseapi.MustMarshal(field))
		return secrets.Text(text) != text
	}
	structures.Case.Fields = slices.DeleteFunc(slices.Clone(structures.Case.Fields), tells)
	structures.Customer.Fields = slices.DeleteFunc(slices.Clone(structures.Customer.Fields), tells)
	return structures
}

// metaFile is a meta file with the custom fields. It is JSON, so that whoever reads the directory as one of scenarios
// passes it over.
func metaFile(structures caseapi.ObjectStructures) []byte {
	text, err := json.MarshalIndent(map[string]any{
		"case": fieldsOf(structures.Case), "customer": fieldsOf(structures.Customer)}, "", "  ")
	if err != nil {
		panic("record: " + err.Error()) // texts and booleans are always JSON
	}
	return append(text, '\n')
}

func fieldsOf(structure caseapi.ObjectStructure) []caseapi.Field {
	return append([]caseapi.Field{}, structure.Fields...)
}
