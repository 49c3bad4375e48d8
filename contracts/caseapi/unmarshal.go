package caseapi

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// UnmarshalJSON reads a case as [Case.ReadJSON] does, from a copy of the data.
func (c *Case) UnmarshalJSON(data []byte) error { return c.ReadJSON(string(data)) }

// ReadJSON reads a case; what the documents do not name becomes a custom field. A custom value that is not a
// string is kept as its JSON text, since another company's server may send one; null is as good as absent, of
// two equal names the second counts, and what is not UTF-8 becomes the replacement character. The strings of
// the case are parts of the text. As [json.Unmarshaler] asks for, null as a whole changes nothing.
func (c *Case) ReadJSON(text string) error {
	read, err := unmarshal(text, *c, (*jsonReader).caseObject)
	if err != nil {
		return fmt.Errorf("reading a case: %w", err)
	}
	*c = read
	return nil
}

// UnmarshalJSON reads a customer as [Customer.ReadJSON] does, from a copy of the data.
func (c *Customer) UnmarshalJSON(data []byte) error { return c.ReadJSON(string(data)) }

// ReadJSON reads a customer as [Case.ReadJSON] does a case.
func (c *Customer) ReadJSON(text string) error {
	read, err := unmarshal(text, *c, (*jsonReader).customerObject)
	if err != nil {
		return fmt.Errorf("reading a customer: %w", err)
	}
	*c = read
	return nil
}

// unmarshal reads a whole text as an object; null is what there was before.
func unmarshal[T any](text string, before T, object func(*jsonReader) (T, error)) (T, error) {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, string(utf8.RuneError))
	}
	reader := jsonReader{data: text}
	if reader.peek() == 'n' {
		return before, reader.literal("null")
	}
	read, err := object(&reader)
	if err != nil {
		return before, err
	}
	return read, reader.end()
}

// The functions below read what those of append.go write, in whatever order. Reflection would take
// five times as long, and the fake server reads a case whenever one is updated.

func (r *jsonReader) caseObject() (read Case, err error) {
	err = r.membersOfObject(func(name string) error {
		switch name {
		case "id":
			return r.textInto(&read.ID)
		case "number":
			return r.textInto(&read.Number)
		case "customerId":
			return r.textInto(&read.CustomerID)
		case "title":
			return r.textInto(&read.Title)
		case "description":
			return r.textInto(&read.Description)
		case "url":
			return r.textInto(&read.URL)
		case "lastUpdated":
			return r.textInto(&read.LastUpdated)
		case "created":
			return r.textInto(&read.Created)
		case "status":
			return r.textInto((*string)(&read.Status))
		case "interactions":
			return r.interactionsInto(&read.Interactions)
		}
		return r.customInto(&read.Custom, CaseObject, name)
	})
	return read, err
}

// typicalCount is how many interactions most cases have at most.
const typicalCount = 4

func (r *jsonReader) interactionsInto(interactions *[]Interaction) error {
	*interactions = nil
	if r.peek() == 'n' {
		return r.literal("null")
	}
	if err := r.mustBegin('[', ArrayValue); err != nil {
		return err
	}
	*interactions = make([]Interaction, 0, typicalCount)
	return r.elements(func() error {
		if r.peek() == 'n' {
			*interactions = append(*interactions, Interaction{})
			return r.literal("null")
		}
		read, err := r.interactionObject()
		*interactions = append(*interactions, read)
		return err
	})
}

func (r *jsonReader) interactionObject() (read Interaction, err error) {
	err = r.membersOfObject(func(name string) error {
		switch name {
		case "created":
			return r.textInto(&read.Created)
		case "body":
			return r.textInto(&read.Body)
		case "linkUrl":
			return r.textInto(&read.LinkURL)
		case "serviceId":
			return r.textInto(&read.ServiceID)
		case "service":
			return r.textInto(&read.Service)
		case "contentType":
			return r.textInto(&read.ContentType)
		case "author":
			return r.authorInto(&read.Author)
		}
		_, err := r.value()
		return err
	})
	return read, err
}

func (r *jsonReader) authorInto(author **Author) error {
	*author = nil
	if r.peek() == 'n' {
		return r.literal("null")
	}
	read := &Author{}
	*author = read
	return r.membersOfObject(func(name string) error {
		switch name {
		case "service":
			return r.textInto(&read.Service)
		case "serviceId":
			return r.textInto(&read.ServiceID)
		case "handle":
			return r.textInto(&read.Handle)
		case "name":
			return r.textInto(&read.Name)
		case "brandOwned":
			return r.booleanInto(&read.BrandOwned)
		}
		_, err := r.value()
		return err
	})
}

func (r *jsonReader) customerObject() (read Customer, err error) {
	err = r.membersOfObject(func(name string) error {
		switch name {
		case "id":
			return r.textInto(&read.ID)
		case "url":
			return r.textInto(&read.URL)
		}
		return r.customInto(&read.Custom, CustomerObject, name)
	})
	return read, err
}
