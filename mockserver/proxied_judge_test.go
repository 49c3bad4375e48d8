package mockserver_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/mockserver"
	"casemock/mockserver/bugs"
	"casemock/mockserver/proxy"
)

// walker is a client that does what a platform does, through a proxy that judges.
type walker struct {
	t     *testing.T
	proxy http.Handler
	key   string

	mutex   sync.Mutex
	entries []mockserver.Entry
}

// walkThrough makes a client of a server behind a proxy.
func walkThrough(t *testing.T, server http.Handler, key string, change func(*proxy.Options),
	more ...mockserver.Option,
) *walker {
	t.Helper()
	listening := httptest.NewServer(server)
	t.Cleanup(listening.Close)
	to, err := url.Parse(listening.URL)
	if err != nil {
		t.Fatal(err)
	}
	options := proxy.Options{To: to}
	if change != nil {
		change(&options)
	}
	w := &walker{t: t, key: key}
	w.proxy = newServer(t, append(more, mockserver.WithUpstream(options),
		mockserver.WithObserver(func(entry mockserver.Entry) {
			w.mutex.Lock()
			defer w.mutex.Unlock()
			w.entries = append(w.entries, entry)
		}))...)
	return w
}

// call sends a request and gives the answer's object.
func (w *walker) call(operation caseapi.OperationName, id string, body any) map[string]any {
	w.t.Helper()
	called := caseapi.MustOperation(operation)
	path := strings.NewReplacer("{id}", url.PathEscape(id), "{type}", id).Replace(called.Path)
	encoded := ""
	if called.HasBody() {
		encoded = string(caseapi.MustMarshal(body))
	}
	request := httptest.NewRequest(called.Method, path, strings.NewReader(encoded))
	request.ContentLength = int64(len(encoded))
	request.Header.Set("Content-Type", "application/json")
	if w.key != "" {
		request.Header.Set("Authorization", w.key)
	}
	recorder := httptest.NewRecorder()
	w.proxy.ServeHTTP(finalAnswers{recorder}, request)
	value, _ := caseapi.Decode(recorder.Body.Bytes())
	object, _ := value.(map[string]any)
	return object
}

// finalAnswers keeps from a recorder what comes before an answer, which it would take for one.
type finalAnswers struct{ *httptest.ResponseRecorder }

func (w finalAnswers) WriteHeader(status int) {
	if status >= http.StatusOK {
		w.ResponseRecorder.WriteHeader(status)
	}
}

// create gives the id of a new object. What no document says can be sent is left out if it was refused.
func (w *walker) create(operation caseapi.OperationName, body map[string]any) string {
	w.t.Helper()
	for _, refused := range []string{"", "description", "region", "segment", "newsletter"} {
		delete(body, refused)
		if id, ok := w.call(operation, "", body)["id"].(string); ok {
			return id
		}
	}
	return ""
}

// fields are the custom fields of an object that have a type, by name.
func (w *walker) fields(object caseapi.ObjectType, kind caseapi.FieldType) []string {
	var names []string
	fields, _ := w.call(caseapi.DefineObjectStructures, string(object), nil)["fields"].([]any)
	for _, field := range fields {
		if read, _ := field.(map[string]any); read["type"] == string(kind) {
			names = append(names, read["name"].(string))
		}
	}
	return names
}

func interaction(service, id, text string) map[string]any {
	return map[string]any{"created": "2024-05-01T09:30:00.123+02:00", "body": text,
		"linkUrl": "https://example.com/p?id=" + id, "serviceId": id,
		"service": service, "contentType": "post", "author": map[string]any{"service": service, "serviceId": "0012",
			"handle": "Ada_L", "name": "Ada", "brandOwned": true}}
}

const demanding = "  Ä🙂 e\u0301 <b>&amp;\"'</b>\r\n\ttitle of more than eighty characters, whatever a column " +
	"may hold, and the same again: whatever a column may hold, to be over two hundred and fifty-five in the " +
	"end, which many a column holds no more than, and so it goes on for a while without an end in sight.  "

