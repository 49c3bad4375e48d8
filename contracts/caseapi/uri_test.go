package caseapi_test

import (
	"testing"

	"casemock/contracts/caseapi"
)

func TestIsURI(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text string
		want bool
	}{
		"a page":                     {"https://crm.example.com/cases/1001", true},
		"a host alone":               {"https://crm.example.com", true},
		"capitals in the scheme":     {"HTTPS://crm.example.com/", true},
		"a port":                     {"http://localhost:8080/cases/1", true},
		"an empty port":              {"http://localhost:/cases/1", true},
		"a user":                     {"https://me:secret@crm.example.com/", true},
		"IPv4":                       {"http://127.0.0.1/1", true},
		"IPv6":                       {"http://[2001:db8::1]:8080/1", true},
		"a query and a fragment":     {"https://crm.example.com/#/cases?id=1&tab=a/b?", true},
		"no slash before a query":    {"https://crm.example.com?id=1#top", true},
		"escapes":                    {"https://crm.example.com/caf%C3%A9%20x", true},
		"sub-delimiters":             {"https://crm.example.com/a;v=1,2/(b)!$&'*+=@:", true},
		"empty segments":             {"https://crm.example.com//cases//1", true},
		"another scheme":             {"salesforce1://sObject/500x0/view", true},
		"a name":                     {"urn:case:1001", true},
		"no authority":               {"file:/cases/1", true},
		"nothing":                    {"", false},
		"a path":                     {"/cases/1", false},
		"no scheme":                  {"crm.example.com/cases/1", false},
		"no scheme, but a port":      {"//crm.example.com/cases/1", false},
		"a space":                    {"https://crm.example.com/cases/a b", false},
		"a space at the end":         {"https://crm.example.com/cases/1 ", false},
		"a line break":               {"https://crm.example.com/cases/1\n", false},
		"a letter that is not ASCII": {"https://crm.example.com/café", false},
		"a host that is not ASCII":   {"https://müller.example/1", false},
		"a broken escape":            {"https://crm.example.com/%zz", false},
		"half an escape":             {"https://crm.example.com/%2", false},
		"a percent sign in a query":  {"https://crm.example.com/?q=100%", false},
		"quotes":                     {`https://crm.example.com/"1"`, false},
		"angle brackets":             {"<https://crm.example.com/1>", false},
		"angle brackets inside":      {"https://crm.example.com/<id>", false},
		"braces":                     {"https://crm.example.com/cases/{id}", false},
		"a bar":                      {"https://crm.example.com/a|b", false},
		"a backslash":                {`https://crm.example.com\cases\1`, false},
		"brackets in the path":       {"https://crm.example.com/a[0]", false},
		"brackets in the query":      {"https://crm.example.com/?a[0]=1", false},
		"two fragments":              {"https://crm.example.com/#a#b", false},
		"a scheme with a digit":      {"1http://crm.example.com/", false},
		"a scheme that is empty":     {"://crm.example.com/", false},
		"a port in letters":          {"https://crm.example.com:port/1", false},
		"half an IPv6 address":       {"http://[2001:db8::/1", false},
		"no IPv6 address":            {"http://[1:2]/1", false},
		"no host":                    {"https:///cases/1", false},
		"no authority on the web":    {"https:cases/1", false},
		"a port alone":               {"https://:8080/1", false},
		"two ports":                  {"https://crm.example.com:1:2/1", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := caseapi.IsURI(test.text); got != test.want {
				t.Errorf("%q: got %v", test.text, got)
			}
		})
	}
}
