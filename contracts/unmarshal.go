package contracts

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// UnmarshalJSON reads a case; what the documents do not name becomes a custom field. A custom
// value that is not a string is kept as its JSON text, since another company's server may send
// one; null is as good as absent.
func (c *Case) UnmarshalJSON(data []byte) error {
	type documented Case // without methods, so that encoding/json goes by the tags
	var read documented
	custom, err := unmarshalObject(data, CaseObject, &read)
	if err != nil {
		return fmt.Errorf("reading a case: %w", err)
	}
	*c = Case(read)
	c.Custom = custom
	return nil
}

// UnmarshalJSON reads a customer as [Case.UnmarshalJSON] does a case.
func (c *Customer) UnmarshalJSON(data []byte) error {
	type documented Customer
	var read documented
	custom, err := unmarshalObject(data, CustomerObject, &read)
	if err != nil {
		return fmt.Errorf("reading a customer: %w", err)
	}
	*c = Customer(read)
	c.Custom = custom
	return nil
}

// unmarshalObject reads the documented properties into a structure and returns the others.
func unmarshalObject(data []byte, object ObjectType, documented any) (map[string]string, error) {
	var properties map[string]json.RawMessage
	if err := json.Unmarshal(data, &properties); err != nil {
		return nil, err
	}
	var custom map[string]string
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if Documented(object, name) {
			continue
		}
		text, present, err := customText(properties[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if present {
			custom = with(custom, name, text)
		}
		// encoding/json would take Title for title, so it sees what is documented alone.
		delete(properties, name)
	}
	known, err := json.Marshal(properties)
	if err != nil {
		return nil, err
	}
	return custom, json.Unmarshal(known, documented)
}

// customText gives a custom field's value as text; null means that it is not present.
func customText(raw json.RawMessage) (text string, present bool, err error) {
	switch {
	case string(raw) == "null":
		return "", false, nil
	case raw[0] != '"':
		return string(raw), true, nil
	}
	err = json.Unmarshal(raw, &text)
	return text, true, err
}

// with adds to a map that is made when it is needed.
func with(custom map[string]string, name, value string) map[string]string {
	if custom == nil {
		custom = map[string]string{}
	}
	custom[name] = value
	return custom
}
