package contracts

import (
	"errors"
	"fmt"
	"regexp"
)

// ObjectType names an object that a company extends with fields of its own.
type ObjectType string

// The object types that /meta/object/{type} knows.
const (
	CaseObject     ObjectType = "case"
	CustomerObject ObjectType = "customer"
)

// ObjectTypes lists the documented object types in the documented order.
func ObjectTypes() []ObjectType { return []ObjectType{CaseObject, CustomerObject} }

// FieldType is how the platform shows a custom field to an agent. On the wire every custom field is a
// JSON string.
type FieldType string

// The documented field types.
const (
	Text             FieldType = "text"
	TextArea         FieldType = "textarea"
	SingleSelectList FieldType = "single_sel_list" // its value is one of the field's ListValues
	Checkbox         FieldType = "checkbox"        // its value is "true" or "false"
)

// FieldTypes lists the documented field types in the documented order.
func FieldTypes() []FieldType { return []FieldType{Text, TextArea, SingleSelectList, Checkbox} }

// ObjectStructure is what GET /meta/object/{type} answers: the custom fields of one object.
type ObjectStructure struct {
	Name   ObjectType `json:"name"`
	Fields []Field    `json:"fields"`
}

// Field is one custom field. Name becomes a JSON property of the object.
type Field struct {
	Name       string      `json:"name"`
	Label      string      `json:"label"` // what an agent reads
	Type       FieldType   `json:"type"`
	Searchable bool        `json:"searchable"` // in effect on customers alone
	ListValues []ListValue `json:"listValues,omitempty"`
}

// ListValue is one choice of a single_sel_list: Name is shown, Value is sent.
type ListValue struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Field finds a custom field by the name of its JSON property.
func (s ObjectStructure) Field(name string) (Field, bool) {
	for _, field := range s.Fields {
		if field.Name == name {
			return field, true
		}
	}
	return Field{}, false
}

// ObjectStructures are the custom fields that one company defines. The zero value defines none.
type ObjectStructures struct {
	Case     ObjectStructure
	Customer ObjectStructure
}

// Of returns the structure of one object type; it is empty for a type that is not documented.
func (s ObjectStructures) Of(object ObjectType) ObjectStructure {
	switch object {
	case CaseObject:
		return ObjectStructure{Name: CaseObject, Fields: s.Case.Fields}
	case CustomerObject:
		return ObjectStructure{Name: CustomerObject, Fields: s.Customer.Fields}
	}
	return ObjectStructure{}
}

// fieldName is what can be a JSON property without quoting trouble in paths, templates and forms.
var fieldName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// Validate says everything that is wrong with the definition of one field, nil when nothing is. It
// does not know the field's neighbours; [ObjectStructure.Validate] does.
func (f Field) Validate() []error {
	var problems []error
	if !fieldName.MatchString(f.Name) {
		problems = append(problems, fmt.Errorf(
			"name %q must start with a letter and hold letters, digits, _ and - alone", f.Name))
	}
	if f.Label == "" {
		problems = append(problems, errors.New("label is required: it is what an agent reads"))
	}
	return append(problems, f.validateType()...)
}

func (f Field) validateType() []error {
	switch f.Type {
	case SingleSelectList:
		return f.validateListValues()
	case Text, TextArea, Checkbox:
		if len(f.ListValues) > 0 {
			return []error{fmt.Errorf("listValues belong to a single_sel_list alone, not to a %s", f.Type)}
		}
		return nil
	}
	return []error{fmt.Errorf("type %q must be one of text, textarea, single_sel_list, checkbox", f.Type)}
}

func (f Field) validateListValues() []error {
	if len(f.ListValues) == 0 {
		return []error{errors.New("a single_sel_list needs listValues")}
	}
	var problems []error
	seen := map[string]bool{}
	for i, choice := range f.ListValues {
		if choice.Name == "" || choice.Value == "" {
			problems = append(problems, fmt.Errorf("listValues[%d] needs a name and a value", i))
		} else if seen[choice.Value] {
			problems = append(problems, fmt.Errorf("listValues[%d] repeats the value %q", i, choice.Value))
		}
		seen[choice.Value] = true
	}
	return problems
}

// Validate says everything that is wrong with the structure as a whole: its fields, names used
// twice, and names that the documents already use for the object. Nil means that it is sound.
func (s ObjectStructure) Validate() []error {
	var problems []error
	seen := map[string]bool{}
	for i, field := range s.Fields {
		for _, problem := range field.Validate() {
			problems = append(problems, fmt.Errorf("fields[%d]: %w", i, problem))
		}
		switch {
		case seen[field.Name]:
			problems = append(problems, fmt.Errorf("fields[%d]: the name %q is used twice", i, field.Name))
		case Documented(s.Name, field.Name):
			problems = append(problems, fmt.Errorf(
				"fields[%d]: %q is a documented property of a %s, choose another name", i, field.Name, s.Name))
		}
		seen[field.Name] = true
	}
	return problems
}
