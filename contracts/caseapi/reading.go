package caseapi

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
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
	var read asRead[caseFields]
	if isNull(data) {
		return nil
	}
	if err := json.Unmarshal(data, &read, reading); err != nil {
		return fmt.Errorf("reading a case: %w", plainly(err))
	}
	*c = Case(read.Fields)
	c.Custom = read.further(CaseSchema)
	return nil
}

// UnmarshalJSON reads a customer as [Case.UnmarshalJSON] does a case.
func (c *Customer) UnmarshalJSON(data []byte) error {
	var read asRead[customerFields]
	if isNull(data) {
		return nil
	}
	if err := json.Unmarshal(data, &read, reading); err != nil {
		return fmt.Errorf("reading a customer: %w", plainly(err))
	}
	*c = Customer(read.Fields)
	c.Custom = read.further(CustomerSchema)
	return nil
}

// UnmarshalJSONFrom reads an interaction as [Case.UnmarshalJSON] does a case.
func (i *Interaction) UnmarshalJSONFrom(from *jsontext.Decoder) error {
	var read asRead[interactionFields]
	if err := json.UnmarshalDecode(from, &read, reading); err != nil {
		return err
	}
	*i = Interaction(read.Fields)
	i.Further = read.further(InteractionSchema)
	return nil
}

// UnmarshalJSONFrom reads an author as [Case.UnmarshalJSON] does a case.
func (a *Author) UnmarshalJSONFrom(from *jsontext.Decoder) error {
	var read asRead[authorFields]
	if err := json.UnmarshalDecode(from, &read, reading); err != nil {
		return err
	}
	*a = Author(read.Fields)
	a.Further = read.further(AuthorSchema)
	return nil
}

// The objects without their methods.
type (
	caseFields        Case
	customerFields    Customer
	interactionFields Interaction
	authorFields      Author
)

// asRead is an object as it is read: what its Go type has fields for, and the rest.
type asRead[T any] struct {
	Fields T                         `json:",inline"`
	Rest   map[string]jsontext.Value `json:",inline"`
}

func isNull(data []byte) bool { return string(bytes.Trim(data, jsonSpace)) == "null" }

// further is the rest by name; nil where there is none.
func (o asRead[T]) further(schema SchemaName) map[string]string {
	var further map[string]string
	for name, value := range o.Rest {
		if value.Kind() != 'n' && !slices.Contains(ownFields()[schema], name) {
			text := string(value)
			_ = json.Unmarshal(value, &text, reading) // what is no string is kept as its JSON
			further = with(further, name, text)
		}
	}
	return further
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
