package record

import (
	"maps"
	"slices"

	"casemock/contracts/caseapi"
)

// kind says what a text is about, and so what can take its place.
type kind int

const (
	guessed  kind = iota // nobody says: by how it looks, see [inventor.guess]
	prose                // sentences
	person               // a name
	handle               // on a social service
	mail                 // an address
	phone                // a number
	link                 // a URL
	code                 // an id or a number: letters and digits that mean nothing
	day                  // a date
	moment               // a date-time
	term                 // a word of the API or the company, such as a service
	saying               // what a server says of an error
	label                // a few words that a company keeps of somebody
	verbatim             // nothing about anybody
)

// place is where a text stands.
type place struct {
	object caseapi.ObjectType // whose custom fields may stand there; empty: nobody's
	parent string             // the property in which the object stands that has the text; empty: the body itself
	name   string             // the property; of an element of a list, that of the list
}

// fields are the documented properties that are texts, by their name; another in author comes first.
var fields = map[string]kind{
	"id": code, "number": code, "customerId": code, "customId": code, "title": prose, "description": prose,
	"url": link, "lastUpdated": moment, "created": moment, "status": term,

	"body": prose, "linkUrl": link, "serviceId": code, "service": term, "contentType": term,

	"handle": handle, "name": person,

	"displayName": person, "screenName": handle, "profileUrl": link, "email": mail, "phoneNumbers": phone,
	"orderNumbers": code, "caseNumbers": code, "accountNumbers": code,
	"streetOne": label, "streetTwo": label, "city": label, "state": label, "zip": code,

	"error": term, "message": saying, "errorMessage": saying,
}

// kindAt is what the documents say of a text, if they do.
func kindAt(at place) kind {
	if at.object != "" && !caseapi.Documented(at.object, at.name) {
		return guessed
	}
	if at.parent == "fields" && at.name == "name" { // what a 400 calls a property
		return term
	}
	return fields[at.name]
}

// each copies a decoded JSON value with each text put through change; numbers are texts for it, too.
func each(at place, value any, change func(at place, value any) any) any {
	switch value := value.(type) {
	case map[string]any:
		copied := make(map[string]any, len(value))
		for _, name := range slices.Sorted(maps.Keys(value)) { // the first one of a kind is always the same
			copied[name] = each(at.below(name), value[name], change)
		}
		return copied
	case []any:
		copied := make([]any, len(value))
		for i, element := range value {
			copied[i] = each(at, element, change)
		}
		return copied
	case nil, bool:
		return value
	}
	return change(at, value)
}

// below is the place of a property. Only the object itself has custom fields, not what stands in it.
func (at place) below(name string) place {
	if at.name == "" {
		return place{object: at.object, name: name}
	}
	return place{parent: at.name, name: name}
}
