package surprises

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"casemock/contracts/caseapi"
	"casemock/mockserver/sandbox"
)

// A JSON document keeps the order of its members: objects are *object, arrays *array, strings string, numbers
// json.Number, booleans bool, and null nil.

type object struct{ members []member }

type member struct {
	name  string
	value any
}

type array struct{ elements []any }

// get is the value of a member; nil where there is none.
func (o *object) get(name string) any {
	for _, member := range o.members {
		if member.name == name {
			return member.value
		}
	}
	return nil
}

func (o *object) has(name string) bool {
	for _, member := range o.members {
		if member.name == name {
			return true
		}
	}
	return false
}

// set gives a member another value, or adds it at the end.
func (o *object) set(name string, value any) {
	for i := range o.members {
		if o.members[i].name == name {
			o.members[i].value = value
			return
		}
	}
	o.members = append(o.members, member{name, value})
}

// remove takes a member away; false where there is none.
func (o *object) remove(name string) bool {
	for i := range o.members {
		if o.members[i].name == name {
			o.members = append(o.members[:i], o.members[i+1:]...)
			return true
		}
	}
	return false
}

// objectsOf are the objects of an array, or the one object; none of what is neither.
func objectsOf(value any) []*object {
	switch value := value.(type) {
	case *object:
		return []*object{value}
	case *array:
		var all []*object
		for _, element := range value.elements {
			if one, ok := element.(*object); ok {
				all = append(all, one)
			}
		}
		return all
	}
	return nil
}

// everyObject visits the objects of a document, the inner ones first.
func everyObject(value any, visit func(*object)) {
	switch value := value.(type) {
	case *object:
		for _, member := range value.members {
			everyObject(member.value, visit)
		}
		visit(value)
	case *array:
		for _, element := range value.elements {
			everyObject(element, visit)
		}
	}
}

// decode reads a body of the sandbox, which is JSON as it says.
func decode(body sandbox.Body) any {
	var text bytes.Buffer
	_, _ = body.WriteTo(&text)
	value, err := decodeValue(jsontext.NewDecoder(&text))
	if err != nil {
		panic(fmt.Sprintf("the sandbox has answered what is no JSON: %v", err))
	}
	return value
}

func decodeValue(from *jsontext.Decoder) (any, error) {
	token, err := from.ReadToken()
	if err != nil {
		return nil, err
	}
	switch token.Kind() {
	case '{':
		return decodeObject(from)
	case '[':
		return decodeArray(from)
	case '"':
		return token.String(), nil
	case '0':
		return json.Number(token.String()), nil
	case 'n':
		return nil, nil
	}
	return token.Bool(), nil
}

func decodeObject(from *jsontext.Decoder) (any, error) {
	decoded := &object{}
	for from.PeekKind() != '}' {
		name, err := from.ReadToken()
		if err != nil {
			return nil, err
		}
		named := name.String() // the token is good until the next one is read
		value, err := decodeValue(from)
		if err != nil {
			return nil, err
		}
		decoded.members = append(decoded.members, member{named, value})
	}
	_, err := from.ReadToken()
	return decoded, err
}

func decodeArray(from *jsontext.Decoder) (any, error) {
	decoded := &array{}
	for from.PeekKind() != ']' {
		value, err := decodeValue(from)
		if err != nil {
			return nil, err
		}
		decoded.elements = append(decoded.elements, value)
	}
	_, err := from.ReadToken()
	return decoded, err
}

func encode(document any) []byte { return appendValue(nil, document) }

func appendValue(to []byte, value any) []byte {
	switch value := value.(type) {
	case *object:
		to = append(to, '{')
		for i, member := range value.members {
			if i > 0 {
				to = append(to, ',')
			}
			to = append(caseapi.AppendString(to, member.name), ':')
			to = appendValue(to, member.value)
		}
		return append(to, '}')
	case *array:
		to = append(to, '[')
		for i, element := range value.elements {
			if i > 0 {
				to = append(to, ',')
			}
			to = appendValue(to, element)
		}
		return append(to, ']')
	case string:
		return caseapi.AppendString(to, value)
	case json.Number:
		return append(to, value...)
	}
	return append(to, fmt.Sprint(jsonWord(value))...)
}

// jsonWord is a boolean or null.
func jsonWord(value any) string {
	switch value {
	case true:
		return "true"
	case false:
		return "false"
	}
	return "null"
}
