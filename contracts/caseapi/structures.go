package caseapi

import "slices"

// ObjectType names an object that a company extends with fields of its own.
type ObjectType string

// The object types that /meta/object/{type} knows.
const (
	CaseObject     ObjectType = "case"
	CustomerObject ObjectType = "customer"
)

// ObjectTypes lists the documented object types in the documented order.
func ObjectTypes() []ObjectType { return []ObjectType{CaseObject, CustomerObject} }

// FieldType is how the platform shows a custom field to an agent. On the wire every custom field
// is a JSON string.
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
	// Example is a value for people to see in the OpenAPI document; empty shows any that is allowed.
	Example string `json:"-"`
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

// WithExamples gives fields the values that an object has in them as examples, in a copy.
func (s ObjectStructure) WithExamples(custom map[string]string) ObjectStructure {
	s.Fields = slices.Clone(s.Fields)
	for i := range s.Fields {
		s.Fields[i].Example = custom[s.Fields[i].Name]
	}
	return s
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

// CustomObject names the object whose custom fields a body of a schema may have; false for a body
// without any.
func CustomObject(schema SchemaName) (ObjectType, bool) {
	switch schema {
	case CaseSchema, CasesSchema:
		return CaseObject, true
	case CustomerSchema, CustomersSchema:
		return CustomerObject, true
	}
	return "", false
}
