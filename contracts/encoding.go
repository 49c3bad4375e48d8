package contracts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// MarshalJSON writes the documented fields in the documented order, then the custom fields by name,
// so that equal cases are equal bytes.
func (c Case) MarshalJSON() ([]byte, error) {
	type documented Case // without methods, so that encoding/json sees the fields
	if c.Interactions == nil {
		c.Interactions = []Interaction{}
	}
	return marshalWithCustom(documented(c), c.Custom)
}

// UnmarshalJSON reads a case; what the documents do not name becomes a custom field.
func (c *Case) UnmarshalJSON(data []byte) error {
	type documented Case
	var read documented
	if err := json.Unmarshal(data, &read); err != nil {
		return fmt.Errorf("reading a case: %w", err)
	}
	*c = Case(read)
	custom, err := unmarshalCustom(data, CaseObject)
	c.Custom = custom
	return err
}

// MarshalJSON writes id and url, then the custom fields by name.
func (c Customer) MarshalJSON() ([]byte, error) {
	type documented Customer
	return marshalWithCustom(documented(c), c.Custom)
}

// UnmarshalJSON reads a customer; what the documents do not name becomes a custom field.
func (c *Customer) UnmarshalJSON(data []byte) error {
	type documented Customer
	var read documented
	if err := json.Unmarshal(data, &read); err != nil {
		return fmt.Errorf("reading a customer: %w", err)
	}
	*c = Customer(read)
	custom, err := unmarshalCustom(data, CustomerObject)
	c.Custom = custom
	return err
}

// Marshal writes a value as JSON without escaping <, > and &: a body is read by people, not by
// browsers as markup.
func Marshal(value any) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), nil
}

func marshalWithCustom(documented any, custom map[string]string) ([]byte, error) {
	object, err := Marshal(documented)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(custom)) {
		field, err := Marshal(map[string]string{name: custom[name]})
		if err != nil {
			return nil, err
		}
		object[len(object)-1] = ','
		object = append(object, field[1:]...)
	}
	return object, nil
}

// unmarshalCustom reads the properties that the documents do not name for the object. A value that is
// not a string is kept as its JSON text: another company's server may send one.
func unmarshalCustom(data []byte, object ObjectType) (map[string]string, error) {
	var properties map[string]json.RawMessage
	if err := json.Unmarshal(data, &properties); err != nil {
		return nil, fmt.Errorf("reading the custom fields of a %s: %w", object, err)
	}
	var custom map[string]string
	for name, raw := range properties {
		if Documented(object, name) {
			continue
		}
		if custom == nil {
			custom = map[string]string{}
		}
		text := string(raw)
		if raw[0] == '"' {
			if err := json.Unmarshal(raw, &text); err != nil {
				return nil, fmt.Errorf("reading %s: %w", name, err)
			}
		}
		custom[name] = text
	}
	return custom, nil
}
