package openapi_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"casemock/contracts/caseapi"
	"casemock/contracts/openapi"
)

// versions are all in which the document can be had.
func versions() []openapi.Version {
	return []openapi.Version{openapi.V31, openapi.V30}
}

func parsed(t *testing.T, api *caseapi.API, version openapi.Version) any {
	t.Helper()
	var document any
	if err := yaml.Unmarshal(openapi.Write(api, version, "https://crm.example.com"), &document); err != nil {
		t.Fatal(err)
	}
	return document
}

// eachObject visits the objects of a document with the JSON pointers to them.
func eachObject(value any, pointer string, visit func(pointer string, object map[string]any)) {
	switch value := value.(type) {
	case map[string]any:
		visit(pointer, value)
		for name, member := range value {
			escaped := strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
			eachObject(member, pointer+"/"+escaped, visit)
		}
	case []any:
		for i, element := range value {
			eachObject(element, fmt.Sprintf("%s/%d", pointer, i), visit)
		}
	}
}

// TestEveryExampleIsRight holds each example against the schema beside it, as somebody else's
// validator reads it, and wants one for each parameter, request body and answer.
func TestEveryExampleIsRight(t *testing.T) {
	t.Parallel()
	for _, version := range versions() {
		t.Run(string(version), func(t *testing.T) {
			t.Parallel()
			document := parsed(t, companyAPI(), version)
			compiler := compiler()
			if err := compiler.AddResource("openapi.yaml", document); err != nil {
				t.Fatal(err)
			}
			eachObject(document, "", func(pointer string, object map[string]any) {
				_, described := object["schema"].(map[string]any)
				if !described || strings.Contains(pointer, "/example/") {
					return
				}
				schema, err := compiler.Compile("openapi.yaml#" + pointer + "/schema")
				if err != nil {
					t.Fatal(err)
				}
				wantRight(t, pointer, schema, object["example"])
			})
			eachObject(document, "", func(pointer string, object map[string]any) {
				for _, example := range schemaExamples(object) {
					schema, err := compiler.Compile("openapi.yaml#" + pointer)
					if err != nil {
						t.Fatal(err)
					}
					wantRight(t, pointer, schema, example)
				}
			})
		})
	}
}

// schemaExamples are the examples of an object that is a schema itself.
func schemaExamples(object map[string]any) []any {
	if _, is := object["type"].(string); !is {
		return nil
	}
	several, _ := object["examples"].([]any)
	if one, is := object["example"]; is {
		several = append(several, one)
	}
	return several
}

func wantRight(t *testing.T, pointer string, schema *jsonschema.Schema, example any) {
	t.Helper()
	if example == nil {
		t.Errorf("%s has no example", pointer)
	} else if err := schema.Validate(example); err != nil {
		t.Errorf("%s: %v", pointer, err)
	}
}

// TestEveryOperationIsTold wants of each operation what people and generators go by, and a body for
// each answer that has one.
func TestEveryOperationIsTold(t *testing.T) {
	t.Parallel()
	for _, version := range versions() {
		document, _ := parsed(t, companyAPI(), version).(map[string]any)
		eachObject(document["paths"], "", func(pointer string, object map[string]any) {
			if _, operation := object["responses"]; operation {
				for _, name := range []string{"operationId", "summary", "description", "tags"} {
					if object[name] == nil {
						t.Errorf("%s has no %s", pointer, name)
					}
				}
			}
			if _, parameter := object["in"]; parameter && object["description"] == "" {
				t.Errorf("%s has no description", pointer)
			}
		})
		for _, operation := range caseapi.Operations() {
			answers := at(document, "paths", operation.Path, strings.ToLower(operation.Method), "responses")
			for _, response := range operation.Responses {
				content := at(answers, fmt.Sprint(response.Status))["content"]
				if (content == nil) != (response.Status == 204) {
					t.Errorf("%s %d has the content %v", operation.Name, response.Status, content)
				}
				text := at(answers, fmt.Sprint(response.Status), "content", "text/plain")
				if slices.Contains([]int{401, 404}, response.Status) && text["example"] != response.Meaning {
					t.Errorf("%s %d is %v, want the text %q", operation.Name, response.Status, text, response.Meaning)
				}
			}
		}
	}
}

// at follows names into a document.
func at(value any, names ...string) map[string]any {
	for _, name := range names {
		object, _ := value.(map[string]any)
		value = object[name]
	}
	object, _ := value.(map[string]any)
	return object
}

