package mockserver_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
)

// TestEveryDocumentedFieldIsKept fills every property of what each operation takes, and reads it back: a field that
// was added to a schema alone is not to be answered with 201 and lost. The comment of package caseapi says how to add
// one.
func TestEveryDocumentedFieldIsKept(t *testing.T) {
	t.Parallel()
	client := start(t)
	api := caseapi.New(fixtures.DefaultStructures())
	for _, test := range []struct {
		create, update string
		object         caseapi.ObjectType
		shown          caseapi.SchemaName
	}{
		{"/case", "/case/", caseapi.CaseObject, caseapi.CaseSchema},
		{"/customer", "/customer/", caseapi.CustomerObject, caseapi.CustomerSchema},
	} {
		t.Run(string(test.object), func(t *testing.T) {
			t.Parallel()
			client := client.on(t)
			created := filled(api.Schema(operationAt("POST", test.create).Request), "new")
			answer := read[map[string]any](client.post(test.create, text(t, created)).want(201, "sandbox"))
			path := test.update + answer["id"].(string)
			isKept(t, created, answer)
			isKept(t, created, read[map[string]any](client.get(path)))
			hasAll(t, string(test.object), api.Schema(test.shown), answer)

			changed := filled(api.Schema(operationAt("PATCH", path).Request), "changed")
			isKept(t, changed, read[map[string]any](client.patch(path, text(t, changed)).want(201, "sandbox")))
			isKept(t, changed, read[map[string]any](client.get(path)))
		})
	}
}

// TestEveryDocumentedFieldIsShown holds that seeded data has every property.
func TestEveryDocumentedFieldIsShown(t *testing.T) {
	t.Parallel()
	client := start(t)
	api := caseapi.New(fixtures.DefaultStructures())
	hasAll(t, "case", api.Schema(caseapi.CaseSchema), read[map[string]any](client.get("/case/1001")))
	hasAll(t, "customer", api.Schema(caseapi.CustomerSchema), read[map[string]any](client.get("/customer/C-1001")))
	for path, schema := range map[string]caseapi.SchemaName{
		"/cases/1001": caseapi.CaseSchema, "/customers/C-1001": caseapi.CustomerSchema,
	} {
		page := client.get(path, "Accept: text/html")
		for name := range caseapi.Further(schema) {
			page.contains(name)
		}
	}
}

// filled has a value in every property, another one for another mark.
func filled(schema *caseapi.Schema, mark string) map[string]any {
	object := map[string]any{}
	for _, property := range schema.Properties {
		if !property.Schema.OtherSpelling {
			object[property.Name] = valueOf(property, mark)
		}
	}
	return object
}

func valueOf(property caseapi.Property, mark string) any {
	schema := property.Schema
	switch {
	case property.Name == "customerId":
		return map[string]any{"new": "C-1001", "changed": "C-1002"}[mark]
	case len(schema.Enum) > 0 && mark == "changed":
		return schema.Enum[len(schema.Enum)-1]
	case len(schema.Enum) > 0 || schema.Format != "":
		return schema.Sample()
	case schema.Type == caseapi.BooleanValue:
		return mark == "new"
	case schema.Type == caseapi.ArrayValue:
		return []any{valueOf(caseapi.Property{Schema: schema.Items}, mark)}
	case schema.Type == caseapi.ObjectValue:
		return filled(schema, mark)
	}
	return mark + " " + property.Name
}

func text(t *testing.T, object map[string]any) string {
	t.Helper()
	encoded, err := caseapi.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	return string(encoded)
}

// isKept compares what was sent with the same properties of an answer; of an array, with its last elements.
func isKept(t *testing.T, sent, answer map[string]any) {
	t.Helper()
	shown := map[string]any{}
	for name, value := range answer {
		_, wasSent := sent[name]
		list, isList := value.([]any)
		if added, _ := sent[name].([]any); isList && len(list) > len(added) {
			value = list[len(list)-len(added):]
		}
		if wasSent {
			shown[name] = value
		}
	}
	if diff := cmp.Diff(sent, shown); diff != "" {
		t.Errorf("what was answered with 201 is not as it was sent (-sent +shown):\n%s", diff)
	}
}

// hasAll finds the properties of a schema that a value does not have.
func hasAll(t *testing.T, path string, schema *caseapi.Schema, value any) {
	t.Helper()
	if list, isList := value.([]any); isList && schema.Items != nil {
		for i, element := range list {
			hasAll(t, fmt.Sprintf("%s[%d]", path, i), schema.Items, element)
		}
		return
	}
	object, _ := value.(map[string]any)
	for _, property := range schema.Properties {
		shown, has := object[property.Name]
		if !has {
			t.Errorf("%s has no %s, only %v", path, property.Name, slices.Sorted(maps.Keys(object)))
			continue
		}
		hasAll(t, path+"."+property.Name, property.Schema, shown)
	}
}
