package creation

import (
	"testing"

	"casemock/contracts/caseapi"
)

// TestValuesDifferFromRunToRun draws as many as a server may keep of some runs. Two runs begin at random in
// a hundred million phone numbers.
func TestValuesDifferFromRunToRun(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"phone", "mail", "website", "number"} {
		seen := map[string]bool{}
		for range 10 {
			values := NewValues()
			for range 20 {
				value := values.Field(caseapi.Field{Name: name, Type: caseapi.Text})
				if seen[value] {
					t.Fatalf("%s is %q once more", name, value)
				}
				seen[value] = true
			}
		}
	}
}

func TestAFieldGetsAValueThatItAllows(t *testing.T) {
	t.Parallel()
	values := NewValues()
	list := caseapi.Field{Name: "segment", Type: caseapi.SingleSelectList, ListValues: []caseapi.ListValue{
		{Name: "Private", Value: "private"}, {Name: "Business", Value: "business"}}}
	for _, test := range []struct {
		field        caseapi.Field
		value, other string
	}{
		{caseapi.Field{Name: "vip", Type: caseapi.Checkbox}, "true", "false"},
		{list, "private", "business"},
		{caseapi.Field{Name: "country", Type: caseapi.Text}, "Germany", "Germany"},
		{caseapi.Field{Name: "f7", Label: "Postal code", Type: caseapi.Text}, "10115", "10115"},
	} {
		unusual := values.Unusual([]caseapi.Field{test.field})[test.field.Name]
		if value, other := values.Field(test.field), values.Other(test.field); value != test.value ||
			other != test.other || unusual != test.other {
			t.Errorf("%s: got %q, %q, %q", test.field.Name, value, other, unusual)
		}
	}
}

// Posts with one id on two services keep having one.
func TestPostsAreRenewedAlike(t *testing.T) {
	t.Parallel()
	renewed := map[string]string{}
	post := func(id string) map[string]any {
		made := map[string]any{"serviceId": id, "linkUrl": "https://x.example/" + id + "?a", "body": "Where is it?"}
		NewValues().Renew(made, renewed)
		return made
	}
	first, again, other, none := post("0071"), post("0071"), post("9"), post("")
	if first["serviceId"] == "0071" || first["serviceId"] != again["serviceId"] ||
		first["serviceId"] == other["serviceId"] || first["body"] == again["body"] {
		t.Errorf("got %v, %v, %v", first, again, other)
	}
	if want := "https://x.example/" + first["serviceId"].(string) + "?a"; first["linkUrl"] != want {
		t.Errorf("got %v, want %s", first["linkUrl"], want)
	}
	if none["body"] != "Where is it?" {
		t.Errorf("a post without an id became %v", none)
	}
}