// TestStructureExampleIsTheCompanys: who reads the example sees the fields that there are.
func TestStructureExampleIsTheCompanys(t *testing.T) {
	t.Parallel()
	for _, structures := range []caseapi.ObjectStructures{company(), {}} {
		document := parsed(t, caseapi.New(structures), openapi.V31)
		answer := at(document, "paths", "/meta/object/{type}", "get", "responses", "200", "content",
			"application/json")
		want, err := caseapi.Marshal(structures.Of(caseapi.CaseObject))
		if err != nil {
			t.Fatal(err)
		}
		var plain any
		if err := json.Unmarshal(want, &plain); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(plain, answer["example"]); diff != "" {
			t.Errorf("-served +shown:\n%s", diff)
		}
	}
}

// TestNoExampleOfWhatCannotBe: without custom fields there is nothing that could be sent.
func TestNoExampleOfWhatCannotBe(t *testing.T) {
	t.Parallel()
	document := parsed(t, caseapi.New(caseapi.ObjectStructures{}), openapi.V31)
	for _, operation := range []string{"/customer", "/customers"} {
		content := at(document, "paths", operation, "post", "requestBody", "content", "application/json")
		if content["schema"] == nil || content["example"] != nil {
			t.Errorf("%s takes %v", operation, content)
		}
	}
}

// TestRenditions wants the words of each version alone, and of both nothing of which a generator makes
// a union without types.
func TestRenditions(t *testing.T) {
	t.Parallel()
	numbers := map[openapi.Version]string{openapi.V30: "3.0.3", openapi.V31: "3.1.0"}
	strange := map[openapi.Version][]string{
		openapi.V30: {"examples", "const", "$defs", "prefixItems", "patternProperties"},
		openapi.V31: {"nullable"},
	}
	for _, version := range versions() {
		document, _ := parsed(t, companyAPI(), version).(map[string]any)
		if document["openapi"] != numbers[version] {
			t.Errorf("%s is openapi %v", version, document["openapi"])
		}
		eachObject(document, "", func(pointer string, object map[string]any) {
			for _, word := range append(strange[version], "anyOf", "oneOf", "allOf", "not") {
				if _, is := object[word]; is {
					t.Errorf("%s: %s has %s", version, pointer, word)
				}
			}
			if object["$ref"] != nil && len(object) > 1 {
				t.Errorf("%s: %s says something beside $ref, which 3.0 ignores", version, pointer)
			}
			_, exclusive := object["exclusiveMinimum"].(bool)
			_, types := object["type"].([]any)
			if version == openapi.V30 && (types || !exclusive && object["exclusiveMinimum"] != nil) {
				t.Errorf("%s: %s is %v", version, pointer, object)
			}
		})
	}
	if _, err := openapi.ParseVersion("2.0"); err == nil ||
		err.Error() != `"2.0" must be 3.1 or 3.0` {
		t.Errorf("got %v", err)
	}
}

// TestCustomerIDInProse: that one of two spellings is needed stands in a description; the check asks
// for it as before.
func TestCustomerIDInProse(t *testing.T) {
	t.Parallel()
	schemas := at(parsed(t, companyAPI(), openapi.V31), "components", "schemas")
	said, _ := at(schemas, "NewCase")["description"].(string)
	if want := "One of customerId and customId is required."; !strings.Contains(said, want) {
		t.Errorf("the description is %q, want %q in it", said, want)
	}
	for body, fine := range map[string]bool{
		`{"title":"a"}`: false, `{"title":"a","customId":"C-1"}`: true, `{"title":"a","customerId":"C-1"}`: true,
	} {
		value, _ := caseapi.Decode([]byte(body))
		if got := companyAPI().ValidateBody(caseapi.NewCaseSchema, value); (got == nil) != fine {
			t.Errorf("%s: %v", body, got)
		}
	}
}

// TestCustomFieldsHaveExamples shows values that an object has in them, where the fields allow them.
func TestCustomFieldsHaveExamples(t *testing.T) {
	t.Parallel()
	structures := company()
	structures.Case = structures.Case.WithExamples(map[string]string{
		"customCasePropertyOne": "retail", "tier": "silver", "urgent": "perhaps"})
	for _, version := range versions() {
		document := parsed(t, caseapi.New(structures), version)
		kase := at(document, "paths", "/case", "post", "requestBody", "content", "application/json", "example")
		customer := at(document, "paths", "/customers", "post", "requestBody", "content", "application/json",
			"example")
		for name, want := range map[string]string{
			"customCasePropertyOne": "retail", "tier": "silver", "urgent": "true"} {
			if kase[name] != want {
				t.Errorf("%s: %s is %v, want %s", version, name, kase[name], want)
			}
			property := at(document, "components", "schemas", "Case", "properties", name)
			if examples := schemaExamples(property); len(examples) != 1 || examples[0] != want {
				t.Errorf("%s: the property %s has the examples %v, want %s", version, name, examples, want)
			}
		}
		if customer["name"] != "any text" || customer["tier"] != nil || kase["customId"] != nil {
			t.Errorf("%s: the examples are %v and %v", version, customer, kase)
		}
	}
}
