package example_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/creation"
	"casemock/contracts/pact/example"
	"casemock/contracts/target"
	"casemock/contracts/transport"
	"casemock/scenarios"
)

// newServer is a CRM with these quirks, as an example is adapted to it.
func newServer(t *testing.T, quirks ...crm.Quirk) example.Server {
	t.Helper()
	client, err := target.New(target.Options{URL: "http://crm", APIKey: crm.Key, Patience: -1, UserAgent: "us",
		Transport: transport.InProcess(crm.With(quirks...))})
	if err != nil {
		t.Fatal(err)
	}
	meta, err := client.Preflight(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	lookUp := func(ctx context.Context, path string) (map[string]any, string) {
		got, _, err := client.Do(ctx, client.Read(path))
		if err != nil || got.Status != http.StatusOK {
			return nil, "is not there"
		}
		value, _ := caseapi.Decode(got.Body)
		object, _ := value.(map[string]any)
		return object, ""
	}
	data := creation.New(creation.Options{Client: client, Meta: meta, Shows: func(ctx context.Context, path string) bool {
		_, problem := lookUp(ctx, path)
		return problem == ""
	}})
	return example.Server{Client: client, Meta: meta, Data: data, LookUp: lookUp}
}

var builtIn = sync.OnceValue(func() []*contract.Interaction {
	built, err := contract.Build(scenarios.BuiltIn().All())
	if err != nil {
		panic(err)
	}
	return built.Interactions
})

func interaction(t *testing.T, key string) *contract.Interaction {
	t.Helper()
	all := builtIn()
	at := slices.IndexFunc(all, func(one *contract.Interaction) bool { return one.Key == key })
	if at < 0 {
		t.Fatalf("no expectation is called %s", key)
	}
	return all[at]
}

// foreign is an expectation of a pact of version 2, whose requests take no values from their states.
func foreign(t *testing.T, method, path, body, response string) *contract.Interaction {
	t.Helper()
	if body != "" {
		body = `, "body": ` + body
	}
	parsed, err := contract.ParseContract([]byte(`{"provider": {"name": "x"}, "interactions": [{"description": "one",
		"providerState": "a case exists", "request": {"method": "` + method + `", "path": "` + path + `"` + body + `},
		"response": ` + response + `}]}`))
	if err != nil {
		t.Fatal(err)
	}
	return parsed.Interactions[0]
}

func call(method, path, body string) target.Call {
	return target.Call{Method: method, Path: path, Headers: http.Header{}, Body: []byte(body)}
}

// TestAdapt shows what becomes of built-in examples. The CRM's own fields of a case are those of the table.
func TestAdapt(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		expectation string
		values      map[string]any
		call        target.Call
		path, body  string // patterns
	}{
		"posts are new, custom fields the server's own": {"createCase/201", map[string]any{"id": "C-1"},
			call("POST", "/case", `{"customerId": "C-1", "title": "x", "customCasePropertyOne": "y", "interactions": [
				{"service": "facebook", "serviceId": "1", "body": "Hello"}]}`),
			`^/case$`, `^\{"clubNo":"[^"]+".*"customerId":"C-1","interactions":\[.*"serviceId":"[^"]{2,}".*"title":"x"}$`},
		"a case without posts has no custom fields": {"createCase/201", map[string]any{"id": "C-1"},
			call("POST", "/case", `{"customerId": "C-1", "title": "x", "customCasePropertyOne": "y"}`),
			`^/case$`, `^\{"customerId":"C-1","title":"x"}$`},
		"a customer that no state names is one that exists": {"createCase/401", nil,
			call("POST", "/case", `{"customerId": "C-1", "title": "x"}`), `^/case$`, `^\{"customerId":"50\d+","title":"x"}$`},
		"an id that no state names is one that exists": {"lookupCase/401", nil, call("GET", "/case/1001", ""),
			`^/case/50\d+$`, `^$`},
		"an id of a state stays": {"lookupCase/401", map[string]any{"id": "7"}, call("GET", "/case/7", ""),
			`^/case/7$`, `^$`},
		"what is wrong stays as wrong": {"updateCase/400", map[string]any{"id": "7"},
			call("PATCH", "/case/7", `{"title": {}}`), `^/case/7$`, `^\{"title": \{}}$`},
		"one field of a customer is updated": {"updateCustomer/201", map[string]any{"id": "7"},
			call("PATCH", "/customer/7", `{"email": "x"}`), `^/customer/7$`, `^\{"[a-zA-Z]+":"[^"]+"}$`},
		"all fields of a new customer": {"createCustomer/201", nil, call("POST", "/customer", `{"other": "x"}`),
			`^/customer$`, `^\{"[^"]+":"[^"]+"(,"[^"]+":"[^"]+")+}$`},
		"a search that finds nobody": {"searchCustomers/204", nil, call("POST", "/customers", `{"other": "x"}`),
			`^/customers$`, `^\{"[a-zA-Z]+":"[^"]+"}$`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			one := example.Example{Interaction: interaction(t, test.expectation), Values: test.values,
				Server: newServer(t, caseField("clubNo"))}
			got, err := one.Adapt(t.Context(), test.call)
			if err != nil {
				t.Fatal(err)
			}
			if !regexp.MustCompile(test.path).MatchString(got.Path) {
				t.Errorf("the path is %s", got.Path)
			}
			if !regexp.MustCompile(test.body).Match(got.Body) {
				t.Errorf("the body is %s", got.Body)
			}
		})
	}
}

