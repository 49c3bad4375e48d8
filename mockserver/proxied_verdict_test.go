package mockserver_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/mockserver"
	"casemock/mockserver/proxy"
)

// kase is a case as a server shows it.
func kase(change ...string) string {
	text := `{"id":"1","number":"1","customerId":"C1","title":"Parcel","description":"",` +
		`"url":"https://crm.example.com/1","lastUpdated":"2024-05-01T09:30:00Z",` +
		`"created":"2024-05-01T09:30:00Z","status":"open","interactions":[]}`
	for i := 0; i+1 < len(change); i += 2 {
		text = strings.Replace(text, change[i], change[i+1], 1)
	}
	return text
}

// patiently has answers wait for their verdicts however busy the machine is.
func patiently(o *proxy.Options) { o.Patience = time.Hour }

// TestViolations tells who breaks the documents, and nobody where they are silent.
func TestViolations(t *testing.T) {
	t.Parallel()
	const patch, get = http.MethodPatch, http.MethodGet
	for name, test := range map[string]struct {
		method, sent string
		status       int
		answer       string
		headers      []header
		want         string
	}{
		"right":             {get, "", 200, kase(), nil, ""},
		"right update":      {patch, `{"title":"Parcel"}`, 201, kase(), nil, ""},
		"more than defined": {get, "", 200, kase(`"id"`, `"x":null,"id"`), nil, ""},
		"refused, who knows why": {patch, `{"title":"Parcel"}`, 422, `{"error":"e","message":"m"}`,
			nil, ""},
		"failed":      {get, "", 500, `{}`, nil, ""},
		"wrong key":   {get, "", 401, "who?", nil, ""},
		"no such":     {get, "", 404, "", nil, ""},
		"called text": {get, "", 200, kase(), []header{"X-Type: text/plain"}, ""},
		"no key":      {get, "", 401, "who?", []header{"Authorization:"}, "lookupCase/request/Authorization"},
		"let in without a key": {get, "", 200, kase(), []header{"Authorization:"},
			"lookupCase/request/Authorization, lookupCase/200/statusCode"},
		"200 for an update":        {patch, `{"title":"Parcel"}`, 200, kase(), nil, "updateCase/201/statusCode"},
		"busy":                     {get, "", 503, "", nil, "lookupCase/200/statusCode"},
		"nothing":                  {get, "", 200, "", nil, "lookupCase/200/body"},
		"a field is missing":       {get, "", 200, kase(`"number":"1",`, ""), nil, "lookupCase/200/number"},
		"a field has another type": {get, "", 200, kase(`"number":"1"`, `"number":1`), nil, "lookupCase/200/number"},
		"the value is lost":        {patch, `{"title":"Letter"}`, 201, kase(), nil, "updateCase/201/title"},
		"another case":             {get, "", 200, kase(`"id":"1"`, `"id":"2"`), nil, "lookupCase/200/id"},
		"not JSON":                 {patch, `title`, 400, `{}`, nil, "updateCase/request/body"},
		"a wrong type":             {patch, `{"title":1}`, 400, `{}`, nil, "updateCase/request/title"},
		"a wrong type is taken": {patch, `{"title":1}`, 201, kase(), nil,
			"updateCase/request/title, updateCase/201/statusCode"},
		"below": {patch, `{"interactions":[{}]}`, 400, `{}`, nil,
			"updateCase/request/interactions[].body, " + missing},
		"a malformed header": {get, "", 200, kase(), []header{"X-Sf-Initiative: abc"},
			"lookupCase/request/x-sf-initiative"},
		"a field of its own":   {patch, `{"vip":"true"}`, 201, kase(), nil, ""},
		"null, twice, no type": {patch, `{"title":null,"title":""}`, 400, `{}`, []header{"Content-Type:"}, ""},
		"nothing in it":        {patch, `{}`, 400, `{}`, nil, ""},
		"what is read-only":    {patch, `{"number":"2"}`, 400, `{}`, nil, "updateCase/request/number"},
		"answered unasked for": {http.MethodHead, "", 200, "", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptestServer(t, func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				w.Header().Set("Content-Type", "application/json")
				if as := r.Header.Get("X-Type"); as != "" {
					w.Header().Set("Content-Type", as)
				}
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.answer)
			})
			api := inFrontOf(t, server, patiently)
			got := api.do(test.method, "/case/1", test.sent, test.headers...)
			if got.status != test.status || got.body != test.answer {
				t.Errorf("got %d %s", got.status, got.body)
			}
			if rules := got.header.Get(proxy.HeaderViolations); rules != test.want {
				t.Errorf("got %q, want %q", rules, test.want)
			}
			entry := api.admin(http.MethodGet, "requests/1", "")
			if told := strings.Contains(entry.body, `"violations"`); told != (test.want != "") {
				t.Errorf("the journal says %s", entry.body)
			}
		})
	}
}

