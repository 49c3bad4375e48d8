package caseapi_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
)

// shape is what a Go type and a schema have in common.
type shape struct {
	Name     string
	Type     caseapi.Type
	Optional bool
	Items    caseapi.Type
}

func TestTypesAgreeWithSchemas(t *testing.T) {
	t.Parallel()
	api := caseapi.New(caseapi.ObjectStructures{}) // Go types have no custom fields
	for name, value := range map[caseapi.SchemaName]any{
		caseapi.CaseSchema:            caseapi.Case{},
		caseapi.InteractionSchema:     caseapi.Interaction{},
		caseapi.AuthorSchema:          caseapi.Author{},
		caseapi.NewInteractionSchema:  caseapi.Interaction{},
		caseapi.NewAuthorSchema:       caseapi.Author{},
		caseapi.CustomerSchema:        caseapi.Customer{},
		caseapi.ObjectStructureSchema: caseapi.ObjectStructure{},
		caseapi.FieldSchema:           caseapi.Field{},
		caseapi.ListValueSchema:       caseapi.ListValue{},
		caseapi.FieldErrorSchema:      caseapi.FieldError{},
		caseapi.BadRequestSchema:      caseapi.BadRequest{},
		caseapi.ServerErrorSchema:     caseapi.ErrorBody{},
	} {
		t.Run(string(name), func(t *testing.T) {
			t.Parallel()
			want, got := shapesOfSchema(api.Schema(name)), shapesOfType(reflect.TypeOf(value))
			want = slices.DeleteFunc(want, func(documented shape) bool { return isKeptByName(documented, value, got) })
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the type differs from its schema: what is no string needs a field in objects.go, "+
					"encoding.go and changes.go (-schema +type):\n%s", diff)
			}
		})
	}
}

// isKeptByName reports whether a type without a field for a documented string keeps it beside the others.
func isKeptByName(documented shape, value any, fields []shape) bool {
	switch value.(type) {
	case caseapi.Case, caseapi.Customer, caseapi.Interaction, caseapi.Author:
		return documented.Type == caseapi.StringValue && !slices.ContainsFunc(fields,
			func(field shape) bool { return field.Name == documented.Name })
	}
	return false
}

func shapesOfSchema(schema *caseapi.Schema) []shape {
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
		if structure == reflect.TypeFor[caseapi.Case]() && name == "interactions" {
			shape.Optional = true
		}
		shapes = append(shapes, shape)
	}
	return shapes
}

func typeOf(goType reflect.Type) caseapi.Type {
	switch goType.Kind() {
	case reflect.String:
		return caseapi.StringValue
	case reflect.Bool:
		return caseapi.BooleanValue
	case reflect.Slice:
		return caseapi.ArrayValue
	case reflect.Pointer:
		return typeOf(goType.Elem())
	case reflect.Struct:
		return caseapi.ObjectValue
	}
	return "no JSON type: " + caseapi.Type(goType.String())
}

func TestStatusAgreesWithTheSchema(t *testing.T) {
	t.Parallel()
	want := []string{string(caseapi.Open), string(caseapi.Closed)}
	got := companyAPI().Schema(caseapi.CaseSchema).Property("status").Schema.Enum
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the allowed statuses (-type +schema):\n%s", diff)
	}
}

func TestSameOrigin(t *testing.T) {
	t.Parallel()
	post := caseapi.Interaction{Service: "facebook", ServiceID: "1", Body: "before"}
	for _, test := range []struct {
		reason string
		other  caseapi.Interaction
		want   bool
	}{
		{"edited", caseapi.Interaction{Service: "facebook", ServiceID: "1", Body: "after"}, true},
		{"another post", caseapi.Interaction{Service: "facebook", ServiceID: "2"}, false},
		{"another service", caseapi.Interaction{Service: "twitter", ServiceID: "1"}, false},
	} {
		if got := post.SameOrigin(test.other); got != test.want {
			t.Errorf("%s: %t, want %t", test.reason, got, test.want)
		}
	}
}
