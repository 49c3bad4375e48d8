package contracts_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts"
)

// shape is what a Go type and a schema have in common.
type shape struct {
	Name     string
	Type     contracts.Type
	Optional bool
	Items    contracts.Type
}

func TestTypesAgreeWithSchemas(t *testing.T) {
	t.Parallel()
	api := contracts.New(contracts.ObjectStructures{}) // Go types have no custom fields
	for name, value := range map[contracts.SchemaName]any{
		contracts.CaseSchema:            contracts.Case{},
		contracts.InteractionSchema:     contracts.Interaction{},
		contracts.AuthorSchema:          contracts.Author{},
		contracts.NewInteractionSchema:  contracts.Interaction{},
		contracts.NewAuthorSchema:       contracts.Author{},
		contracts.CustomerSchema:        contracts.Customer{},
		contracts.ObjectStructureSchema: contracts.ObjectStructure{},
		contracts.FieldSchema:           contracts.Field{},
		contracts.ListValueSchema:       contracts.ListValue{},
		contracts.FieldErrorSchema:      contracts.FieldError{},
		contracts.BadRequestSchema:      contracts.BadRequest{},
		contracts.ServerErrorSchema:     contracts.ErrorBody{},
	} {
		t.Run(string(name), func(t *testing.T) {
			t.Parallel()
			want, got := shapesOfSchema(api.Schema(name)), shapesOfType(reflect.TypeOf(value))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the type differs from its schema (-schema +type):\n%s", diff)
			}
		})
	}
}

func shapesOfSchema(schema *contracts.Schema) []shape {
	var shapes []shape
	for _, property := range schema.Properties {
		shape := shape{property.Name, property.Schema.Type, !property.Required, ""}
		if property.Schema.Items != nil {
			shape.Items = property.Schema.Items.Type
		}
		shapes = append(shapes, shape)
	}
	return shapes
}

func shapesOfType(structure reflect.Type) []shape {
	var shapes []shape
	for field := range structure.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		shape := shape{name, typeOf(field.Type), options == "omitempty", ""}
		if field.Type.Kind() == reflect.Slice {
			shape.Items = typeOf(field.Type.Elem())
		}
		// A case's interactions may be left out, but the fake server does not.
		if structure == reflect.TypeFor[contracts.Case]() && name == "interactions" {
			shape.Optional = true
		}
		shapes = append(shapes, shape)
	}
	return shapes
}

func typeOf(goType reflect.Type) contracts.Type {
	switch goType.Kind() {
	case reflect.String:
		return contracts.StringValue
	case reflect.Bool:
		return contracts.BooleanValue
	case reflect.Slice:
		return contracts.ArrayValue
	case reflect.Pointer:
		return typeOf(goType.Elem())
	case reflect.Struct:
		return contracts.ObjectValue
	}
	return "no JSON type: " + contracts.Type(goType.String())
}

func TestStatusAgreesWithTheSchema(t *testing.T) {
	t.Parallel()
	want := []string{string(contracts.Open), string(contracts.Closed)}
	got := companyAPI().Schema(contracts.CaseSchema).Property("status").Schema.Enum
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the allowed statuses (-type +schema):\n%s", diff)
	}
}

func TestSameOrigin(t *testing.T) {
	t.Parallel()
	post := contracts.Interaction{Service: "facebook", ServiceID: "1", Body: "before"}
	for _, test := range []struct {
		reason string
		other  contracts.Interaction
		want   bool
	}{
		{"edited", contracts.Interaction{Service: "facebook", ServiceID: "1", Body: "after"}, true},
		{"another post", contracts.Interaction{Service: "facebook", ServiceID: "2"}, false},
		{"another service", contracts.Interaction{Service: "twitter", ServiceID: "1"}, false},
	} {
		if got := post.SameOrigin(test.other); got != test.want {
			t.Errorf("%s: %t, want %t", test.reason, got, test.want)
		}
	}
}