const missing = "updateCase/request/interactions[].contentType, updateCase/request/interactions[].created, " +
	"updateCase/request/interactions[].linkUrl, updateCase/request/interactions[].service, " +
	"updateCase/request/interactions[].serviceId"

// TestForcedIsNotJudged: neither side can help it.
func TestForcedIsNotJudged(t *testing.T) {
	t.Parallel()
	address, _, _ := countingServer(t)
	api := inFrontOf(t, address, nil)
	for _, way := range []header{"Prefer: code=500", "X-Mock-Scenario: updateCase/422"} {
		got := api.patch("/case/1", `{"title":1}`, way)
		if rules := got.header.Get(proxy.HeaderViolations); rules != "" {
			t.Errorf("%s: got %q", way, rules)
		}
	}
	if metrics := api.admin(http.MethodGet, "metrics", "").body; strings.Contains(metrics, "casemock_violations_total{") {
		t.Errorf("got %s", metrics)
	}
}

// TestReject keeps wrong requests from the server, and wrong answers from the client.
func TestReject(t *testing.T) {
	t.Parallel()
	reject := func(o *proxy.Options) { o.Judge = proxy.Reject }
	address, requests, _ := countingServer(t)
	api := inFrontOf(t, address, reject)
	got := api.patch("/case/1", `{"title":1,"number":"7"}`).want(400, "rejected")
	if diff := cmp.Diff([]string{"number", "title"}, got.fields()); diff != "" {
		t.Error(diff)
	}
	if rules := got.header.Get(proxy.HeaderViolations); rules != "updateCase/request/number, updateCase/request/title" {
		t.Errorf("got %q", rules)
	}
	if requests.Load() != 0 {
		t.Error("the server was asked")
	}
	wrong := api.patch("/case/1", `{"title":"x"}`).want(500, "rejected")
	wrong.contains("answer_rejected")
	if rules := wrong.header.Get(proxy.HeaderViolations); !strings.Contains(rules, "updateCase/201/title") {
		t.Errorf("got %q", rules)
	}
	right := httptestServer(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, kase())
	})
	if got := inFrontOf(t, right, reject).get("/case/1").want(200, "proxied"); got.body != kase() {
		t.Errorf("got %s", got.body)
	}
	inFrontOf(t, right, reject).get("/case/1", "Authorization:").want(500, "rejected")
	refusing := httptestServer(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) })
	inFrontOf(t, refusing, reject).patch("/case/1", `{"title":1}`, "Authorization:").want(401, "proxied")
}