// walk makes customers and cases, changes them and looks at them again.
func (w *walker) walk() {
	w.t.Helper()
	customs, names := w.fields(caseapi.CaseObject, caseapi.Text), w.fields(caseapi.CustomerObject, caseapi.Text)
	choices := w.fields(caseapi.CustomerObject, caseapi.Checkbox)
	person := func(text string) map[string]any {
		body := map[string]any{}
		for i, name := range names {
			body[name] = fmt.Sprint(text, i)
		}
		for _, name := range choices {
			body[name] = "true"
		}
		return body
	}
	sought := func(body map[string]any) map[string]any {
		return onlyOf(body, names[:min(len(names), 2)])
	}
	ada := w.create(caseapi.CreateCustomer, person("Ada  Lovelace, London"))
	bob := w.create(caseapi.CreateCustomer, person("Bob"))
	w.call(caseapi.SearchCustomers, "", sought(person("Ada  Lovelace, London")))
	made := map[string]any{"customerId": ada, "title": demanding, "description": "A description.",
		"interactions": []any{interaction("facebook", "9223372036854775807", demanding), interaction("twitter", "77", "2")}}
	for _, name := range customs {
		made[name] = "North"
	}
	another := w.create(caseapi.CreateCase, map[string]any{"customerId": ada, "title": "Another of hers"})
	w.call(caseapi.LookupCase, another, nil)
	kase := w.create(caseapi.CreateCase, made)
	owner := ada
	look := func() {
		w.call(caseapi.LookupCase, kase, nil)
		w.call(caseapi.FindCases, owner, nil)
	}
	look()
	for _, update := range []map[string]any{
		{"interactions": []any{interaction("twitter", "0012", "third"), interaction("facebook", "0012", "another's")}},
		{"title": "Another title"}, {"description": "Another\r\n description."}, {"status": "closed"},
		{"status": "open", "interactions": []any{interaction("twitter", "0012", "third")}},
		{"interactions": []any{interaction("twitter", "0012", "third, again")}},
		{"customerId": bob}, {"title": "  A last title, of Bob's  "},
	} {
		w.call(caseapi.UpdateCase, kase, update)
		look()
	}
	w.call(caseapi.FindCases, bob, nil)
	owner = bob
	for i := range 27 {
		w.call(caseapi.CreateCase, "", map[string]any{"customerId": bob, "title": fmt.Sprint("One of many: ", i/2)})
	}
	w.call(caseapi.CreateCase, "", map[string]any{"customerId": bob, "title": "Of many posts",
		"interactions": manyPosts(27)})
	look()
	w.changeCustomer(ada, names, choices)
	if len(names) > 1 {
		w.call(caseapi.SearchCustomers, "", map[string]any{names[0]: "Ada  Lovelace, London0", names[1]: "Bob1"})
	}
	for _, name := range customs {
		w.call(caseapi.UpdateCase, kase, map[string]any{name: ""})
		look()
	}
	w.call(caseapi.BestmatchCustomers, "", map[string]any{"displayName": "Bob"})
	w.call(caseapi.LookupCase, kase, nil)
	for range 10 { // which moves the clock
		w.call(caseapi.CreateCase, "", map[string]any{"customerId": bob, "title": "Later"})
	}
	w.call(caseapi.UpdateCase, kase, map[string]any{"title": "Later still"})
	look()
	w.refused(kase, ada)
	look()
}

// changeCustomer changes each field by itself.
func (w *walker) changeCustomer(id string, names, choices []string) {
	w.t.Helper()
	for i, name := range names {
		w.call(caseapi.UpdateCustomer, id, map[string]any{name: fmt.Sprint("Ada King, Countess of Lovelace", i)})
		w.call(caseapi.FindCustomer, id, nil)
		w.call(caseapi.SearchCustomers, "", map[string]any{name: fmt.Sprint("Ada King, Countess of Lovelace", i)})
		w.call(caseapi.SearchCustomers, "", map[string]any{name: fmt.Sprint("Ada  Lovelace, London", i)})
	}
	for _, name := range choices {
		both := map[string]any{name: "false"}
		if len(names) > 0 {
			both[names[0]] = "with the box"
		}
		w.call(caseapi.UpdateCustomer, id, both)
		w.call(caseapi.FindCustomer, id, nil)
	}
	for name, value := range map[string]string{"segment": "business", "tier": "gold"} {
		w.call(caseapi.UpdateCustomer, id, map[string]any{name: value})
		w.call(caseapi.FindCustomer, id, nil)
	}
}

