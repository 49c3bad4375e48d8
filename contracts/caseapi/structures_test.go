package caseapi_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
)

func TestObjectStructureValidate(t *testing.T) {
	t.Parallel()
	text := func(name string) caseapi.Field {
		return caseapi.Field{Name: name, Label: "L", Type: caseapi.Text}
	}
	choices := func(choices ...caseapi.ListValue) caseapi.Field {
		return caseapi.Field{Name: "tier", Label: "L", Type: caseapi.SingleSelectList,
			ListValues: choices}
	}
	const nameRule = "must start with a letter and hold letters, digits, _ and - alone"
	for _, test := range []struct {
		reason string
		object caseapi.ObjectType
		fields []caseapi.Field
		want   []string
	}{
		{"no fields", caseapi.CaseObject, nil, nil},
		{"each type", caseapi.CaseObject, company().Case.Fields, nil},
		{"names", caseapi.CaseObject, []caseapi.Field{text("a"), text("A1_b-c")}, nil},
		{"names that are no names", caseapi.CaseObject,
			[]caseapi.Field{text(""), text("1a"), text("a b"), text("a.b"), text("größe"), text("a\n")},
			[]string{`fields[0]: name "" ` + nameRule, `fields[1]: name "1a" ` + nameRule,
				`fields[2]: name "a b" ` + nameRule, `fields[3]: name "a.b" ` + nameRule,
				`fields[4]: name "größe" ` + nameRule, `fields[5]: name "a\n" ` + nameRule}},
		{"no label", caseapi.CaseObject, []caseapi.Field{{Name: "a", Type: caseapi.Text}},
			[]string{"fields[0]: label is required: it is what an agent reads"}},
		{"a type that is none", caseapi.CaseObject,
			[]caseapi.Field{{Name: "a", Label: "L", Type: "date"}, {Name: "b", Label: "L"}}, []string{
				`fields[0]: type "date" must be one of text, textarea, single_sel_list, checkbox`,
				`fields[1]: type "" must be one of text, textarea, single_sel_list, checkbox`}},
		{"choices of a text", caseapi.CaseObject,
			[]caseapi.Field{{Name: "a", Label: "L", Type: caseapi.Checkbox,
				ListValues: []caseapi.ListValue{{Name: "n", Value: "v"}}}},
			[]string{"fields[0]: listValues belong to a single_sel_list alone, not to a checkbox"}},
		{"no choices", caseapi.CaseObject, []caseapi.Field{choices()},
			[]string{"fields[0]: a single_sel_list needs listValues"}},
		{"half a choice", caseapi.CaseObject, []caseapi.Field{choices(
			caseapi.ListValue{Name: "n"}, caseapi.ListValue{Value: "v"})},
			[]string{"fields[0]: listValues[0] needs a name and a value",
				"fields[0]: listValues[1] needs a name and a value"}},
		{"a choice twice", caseapi.CaseObject, []caseapi.Field{choices(
			caseapi.ListValue{Name: "n", Value: "v"}, caseapi.ListValue{Name: "m", Value: "v"})},
			[]string{`fields[0]: listValues[1] repeats the value "v"`}},
		{"a name twice", caseapi.CustomerObject, []caseapi.Field{text("a"), text("b"), text("a")},
			[]string{`fields[2]: the name "a" is used twice`}},
		{"names that are taken, on a case", caseapi.CaseObject,
			[]caseapi.Field{text("title"), text("interactions"), text("customId")}, []string{
				`fields[0]: "title" is a documented property of a case, choose another name`,
				`fields[1]: "interactions" is a documented property of a case, choose another name`,
				`fields[2]: "customId" is a documented property of a case, choose another name`}},
		{"names that are taken, on a customer", caseapi.CustomerObject,
			[]caseapi.Field{text("id"), text("url"), text("title")}, []string{
				`fields[0]: "id" is a documented property of a customer, choose another name`,
				`fields[1]: "url" is a documented property of a customer, choose another name`}},
		{"everything at once", caseapi.CaseObject,
			[]caseapi.Field{{Name: "1", Type: "x"}, {Name: "id", Label: "L", Type: caseapi.Text}},
			[]string{`fields[0]: name "1" ` + nameRule,
				"fields[0]: label is required: it is what an agent reads",
				`fields[0]: type "x" must be one of text, textarea, single_sel_list, checkbox`,
				`fields[1]: "id" is a documented property of a case, choose another name`}},
	} {
		t.Run(test.reason, func(t *testing.T) {
			t.Parallel()
			structure := caseapi.ObjectStructure{Name: test.object, Fields: test.fields}
			var got []string
			for _, problem := range structure.Validate() {
				got = append(got, problem.Error())
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestDocumented(t *testing.T) {
	t.Parallel()
	for object, names := range map[caseapi.ObjectType]map[string]bool{
		caseapi.CaseObject: {"id": true, "number": true, "customerId": true, "title": true,
			"description": true, "url": true, "lastUpdated": true, "created": true, "status": true,
			"interactions": true, "customId": true, "customCasePropertyOne": false, "Title": false},
		caseapi.CustomerObject: {"id": true, "url": true, "name": false, "customId": false, "": false},
		"agent":                {"id": false},
	} {
		for name, want := range names {
			if got := caseapi.Documented(object, name); got != want {
				t.Errorf("Documented(%s, %s) = %t", object, name, got)
			}
		}
	}
}

func TestObjectStructuresOf(t *testing.T) {
	t.Parallel()
	structures := company()
	structures.Case.Name, structures.Customer.Name = "", "" // as a caller may leave them
	for _, object := range caseapi.ObjectTypes() {
		if got := structures.Of(object); got.Name != object || len(got.Fields) == 0 {
			t.Errorf("Of(%s) = %+v", object, got)
		}
	}
	if got := structures.Of("agent"); got.Name != "" || got.Fields != nil {
		t.Errorf("Of(agent) = %+v", got)
	}
	field, ok := structures.Customer.Field("tier")
	if !ok || field.Label != "Club tier" {
		t.Errorf("the field tier is %+v, %t", field, ok)
	}
	if field, ok := structures.Customer.Field("Tier"); ok {
		t.Errorf("there is no field Tier, and yet %+v", field)
	}
}
