package caseapi

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// reading says how the objects are read: of two equal names the second counts, and what is not UTF-8 becomes the
// replacement character.
var reading = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// UnmarshalJSON reads a case; what the documents do not name becomes a custom field. A custom value that is not a
// string is kept as its JSON text, since another company's server may send one; null is as good as absent. As
// [json.Unmarshaler] asks for, null as a whole changes nothing.
func (c *Case) UnmarshalJSON(data []byte) error {
	var read struct {
		caseFields
		Custom map[string]jsontext.Value `json:",inline"`
	}
	if isNull(data) {
		return nil
	}
	if err := json.Unmarshal(data, &read, reading); err != nil {
		return fmt.Errorf("reading a case: %w", plainly(err))
	}
	*c = Case(read.caseFields)
	c.Custom = customFields(CaseObject, read.Custom)
	return nil
}

// UnmarshalJSON reads a customer as [Case.UnmarshalJSON] does a case.
func (c *Customer) UnmarshalJSON(data []byte) error {
	var read struct {
		customerFields
		Custom map[string]jsontext.Value `json:",inline"`
	}
	if isNull(data) {
		return nil
	}
	if err := json.Unmarshal(data, &read, reading); err != nil {
		return fmt.Errorf("reading a customer: %w", plainly(err))
	}
	*c = Customer(read.customerFields)
	c.Custom = customFields(CustomerObject, read.Custom)
	return nil
}

// The documented fields of the objects, without their methods.
type (
	caseFields     Case
	customerFields Customer
)

func isNull(data []byte) bool { return string(bytes.Trim(data, jsonSpace)) == "null" }

// customFields are the properties that the documents do not name; nil where there is none.
func customFields(object ObjectType, properties map[string]jsontext.Value) map[string]string {
	var custom map[string]string
	for name, value := range properties {
		if value.Kind() != 'n' && !Documented(object, name) {
			text := string(value)
			_ = json.Unmarshal(value, &text, reading) // what is no string is kept as its JSON
			custom = with(custom, name, text)
		}
	}
	return custom
}

// plainly says of a value of the wrong type where it stands and what it must be.
func plainly(err error) error {
	var wrong *json.SemanticError
	if !errors.As(err, &wrong) || wrong.GoType == nil {
		return err
	}
	kinds := map[reflect.Kind]Type{reflect.String: StringValue, reflect.Bool: BooleanValue,
		reflect.Slice: ArrayValue, reflect.Struct: ObjectValue, reflect.Pointer: ObjectValue}
	place := "it"
	if wrong.JSONPointer != "" {
		place = pathOf(stepsOf(wrong.JSONPointer))
	}
	return fmt.Errorf("%s must be %s", place, withArticle(kinds[wrong.GoType.Kind()]))
}

// stepsOf reads a pointer into a case or a customer, in which nothing but an element has a number for a name.
func stepsOf(pointer jsontext.Pointer) []step {
	var steps []step
	for token := range pointer.Tokens() {
		if index, err := strconv.Atoi(token); err == nil {
			steps = append(steps, indexed(index))
		} else {
			steps = append(steps, named(token))
		}
	}
	return steps
}
