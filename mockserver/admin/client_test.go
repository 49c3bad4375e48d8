package admin

import (
	"context"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"casemock/mockserver/adminclient"
)

// withoutClient are the endpoints that no Go program needs, and why.
var withoutClient = map[string]string{
	"GET metrics":         "are for Prometheus",
	"GET requests/stream": "is for the console, which shows each request when it comes",
	"GET send":            "is what the form of the console begins with",
}

// TestClientHasEveryEndpoint calls each method of the client.
func TestClientHasEveryEndpoint(t *testing.T) {
	t.Parallel()
	called := callAll(t)
	for path, methods := range endpoints() {
		pattern := regexp.QuoteMeta(path)
		for parameter, what := range map[string]string{`\{name:\.\+\}`: ".+", `\{n:\[0-9\]\+\}`: "[0-9]+",
			`\{id\}`: "[^/]+"} {
			pattern = strings.ReplaceAll(pattern, parameter, what)
		}
		for method := range methods {
			asks := regexp.MustCompile("(?m)^" + method + " " + pattern + "$").MatchString(called)
			if reason := withoutClient[method+" "+path]; asks == (reason != "") {
				t.Errorf("%s %s: the client asks for it: %v; why it does not: %q", method, path, asks, reason)
			}
		}
	}
}

// callAll gives what the methods of a client ask for, a line for each.
func callAll(t *testing.T) string {
	t.Helper()
	var called strings.Builder
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		called.WriteString(r.Method + " " + strings.TrimPrefix(r.URL.Path, Path) + "\n")
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte("{}"))
	}))
	defer server.Close()
	client, err := adminclient.New(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	methods := reflect.ValueOf(client)
	for i := range methods.NumMethod() {
		method := methods.Method(i)
		var arguments []reflect.Value
		for n := range method.Type().NumIn() {
			arguments = append(arguments, argument(t, method.Type().In(n)))
		}
		method.Call(arguments)
	}
	return called.String()
}

// argument is any value of a type; a text that may be the name of something.
func argument(t *testing.T, of reflect.Type) reflect.Value {
	t.Helper()
	switch {
	case of == reflect.TypeFor[context.Context]():
		return reflect.ValueOf(t.Context())
	case of.Kind() == reflect.String:
		return reflect.ValueOf("x").Convert(of)
	}
	return reflect.Zero(of)
}
