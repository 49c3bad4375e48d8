package caseapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// Marshal writes a value as JSON without escaping <, > and &: a body is read by people, not by
// browsers as markup. A nil slice of cases or customers is an empty array.
func Marshal(value any) ([]byte, error) {
	switch value := value.(type) {
	// What is answered most takes the short way: encoding/json would read again what MarshalJSON
	// wrote.
	case Case:
		return value.MarshalJSON()
	case []Case:
		return appendArray(nil, value, Case.AppendJSON), nil
	case Customer:
		return value.MarshalJSON()
	case []Customer:
		return appendArray(nil, value, Customer.AppendJSON), nil
	}
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), nil
}

// MustMarshal is [Marshal] for a value that can be JSON, as its maker knows: anything else is a mistake in the
// program.
func MustMarshal(value any) []byte {
	encoded, err := Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("a %T that cannot be JSON: %v", value, err))
	}
	return encoded
}

// MarshalJSON writes the documented fields in the documented order, then the custom fields by name,
// so that equal cases are equal bytes.
func (c Case) MarshalJSON() ([]byte, error) {
	return c.AppendJSON(make([]byte, 0, typicalSize*(1+len(c.Interactions)))), nil
}

// typicalSize is enough for most interactions, and for a case without them.
const typicalSize = 512

// AppendJSON appends what [Case.MarshalJSON] writes to a buffer, which it returns.
func (c Case) AppendJSON(to []byte) []byte {
	to = appendText(to, `{"id":`, c.ID)
	to = appendText(to, `,"number":`, c.Number)
	to = appendText(to, `,"customerId":`, c.CustomerID)
	to = appendText(to, `,"title":`, c.Title)
	to = appendText(to, `,"description":`, c.Description)
	to = appendText(to, `,"url":`, c.URL)
	to = appendText(to, `,"lastUpdated":`, c.LastUpdated)
	to = appendText(to, `,"created":`, c.Created)
	to = appendText(to, `,"status":`, string(c.Status))
	to = append(to, `,"interactions":`...)
	to = appendArray(to, c.Interactions, Interaction.appendJSON)
	to = appendCustom(to, c.Custom)
	return append(to, '}')
}

// MarshalJSON writes the documented fields, as in a [Case].
func (i Interaction) MarshalJSON() ([]byte, error) { return i.appendJSON(nil), nil }

func (i Interaction) appendJSON(to []byte) []byte {
	to = appendText(to, `{"created":`, i.Created)
	to = appendText(to, `,"body":`, i.Body)
	to = appendText(to, `,"linkUrl":`, i.LinkURL)
	to = appendText(to, `,"serviceId":`, i.ServiceID)
	to = appendText(to, `,"service":`, i.Service)
	to = appendText(to, `,"contentType":`, i.ContentType)
	if i.Author != nil {
		to = i.Author.appendJSON(append(to, `,"author":`...))
	}
	to = appendCustom(to, i.Further)
	return append(to, '}')
}

func (a Author) appendJSON(to []byte) []byte {
	to = appendText(to, `{"service":`, a.Service)
	to = appendText(to, `,"serviceId":`, a.ServiceID)
	to = appendText(to, `,"handle":`, a.Handle)
	to = appendText(to, `,"name":`, a.Name)
	to = strconv.AppendBool(append(to, `,"brandOwned":`...), a.BrandOwned)
	to = appendCustom(to, a.Further)
	return append(to, '}')
}

// MarshalJSON writes id and url, then the custom fields by name.
func (c Customer) MarshalJSON() ([]byte, error) { return c.AppendJSON(nil), nil }

// AppendJSON appends what [Customer.MarshalJSON] writes to a buffer, which it returns.
func (c Customer) AppendJSON(to []byte) []byte {
	to = appendText(to, `{"id":`, c.ID)
	to = appendText(to, `,"url":`, c.URL)
	to = appendCustom(to, c.Custom)
	return append(to, '}')
}

// MarshalJSON writes a structure without fields with an empty array of them, which is required.
func (s ObjectStructure) MarshalJSON() ([]byte, error) {
	type documented ObjectStructure
	if s.Fields == nil {
		s.Fields = []Field{}
	}
	return Marshal(documented(s))
}