// TestUnjudged says of what was not judged why not, and passes it on.
func TestUnjudged(t *testing.T) {
	t.Parallel()
	for want, answer := range map[string]string{
		"the answer is larger than 1 MiB": sized(jsonHead, `"`+strings.Repeat("x", 2<<20)+`"`),
		"the answer is encoded as br":     sized("200 OK\r\nContent-Encoding: br", "xx"),
		"the answer says gzip and":        sized("200 OK\r\nContent-Encoding: gzip", "xx"),
	} {
		server := newRawServer(t, func(*http.Request) (string, bool) { return answer, false })
		for _, judge := range []proxy.Judge{proxy.Report, proxy.Reject} {
			api := inFrontOf(t, server.url, func(o *proxy.Options) { o.Judge = judge })
			api.get("/case/1", "Accept-Encoding: gzip").want(200, "proxied") // as it comes
			api.admin(http.MethodGet, "requests/1", "").contains(`"unjudged":"` + want)
		}
	}
	server := newRawServer(t, func(*http.Request) (string, bool) { return sized(jsonHead, compressed("{}")), false })
	squeezed := newRawServer(t, func(*http.Request) (string, bool) {
		return sized("200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip", compressed("{}")), false
	})
	for address, rule := range map[string]string{server.url: "lookupCase/200/body", squeezed.url: "lookupCase/200/id"} {
		got := inFrontOf(t, address, patiently).get("/case/1")
		if rules := got.header.Get(proxy.HeaderViolations); !strings.Contains(rules, rule) {
			t.Errorf("got %q, want %q", rules, rule)
		}
	}
}

