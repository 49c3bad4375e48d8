package caseapi_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
)

func TestDocumentedHeaders(t *testing.T) {
	t.Parallel()
	for _, operation := range caseapi.Operations() {
		want := []string{"Authorization", "x-sf-user-email", "x-sf-initiative", "x-sf-company-id"}
		if operation.Name == caseapi.CreateCase || operation.Name == caseapi.UpdateCase {
			want = append(want, "x-sf-email")
		}
		var got []string
		for _, header := range operation.Headers() {
			got = append(got, header.Name)
			if required := header.Name == "Authorization"; header.Required != required {
				t.Errorf("%s: %s is required: %t", operation.Name, header.Name, header.Required)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", operation.Name, diff)
		}
	}
}

func TestValidateHeaders(t *testing.T) {
	t.Parallel()
	const update, lookup = caseapi.UpdateCase, caseapi.LookupCase
	number := func(name, got string) string {
		return name + " must be a whole number of 64 bits, such as 1001, got " + got
	}
	email := func(name, got string) string {
		return name + " must be an email address, such as agent@example.com, got " + got
	}
	for _, test := range []struct {
		reason       string
		operation    caseapi.OperationName
		header       string
		values, want []string
	}{
		{"absent", update, "x-sf-initiative", nil, nil},
		{"whole number", update, "x-sf-initiative", []string{"1001"}, nil},
		{"largest", update, "x-sf-company-id", []string{"9223372036854775807"}, nil},
		{"smallest", update, "x-sf-company-id", []string{"-9223372036854775808"}, nil},
		{"one too large", update, "x-sf-company-id", []string{"9223372036854775808"},
			[]string{number("x-sf-company-id", `"9223372036854775808"`)}},
		{"a word", lookup, "x-sf-initiative", []string{"abc"},
			[]string{number("x-sf-initiative", `"abc"`)}},
		{"hexadecimal", lookup, "x-sf-initiative", []string{"0x1F"},
			[]string{number("x-sf-initiative", `"0x1F"`)}},
		{"a fraction", lookup, "x-sf-initiative", []string{"1.0"},
			[]string{number("x-sf-initiative", `"1.0"`)}},
		{"empty", lookup, "x-sf-initiative", []string{""}, nil},
		{"empty company", lookup, "x-sf-company-id", []string{""}, nil},
		{"empty email", lookup, "x-sf-user-email", []string{""}, nil},
		{"empty other email", update, "x-sf-email", []string{""}, nil},
		{"empty, then wrong", lookup, "x-sf-initiative", []string{"", "x"},
			[]string{number("x-sf-initiative", `"x"`)}},
		{"twice, once wrong", lookup, "x-sf-initiative", []string{"1", "x"},
			[]string{number("x-sf-initiative", `"x"`)}},
		{"email", lookup, "x-sf-user-email", []string{"agent@example.com"}, nil},
		{"email of another kind", lookup, "x-sf-user-email", []string{`"o'neil"+x@münchen.example`}, nil},
		{"no domain", lookup, "x-sf-user-email", []string{"agent@"},
			[]string{email("x-sf-user-email", `"agent@"`)}},
		{"no name", lookup, "x-sf-user-email", []string{"@example.com"},
			[]string{email("x-sf-user-email", `"@example.com"`)}},
		{"no address", lookup, "x-sf-user-email", []string{"Jane Doe"},
			[]string{email("x-sf-user-email", `"Jane Doe"`)}},
		{"other spelling", update, "x-sf-email", []string{"agent"},
			[]string{email("x-sf-email", `"agent"`)}},
		{"other spelling where it is not documented", lookup, "x-sf-email", []string{"agent"}, nil},
		{"a key is the server's business", update, "Authorization", []string{""}, nil},
	} {
		t.Run(test.reason, func(t *testing.T) {
			t.Parallel()
			headers := http.Header{}
			for _, value := range test.values {
				headers.Add(test.header, value)
			}
			got := caseapi.MustOperation(test.operation).ValidateHeaders(headers)
			if diff := cmp.Diff(test.want, sentences(got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if slices.ContainsFunc(got, func(v caseapi.Violation) bool {
				return v.Rule != caseapi.HeaderRule
			}) {
				t.Errorf("rules of %+v, want header", got)
			}
		})
	}
}

func TestIsJSON(t *testing.T) {
	t.Parallel()
	for contentType, want := range map[string]bool{
		"application/json":                           true,
		"application/json; charset=utf-8":            true,
		"application/json;charset=UTF-8;v=1":         true,
		"Application/JSON ; x":                       true,
		"application/json; a=1; a=2":                 true, // mime.ParseMediaType refuses this
		"application/json;":                          true,
		"":                                           false,
		"text/plain":                                 false,
		"text/json":                                  false,
		"application/problem+json":                   false,
		"application/jsonp":                          false,
		"application/json, text/plain":               false,
		"application/x-www-form-urlencoded; a=/json": false,
	} {
		if got := caseapi.IsJSON(contentType); got != want {
			t.Errorf("IsJSON(%q) = %t", contentType, got)
		}
		if got := caseapi.IsJSONAnswer(contentType); got != (want || contentType == "application/problem+json") {
			t.Errorf("IsJSONAnswer(%q) = %t", contentType, got)
		}
	}
}

// A body that is not what it seems is told by its header alone: to be called no JSON would help nobody.
func TestContentEncodingIsNamed(t *testing.T) {
	t.Parallel()
	api := caseapi.New(caseapi.ObjectStructures{})
	operation, _ := caseapi.FindOperation(caseapi.UpdateCase)
	lookup, _ := caseapi.FindOperation(caseapi.LookupCase)
	for _, values := range [][]string{{"gzip"}, {"GZIP"}, {"br"}, {"identity, deflate"}, {"identity", "zstd"}, {"x"}} {
		headers := http.Header{"Content-Type": {"application/json"}, "Content-Encoding": values}
		_, violations := api.ValidateRequest(operation, headers, []byte("\x1f\x8b\x08"))
		if len(violations) != 1 || violations[0].Path != "Content-Encoding" {
			t.Errorf("%q: got %v", values, violations)
		}
		if _, violations := api.ValidateRequest(lookup, headers, nil); len(violations) > 0 {
			t.Errorf("%q without a body: got %v", values, violations)
		}
	}
	for _, values := range [][]string{{"identity"}, {"Identity"}, {""}, {" "}, nil} {
		headers := http.Header{"Content-Type": {"application/json"}, "Content-Encoding": values}
		if _, violations := api.ValidateRequest(operation, headers, []byte(`{"title": "x"}`)); len(violations) > 0 {
			t.Errorf("%q: got %v", values, violations)
		}
	}
}