func onlyOf(body map[string]any, names []string) map[string]any {
	only := map[string]any{}
	for _, name := range names {
		only[name] = body[name]
	}
	return only
}

func manyPosts(count int) []any {
	var posts []any
	for i := range count {
		posts = append(posts, interaction("mail", fmt.Sprint(i), strings.Repeat("post ", 30*i)))
	}
	return posts
}

// refused sends what must be refused, or may be.
func (w *walker) refused(kase, customer string) {
	w.t.Helper()
	w.call(caseapi.UpdateCase, kase, map[string]any{"title": 7})
	w.call(caseapi.CreateCase, "", []any{})
	w.call(caseapi.UpdateCase, kase, map[string]any{"colour": "red", "number": "7"})
	w.call(caseapi.CreateCase, "", map[string]any{"customerId": "nobody", "title": "x"})
	w.call(caseapi.LookupCase, "no-such-case", nil)
	w.call(caseapi.LookupCase, kase+"x", nil)
	w.call(caseapi.UpdateCase, "no-such-case", map[string]any{"title": "x"})
	w.call(caseapi.FindCases, "no-such-customer", nil)
	w.call(caseapi.DefineObjectStructures, "thing", nil)
	right := w.key
	for _, key := range []string{"", right + "x"} {
		w.key = key
		w.call(caseapi.LookupCase, kase, nil)
		w.call(caseapi.FindCases, customer, nil)
	}
	w.key = right
}

// blamed lists what the server is told to have done wrong, as rule: message.
func (w *walker) blamed() []string {
	var all []string
	for _, entry := range w.entries {
		for _, violation := range entry.Violations {
			if violation.Side == "server" {
				all = append(all, fmt.Sprintf("%s %s: %s %s %s", entry.Method, entry.Path, violation.Rule, violation.Path,
					violation.Message))
			}
		}
	}
	return all
}

// TestNoVariantIsBlamed walks through every CRM that keeps the documents in a way of its own.
func TestNoVariantIsBlamed(t *testing.T) {
	t.Parallel()
	for _, variant := range append(crm.Variants(), crm.Variant{Name: "as the documents say"}) {
		t.Run(variant.Name, func(t *testing.T) {
			t.Parallel()
			w := walkThrough(t, crm.With(variant.Quirks...), crm.Key, nil, mockserver.WithDrift())
			w.walk()
			w.driftsNowhere()
			if blamed := w.blamed(); len(blamed) > 0 {
				t.Errorf("blamed for %s", strings.Join(blamed, "\n"))
			}
			for _, entry := range w.entries {
				if entry.Unjudged != "" {
					t.Errorf("%s %s was not judged: %s", entry.Method, entry.Path, entry.Unjudged)
				}
			}
		})
	}
}

// TestTheSandboxIsNotBlamed walks through our own.
func TestTheSandboxIsNotBlamed(t *testing.T) {
	t.Parallel()
	w := walkThrough(t, newServer(t), mockserver.DefaultKey, nil)
	w.walk()
	if blamed := w.blamed(); len(blamed) > 0 {
		t.Errorf("blamed for %s", strings.Join(blamed, "\n"))
	}
}

// TestEachBugIsBlamed walks through a sandbox that is wrong on purpose, in each way.
func TestEachBugIsBlamed(t *testing.T) {
	t.Parallel()
	for _, bug := range bugs.All() {
		t.Run(bug.Name, func(t *testing.T) {
			t.Parallel()
			w := walkThrough(t, newServer(t, mockserver.WithBugs(bug.Name)), mockserver.DefaultKey, nil,
				mockserver.WithDrift())
			w.walk()
			w.drifts(bug)
			blamed := w.blamed()
			if len(blamed) == 0 {
				t.Errorf("not blamed: %s", bug.Summary)
			}
			t.Log(strings.Join(slices.Compact(blamed), "\n"))
		})
	}
}
