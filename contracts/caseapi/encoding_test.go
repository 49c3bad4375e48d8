package caseapi_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
)

func exampleCase() caseapi.Case {
	return caseapi.Case{
		ID: "1001", Number: "00001001", CustomerID: "C-1001", Title: `"Where" is <my> parcel & when?`,
		Description: "línea 1\nline 2\t🚚", URL: "https://crm.example.com/case/1001?a=1&b=2",
		LastUpdated: "2024-05-02T10:00:00.000Z", Created: "2024-05-01T09:30:00.000Z",
		Status: caseapi.Open,
		Interactions: []caseapi.Interaction{{
			Created: "2024-05-01T09:29:00.000Z", Body: "Where is it?", ServiceID: "123",
			Service: "facebook", ContentType: "post",
			Author: &caseapi.Author{Service: "facebook", ServiceID: "778", Handle: "jane.doe",
				Name: "Jane Doe", BrandOwned: true},
		}},
		Custom: map[string]string{"urgent": "true", "customCasePropertyOne": "", "tier": "gold"},
	}
}

const exampleCaseJSON = `{"id":"1001","number":"00001001","customerId":"C-1001",` +
	`"title":"\"Where\" is <my> parcel & when?","description":"línea 1\nline 2\t🚚",` +
	`"url":"https://crm.example.com/case/1001?a=1&b=2",` +
	`"lastUpdated":"2024-05-02T10:00:00.000Z","created":"2024-05-01T09:30:00.000Z","status":"open",` +
	`"interactions":[{"created":"2024-05-01T09:29:00.000Z","body":"Where is it?","linkUrl":"",` +
	`"serviceId":"123","service":"facebook","contentType":"post","author":{"service":"facebook",` +
	`"serviceId":"778","handle":"jane.doe","name":"Jane Doe","brandOwned":true}}],` +
	`"customCasePropertyOne":"","tier":"gold","urgent":"true"}`