// caseField makes a text the only custom field of a case.
func caseField(name string) crm.Quirk {
	return func(s *crm.Server) {
		s.Fields["case"] = []crm.Object{{"name": name, "label": "Number", "type": "text", "searchable": false}}
	}
}

// TestASearchIsForTheCustomerInQuestion be it one that was made for the state, or that the owner named.
func TestASearchIsForTheCustomerInQuestion(t *testing.T) {
	t.Parallel()
	server := newServer(t)
	made, err := server.Data.NewCustomer(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, one := range map[string]example.Example{
		"made":  {Customer: made, Values: map[string]any{"id": made.ID}},
		"named": {Values: map[string]any{"id": made.ID}},
	} {
		one.Interaction, one.Server = interaction(t, "searchCustomers/200"), server
		got, err := one.Adapt(t.Context(), call("POST", "/customers", `{"other": "x"}`))
		if err != nil {
			t.Fatal(err)
		}
		value, _ := caseapi.Decode(got.Body)
		for field, value := range value.(map[string]any) {
			if made.Sent[field] != value {
				t.Errorf("%s: asked for %s, and the customer is %v", name, got.Body, made.Sent)
			}
		}
	}
}

func TestThereIsNoExample(t *testing.T) {
	t.Parallel()
	noFields := func(s *crm.Server) { s.Fields["customer"] = nil }
	for name, test := range map[string]struct {
		expectation string
		quirk       crm.Quirk
		values      map[string]any
		want        string
	}{
		"no field for a customer": {"createCustomer/201", noFields, nil, "no field that could be sent"},
		"no field to search by":   {"searchCustomers/200", noFields, nil, "no searchable field"},
		"a customer without an id": {"searchCustomers/200", caseField("x"), nil,
			"the id of the customer to search for is null"},
		"a customer that is not there": {"searchCustomers/200", caseField("x"), map[string]any{"id": "0"},
			"the customer to search for is not there"},
	} {
		one := example.Example{Interaction: interaction(t, test.expectation), Values: test.values,
			Server: newServer(t, test.quirk)}
		_, err := one.Adapt(t.Context(), call("POST", "/customers", `{"other": "x"}`))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestWhatWasMadeIsNamed where a pact can take no values from its states.
func TestWhatWasMadeIsNamed(t *testing.T) {
	t.Parallel()
	server := newServer(t)
	made, err := server.Data.NewCase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	body := func(customer string) string { return `{"customerId":"` + customer + `","title":"x"}` }
	const ok, withID = `{"status": 201}`, `{"status": 200, "body": {"id": "1001"}}`
	for name, test := range map[string]struct {
		interaction *contract.Interaction
		call        target.Call
		path, body  string
	}{
		"in the path": {foreign(t, "GET", "/case/1001", "", ok), call("GET", "/case/1001?a=b", ""),
			"/case/" + made.ID + "?a=b", ""},
		"as the customer": {foreign(t, "PATCH", "/case/1001", body("C-1"), ok), call("PATCH", "/case/1001", body("C-1")),
			"/case/" + made.ID, body(made.CustomerID)},
		"what exists stays": {foreign(t, "GET", "/customer/1/cases", "", ok),
			call("GET", "/customer/"+made.CustomerID+"/cases", ""), "/customer/" + made.CustomerID + "/cases", ""},
		"what must not exist stays": {foreign(t, "GET", "/case/1001", "", `{"status": 404}`),
			call("GET", "/case/1001", ""), "/case/1001", ""},
		"what no document knows stays": {foreign(t, "GET", "/ping/1001", "", ok), call("GET", "/ping/1001", ""),
			"/ping/1001", ""},
	} {
		one := example.Example{Interaction: test.interaction, Case: made, Server: server}
		got, err := one.Adapt(t.Context(), test.call)
		if err != nil || got.Path != test.path || string(got.Body) != test.body {
			t.Errorf("%s: got %s %s, %v", name, got.Path, got.Body, err)
		}
	}
	one := example.Example{Interaction: foreign(t, "GET", "/case/1001", "", withID), Case: made, Server: server}
	if _, err := one.Adapt(t.Context(), call("GET", "/case/1001", "")); err == nil ||
		!strings.Contains(err.Error(), "the pact names 1001 in the request and in the answer") {
		t.Errorf("got %v", err)
	}
}

func TestIncoming(t *testing.T) {
	t.Parallel()
	server := newServer(t)
	for key, want := range map[string]string{contract.KeyPlaceholder: crm.Key, "wrong": "wrong", "": ""} {
		request := httptest.NewRequest(http.MethodPost, "/case/a%2Fb?q=%20", strings.NewReader("{}"))
		request.Header = http.Header{"Connection": {"close"}, "X-Sf-User-Email": {"a@example.com"}}
		if key != "" {
			request.Header.Set("Authorization", key)
		}
		got, err := server.Incoming(request)
		if err != nil {
			t.Fatal(err)
		}
		if got.Path != "/case/a%2Fb?q=%20" || string(got.Body) != "{}" || got.Headers.Get("Authorization") != want {
			t.Errorf("%s: got %+v", key, got)
		}
		if got.Headers.Get("User-Agent") != "us" || got.Headers.Get("Connection") != "" ||
			got.Headers.Get("X-Sf-User-Email") != "a@example.com" {
			t.Errorf("%s: the headers are %v", key, got.Headers)
		}
	}
}

func TestVary(t *testing.T) {
	t.Parallel()
	varied := slices.Clone(builtIn())
	example.Vary(varied, func(title string) string { return title + " of this run" })
	keys := 0
	for i, one := range varied {
		if one.Status == http.StatusUnauthorized && one.SendsKey() {
			keys++
		}
		if titled := strings.HasPrefix(one.Key, "createCase/201"); titled && !isOfThisRun(t, one) {
			t.Errorf("%s keeps its title", one)
		}
		if isOfThisRun(t, builtIn()[i]) {
			t.Errorf("%s itself is changed", one)
		}
	}
	if keys != example.MostWrongKeys {
		t.Errorf("%d requests carry a wrong key", keys)
	}
}

func isOfThisRun(t *testing.T, one *contract.Interaction) bool {
	t.Helper()
	text, err := json.Marshal(one.Document)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(text), " of this run")
}