// TestLateVerdict comes when the answer has gone: it streams.
func TestLateVerdict(t *testing.T) {
	t.Parallel()
	next := make(chan bool)
	server := httptestServer(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"id":`)
		if flushed(w) && <-next {
			_, _ = io.WriteString(w, `7}`)
		}
	})
	api := inFrontOf(t, server, nil)
	response, err := http.Get(api.server.URL + "/case/7")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	next <- true
	if body, err := io.ReadAll(response.Body); string(body) != `{"id":7}` {
		t.Errorf("got %q, %v", body, err)
	}
	api.admin(http.MethodGet, "requests/1", "").contains(`"rule":"lookupCase/200/id"`)
}

// TestOthersChangeItToo is held against nobody with Shared.
func TestOthersChangeItToo(t *testing.T) {
	t.Parallel()
	for _, shared := range []bool{false, true} {
		server := crm.New()
		w := walkThrough(t, server, crm.Key, func(o *proxy.Options) { o.Shared = shared })
		customer := w.create(caseapi.CreateCustomer, map[string]any{"fullName": "Ada"})
		kase := w.create(caseapi.CreateCase, map[string]any{"customerId": customer, "title": "Parcel"})
		w.call(caseapi.LookupCase, kase, nil)
		past := walkThrough(t, server, crm.Key, nil)
		past.call(caseapi.UpdateCase, kase, map[string]any{"title": "Changed by an agent of the CRM"})
		w.call(caseapi.LookupCase, kase, nil)
		if blamed := w.blamed(); (len(blamed) == 0) != shared {
			t.Errorf("shared %t: got %q", shared, blamed)
		}
	}
}

// TestSeveralKeys may open data of several companies with the same ids: nobody says that all see the same.
func TestSeveralKeys(t *testing.T) {
	t.Parallel()
	companies := map[string]*crm.Server{"key-of-a": crm.New(), "key-of-b": crm.New()}
	for _, company := range companies {
		company.Authorized = func(*http.Request) bool { return true }
	}
	w := walkThrough(t, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if company := companies[r.Header.Get("Authorization")]; company != nil {
			company.ServeHTTP(rw, r)
			return
		}
		rw.WriteHeader(http.StatusUnauthorized)
	}), "key-of-a", nil, mockserver.WithDrift())
	as := func(key string, operation caseapi.OperationName, id string, body map[string]any) map[string]any {
		w.key = key
		return w.call(operation, id, body)
	}
	customer, kase := "", ""
	for _, key := range []string{"key-of-a", "key-of-b"} {
		customer, _ = as(key, caseapi.CreateCustomer, "", map[string]any{"fullName": "Ada of " + key})["id"].(string)
		kase, _ = as(key, caseapi.CreateCase, "", map[string]any{"customerId": customer, "title": "Of " + key})["id"].(string)
	}
	for range 2 {
		for key := range companies {
			as(key, caseapi.LookupCase, kase, nil)
			as(key, caseapi.FindCustomer, customer, nil)
			as(key, caseapi.FindCases, customer, nil)
			as(key, caseapi.SearchCustomers, "", map[string]any{"fullName": "Ada of " + key})
			as(key, caseapi.UpdateCase, kase, map[string]any{"title": "Again of " + key})
		}
	}
	if blamed := w.blamed(); len(blamed) > 0 {
		t.Errorf("blamed for %s", strings.Join(blamed, "\n"))
	}
	w.driftsNowhere()
}

// TestSeveralKeysHaveFieldsOfTheirOwn, of which none is judged by those of another, whatever the world.
func TestSeveralKeysHaveFieldsOfTheirOwn(t *testing.T) {
	t.Parallel()
	companies := map[string]*crm.Server{"key-of-a": crm.New(), "key-of-b": crm.New()}
	companies["key-of-b"].Fields = map[string][]crm.Object{
		"case":     {{"name": "shop", "label": "Shop", "type": "text", "searchable": false}},
		"customer": {{"name": "company", "label": "Company", "type": "text", "searchable": true}},
	}
	for _, company := range companies {
		company.Authorized = func(*http.Request) bool { return true }
	}
	w := walkThrough(t, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		companies[r.Header.Get("Authorization")].ServeHTTP(rw, r)
	}), "", nil, mockserver.WithDrift(), mockserver.WithKeys("key-of-a", "key-of-b"))
	for range 2 {
		for key, names := range map[string][2]string{
			"key-of-a/alice": {"region", "fullName"}, "key-of-b/bob": {"shop", "company"},
		} {
			w.key = key
			customer := w.create(caseapi.CreateCustomer, map[string]any{names[1]: "Ada"})
			kase := w.create(caseapi.CreateCase, map[string]any{"customerId": customer, "title": "Parcel"})
			w.call(caseapi.DefineObjectStructures, "case", nil)
			w.call(caseapi.DefineObjectStructures, "customer", nil)
			w.call(caseapi.UpdateCase, kase, map[string]any{names[0]: "x"})
			w.call(caseapi.LookupCase, kase, nil)
		}
	}
	for _, entry := range w.entries {
		if len(entry.Violations) > 0 {
			t.Errorf("%s %s: %+v", entry.Method, entry.Path, entry.Violations)
		}
	}
}

// TestAKeyThatIsRefused takes nothing from what can be said about a server.
func TestAKeyThatIsRefused(t *testing.T) {
	t.Parallel()
	server := crm.New()
	w := walkThrough(t, server, crm.Key, nil)
	customer := w.create(caseapi.CreateCustomer, map[string]any{"fullName": "Ada"})
	kase := w.create(caseapi.CreateCase, map[string]any{"customerId": customer, "title": "Parcel"})
	w.key = "a wrong key"
	w.call(caseapi.LookupCase, kase, nil)
	w.key = crm.Key
	server.Shown = func(_ string, object crm.Object) { object["title"] = "Lost" }
	w.call(caseapi.LookupCase, kase, nil)
	if blamed := w.blamed(); len(blamed) == 0 {
		t.Error("nobody is blamed for the title")
	}
}

// TestAtTheSameTime blames nobody for what depends on which of several requests came first.
func TestAtTheSameTime(t *testing.T) {
	t.Parallel()
	w := walkThrough(t, crm.New(), crm.Key, nil, mockserver.WithDrift())
	customer := w.create(caseapi.CreateCustomer, map[string]any{"fullName": "Ada"})
	kase := w.create(caseapi.CreateCase, map[string]any{"customerId": customer, "title": "Parcel"})
	var all sync.WaitGroup
	for client := range 8 {
		all.Go(func() {
			for i := range 15 {
				w.call(caseapi.UpdateCase, kase, map[string]any{"title": fmt.Sprint("Title ", client, " ", i)})
				w.call(caseapi.LookupCase, kase, nil)
				w.call(caseapi.FindCases, customer, nil)
				w.call(caseapi.CreateCase, "", map[string]any{"customerId": customer, "title": fmt.Sprint(client, i)})
				w.call(caseapi.SearchCustomers, "", map[string]any{"fullName": fmt.Sprint("Ada", client)})
				w.call(caseapi.UpdateCustomer, customer, map[string]any{"fullName": fmt.Sprint("Ada", client)})
			}
		})
	}
	all.Wait()
	w.call(caseapi.FindCases, customer, nil)
	w.call(caseapi.LookupCase, kase, nil)
	if blamed := w.blamed(); len(blamed) > 0 {
		t.Errorf("blamed for %s", strings.Join(blamed, "\n"))
	}
	w.driftsNowhere()
}

// TestObserved hands each exchange to whoever looks on, whole and judged.
func TestObserved(t *testing.T) {
	t.Parallel()
	seen := make(chan proxy.Exchange, 1)
	address, _, _ := countingServer(t)
	api := inFrontOf(t, address, func(o *proxy.Options) { o.Observe = func(x proxy.Exchange) { seen <- x } },
		mockserver.WithKeys("key"))
	api.patch("/case/1", `{"title":"x"}`, "Authorization: key/alice").want(201, "proxied")
	x := <-seen
	if x.Call.World != "alice" || x.Call.Operation.Name != caseapi.UpdateCase || x.Call.Path["id"] != "1" ||
		string(x.Outcome.Sent.Bytes) != `{"title":"x"}` || !x.Outcome.Sent.Whole || x.Outcome.Status != 201 ||
		string(x.Outcome.Answer.Bytes) != `{"id":"1"}` || len(x.Outcome.Violations) == 0 ||
		x.Header.Get("Content-Type") != "application/json" {
		t.Errorf("got %+v", x)
	}
}

// TestRepeatedAnswers are not read again; what has changed meanwhile is told all the same.
func TestRepeatedAnswers(t *testing.T) {
	t.Parallel()
	answers := make(chan string, 1)
	server := httptestServer(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.Method == http.MethodPatch {
			w.WriteHeader(http.StatusCreated)
		}
		_, _ = io.WriteString(w, <-answers)
	})
	api := inFrontOf(t, server, patiently)
	for i, step := range []struct {
		method, path, sent, answer string
		headers                    []header
		want                       string
	}{
		{http.MethodGet, "/case/1", "", kase(), nil, ""},
		{http.MethodGet, "/case/1", "", kase(), nil, ""},
		{http.MethodGet, "/case/1", "", kase(), []header{"Authorization:"},
			"lookupCase/request/Authorization, lookupCase/200/statusCode"},
		{http.MethodGet, "/case/2", "", kase(), nil, "lookupCase/200/id"},
		{http.MethodPatch, "/case/1", `{"title":"Letter"}`, kase("Parcel", "Letter"), nil, ""},
		{http.MethodGet, "/case/1", "", kase(), nil, "lookupCase/200/title"},
		{http.MethodGet, "/case/1", "", kase("Parcel", "Letter"), nil, "lookupCase/200/title"},
		{http.MethodGet, "/case/1", "", kase("Parcel", "Letter"), nil, ""},
		{http.MethodGet, "/customer/C1/cases", "", "[" + kase("Parcel", "Letter") + "]", nil, ""},
		{http.MethodGet, "/customer/C1/cases", "", "[" + kase("Parcel", "Letter") + "]", nil, ""},
		{http.MethodGet, "/customer/C1/cases", "", "[]", nil, "findCases/200/cases"},
		{http.MethodGet, "/customer/C1/cases", "", "[]", nil, ""}, // it is told once
		{http.MethodGet, "/customer/C1/cases", "", "[" + kase("Parcel", "Letter") + "]", nil, ""},
		{http.MethodGet, "/customer/C1/cases", "", "[]", nil, "findCases/200/cases"},
	} {
		answers <- step.answer
		got := api.do(step.method, step.path, step.sent, step.headers...)
		if rules := got.header.Get(proxy.HeaderViolations); rules != step.want {
			t.Errorf("step %d: got %q, want %q", i+1, rules, step.want)
		}
	}
}