func TestMarshal(t *testing.T) {
	t.Parallel()
	customer := caseapi.Customer{ID: "C-1", URL: "https://crm.example.com/customer/C-1",
		Custom: map[string]string{"name": "Ann <3", "email": "ann@example.com"}}
	const customerJSON = `{"id":"C-1","url":"https://crm.example.com/customer/C-1",` +
		`"email":"ann@example.com","name":"Ann <3"}`
	const emptyCase = `{"id":"","number":"","customerId":"","title":"","description":"","url":"",` +
		`"lastUpdated":"","created":"","status":"","interactions":[]}`
	for _, test := range []struct {
		reason string
		value  any
		want   string
	}{
		{"documented order, then custom fields by name", exampleCase(), exampleCaseJSON},
		{"nil interactions are an empty array", caseapi.Case{}, emptyCase},
		{"cases", []caseapi.Case{{}, exampleCase()}, "[" + emptyCase + "," + exampleCaseJSON + "]"},
		{"no cases", []caseapi.Case(nil), "[]"},
		{"customer", customer, customerJSON},
		{"customer without custom fields", caseapi.Customer{}, `{"id":"","url":""}`},
		{"customers", []caseapi.Customer{customer}, "[" + customerJSON + "]"},
		{"no customers", []caseapi.Customer(nil), "[]"},
		{"an author who is not the brand", caseapi.Case{Interactions: []caseapi.Interaction{
			{Author: &caseapi.Author{}}}}, strings.Replace(emptyCase, "[]", `[{"created":"","body":"",`+
			`"linkUrl":"","serviceId":"","service":"","contentType":"","author":{"service":"",`+
			`"serviceId":"","handle":"","name":"","brandOwned":false}}]`, 1)},
		{"no custom fields are an empty array", caseapi.ObjectStructure{Name: caseapi.CaseObject},
			`{"name":"case","fields":[]}`},
		{"custom fields", caseapi.ObjectStructure{Name: caseapi.CaseObject, Fields: []caseapi.Field{
			{Name: "a", Label: "A & B", Type: caseapi.Text}}}, `{"name":"case","fields":` +
			`[{"name":"a","label":"A & B","type":"text","searchable":false}]}`},
		{"any other value", map[string]string{"a": "<b>"}, `{"a":"<b>"}`},
		{"a case inside another value", map[string]any{"case": exampleCase()},
			`{"case":` + exampleCaseJSON + `}`},
	} {
		t.Run(test.reason, func(t *testing.T) {
			t.Parallel()
			got, err := caseapi.Marshal(test.value)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestMarshalRefusesWhatJSONCannotSay(t *testing.T) {
	t.Parallel()
	if encoded, err := caseapi.Marshal(func() {}); err == nil {
		t.Errorf("a function became %s", encoded)
	}
}

// TestEncodersAgreeWithTags holds the encoders that are written out against encoding/json, which
// goes by the tags of the types.
func TestEncodersAgreeWithTags(t *testing.T) {
	t.Parallel()
	type untouchedCase caseapi.Case // without the methods
	type untouchedCustomer caseapi.Customer
	type untouchedInteraction caseapi.Interaction
	example := exampleCase()
	example.Interactions = append(example.Interactions, caseapi.Interaction{LinkURL: "x"})
	customer := caseapi.Customer{ID: "C-1", URL: "u"}
	for name, pair := range map[string][2]any{
		"case":        {example, untouchedCase(example)},
		"customer":    {customer, untouchedCustomer(customer)},
		"interaction": {example.Interactions[0], untouchedInteraction(example.Interactions[0])},
	} {
		written, err := json.Marshal(pair[0])
		if err != nil {
			t.Fatal(err)
		}
		reflected, err := json.Marshal(pair[1])
		if err != nil {
			t.Fatal(err)
		}
		// The custom fields, which no tag names, come after the documented ones.
		documented := strings.TrimSuffix(string(reflected), "}")
		if !strings.HasPrefix(string(written), documented) {
			t.Errorf("%s\nwritten: %s\n by tag: %s", name, written, reflected)
		}
	}
}

func TestAppendJSONKeepsTheBuffer(t *testing.T) {
	t.Parallel()
	got := string(caseapi.Customer{ID: "C-1"}.AppendJSON([]byte("before ")))
	if want := `before {"id":"C-1","url":""}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzStringsSurviveEncoding(f *testing.F) {
	for _, text := range []string{"", "plain", `"\` + "\b\f\n\r\t\x00\x1f\x7f", "\u2028\u2029\ufeff",
		"🚚é", "\xff\xc0\xaf broken", "</script>&", "\xed\xa0\x80"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		encoded, err := caseapi.Marshal(caseapi.Customer{ID: text, Custom: map[string]string{
			"x" + text: text}})
		if err != nil {
			t.Fatal(err)
		}
		var read caseapi.Customer
		if err := json.Unmarshal(encoded, &read); err != nil {
			t.Fatalf("%s: %v", encoded, err)
		}
		want := strings.ToValidUTF8(text, string(utf8.RuneError))
		if read.ID != want || read.Custom["x"+want] != want {
			t.Errorf("%q came back as %+v", text, read)
		}
		alone, err := caseapi.Marshal(want)
		if got := caseapi.AppendString(nil, text); err != nil || string(got) != string(alone) {
			t.Errorf("%q is appended as %s, not %s (%v)", text, got, alone, err)
		}
	})
}

func TestObjectsSurviveEncoding(t *testing.T) {
	t.Parallel()
	for _, want := range []caseapi.Case{
		exampleCase(),
		{Interactions: []caseapi.Interaction{}},
	} {
		encoded, err := caseapi.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got caseapi.Case
		if err := json.Unmarshal(encoded, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}

func TestUnmarshalCase(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		reason, body string
		want         caseapi.Case
	}{
		{"another company's fields", `{"id":"1","priority":"high","customCasePropertyOne":"x"}`,
			caseapi.Case{ID: "1",
				Custom: map[string]string{"priority": "high", "customCasePropertyOne": "x"}}},
		{"values that are no strings stay JSON", `{"n":1.50,"b":true,"o":{"a":[1, 2]},"s":"\u0041"}`,
			caseapi.Case{Custom: map[string]string{
				"n": "1.50", "b": "true", "o": `{"a":[1, 2]}`, "s": "A"}}},
		{"null is as good as absent", `{"id":"1","priority":null,"interactions":null}`,
			caseapi.Case{ID: "1"}},
		{"a name in other letters is another name", `{"title":"a","Title":"b","TITLE":"c"}`,
			caseapi.Case{Title: "a", Custom: map[string]string{"Title": "b", "TITLE": "c"}}},
		{"the other spelling of customerId is no custom field", `{"customerId":"C-1","customId":"C-1"}`,
			caseapi.Case{CustomerID: "C-1"}},
		{"null as a whole", "null", caseapi.Case{}},
		{"nulls in lists", `{"interactions":[null,{"author":null}]}`,
			caseapi.Case{Interactions: make([]caseapi.Interaction, 2)}},
		{"of two equal names the second counts", `{"title":"a","title":"b","number":"a","number":null,` +
			`"x":"a","x":"b","y":"a","y":null,"interactions":[{}],"interactions":null}`,
			caseapi.Case{Title: "b", Custom: map[string]string{"x": "b"}}},
		{"what is not UTF-8", "{\"title\":\"a\xffb\",\"x\":\"\xff\"}",
			caseapi.Case{Title: "a\ufffdb", Custom: map[string]string{"x": "\ufffd"}}},
	} {
		t.Run(test.reason, func(t *testing.T) {
			t.Parallel()
			var got caseapi.Case
			if err := json.Unmarshal([]byte(test.body), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestUnmarshalErrors(t *testing.T) {
	t.Parallel()
	for body, wants := range map[string][2]string{
		`[]`:       {"reading a case: it must be an object", "reading a customer: it must be an object"},
		`{"id":1}`: {"reading a case: id must be a string", "reading a customer: id must be a string"},
		`{"id":`:   {"unexpected end of JSON input", "unexpected end of JSON input"},
	} {
		kase := caseapi.Case{ID: "before"}
		if err := json.Unmarshal([]byte(body), &kase); err == nil ||
			!strings.HasPrefix(err.Error(), wants[0]) || kase.ID != "before" {
			t.Errorf("%s: %v, and the case is now %+v", body, err, kase)
		}
		customer := caseapi.Customer{ID: "before"}
		if err := json.Unmarshal([]byte(body), &customer); err == nil ||
			!strings.HasPrefix(err.Error(), wants[1]) || customer.ID != "before" {
			t.Errorf("%s: %v, and the customer is now %+v", body, err, customer)
		}
	}
}

func TestUnmarshalErrorsNameThePlace(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"interactions":5}`:                              "interactions must be an array",
		`{"interactions":[5]}`:                            "interactions[0] must be an object",
		`{"interactions":[{"author":5}]}`:                 "interactions[0].author must be an object",
		`{"interactions":[{"author":{"name":[]}}]}`:       "interactions[0].author.name must be a string",
		`{"interactions":[{"author":{"brandOwned":""}}]}`: "interactions[0].author.brandOwned must be a boolean",
	} {
		var kase caseapi.Case
		if err := json.Unmarshal([]byte(body), &kase); err == nil || err.Error() != "reading a case: "+want {
			t.Errorf("%s: got %v, want %s", body, err, want)
		}
	}
}

// FuzzUnmarshalCase reads whatever is JSON: what was read survives being written and read again.
func FuzzUnmarshalCase(f *testing.F) {
	for _, text := range []string{exampleCaseJSON, `{"custom":{"a":[1]},"title":null}`, `{"id":1}`,
		`{"interactions":[{"author":null},{"author":{"brandOwned":null}}]}`, "[]", `{"id":"a","id":"b"}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var read, again caseapi.Case
		if !utf8.Valid(text) || json.Unmarshal(text, &read) != nil {
			return
		}
		encoded, err := caseapi.Marshal(read)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(encoded, &again); err != nil {
			t.Fatalf("%s: %v", encoded, err)
		}
		if read.Interactions == nil {
			read.Interactions = []caseapi.Interaction{} // as which nil is written
		}
		if diff := cmp.Diff(read, again); diff != "" {
			t.Errorf("%s (-read +read again):\n%s", text, diff)
		}
	})
}
