package target

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/contracts/transport"
)

func TestTheBaseKeepsItsPath(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"http://crm:1":                     "http://crm:1",
		"https://crm.example.com/api/v2/":  "https://crm.example.com/api/v2",
		"http://crm/tenants/a%2Fb":         "http://crm/tenants/a%2Fb",
		"http://anna:pass@crm/a%20b":       "http://anna:pass@crm/a%20b",
		"HTTP://[::1]:8080/x/../y//%C3%A4": "http://[::1]:8080/x/../y//%C3%A4",
	} {
		base, err := parseURL(text)
		if err != nil || base.String() != want {
			t.Errorf("%s: got %v, %v", text, base, err)
		}
	}
	for _, text := range []string{"", "crm", "crm:8080", "ftp://crm", "http://", "http://crm?a", "http://crm#a",
		"http://crm\n", "http://%zz"} {
		if base, err := parseURL(text); err == nil {
			t.Errorf("%q: got %v", text, base)
		}
	}
	if _, err := New(Options{URL: "http://crm", APIKey: "a\nb"}); err == nil {
		t.Error("a key with a line break is taken")
	}
	for name, want := range map[string]string{"": "the URL", "--to": "--to"} {
		want += ` "crm" must begin with http:// or https:// and name a host, as in http://127.0.0.1:8080`
		if _, err := New(Options{URL: "crm", URLName: name}); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// What was tried again counts, and so does what other helpers of the run send.
func TestTheBudgetIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		limiter := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
		})
		client := newClient(t, Options{URL: "http://crm", Budget: 3, Transport: transport.InProcess(limiter)})
		_, _, err := client.Do(t.Context(), client.Read("/case/1"))
		if !errors.Is(err, ErrBudget) || client.Sent() != 3 {
			t.Errorf("got %v after %d", err, client.Sent())
		}
		helper, err := http.NewRequestWithContext(t.Context(), http.MethodGet, client.Base()+"/states", nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = transport.Ask(client.HTTP(), helper); !errors.Is(err, ErrBudget) {
			t.Errorf("a helper: got %v", err)
		}
		if _, err = client.Preflight(t.Context()); !errors.Is(err, ErrBudget) {
			t.Errorf("the first contact: got %v", err)
		}
	})
}

func TestALockOutIsNoticed(t *testing.T) {
	t.Parallel()
	wrongKeys := 0
	server := crm.New()
	client := newClient(t, Options{URL: "http://crm", APIKey: crm.Key, Transport: transport.InProcess(
		http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if wrongKeys >= 2 {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			if r.Header.Get("Authorization") != crm.Key {
				wrongKeys++
			}
			server.ServeHTTP(w, r)
		}))})
	call := client.Read("/meta/object/case")
	for _, next := range []Call{call, call.With("Authorization", "x"), call, call.With("Authorization", "")} {
		_, _, _ = client.Do(t.Context(), next)
		if said := client.LockedOut(); said != "" {
			t.Errorf("got %q", said)
		}
	}
	_, _, _ = client.Do(t.Context(), call)
	const want = "the server answered 403 to the key that it had accepted, after 2 requests with a wrong key or " +
		"without one: has it locked the key or this address out?"
	if said := client.LockedOut(); said != want {
		t.Errorf("got %q", said)
	}
}

func TestPatience(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		never, asked := func() bool { return false }, 0
		third := func() bool { asked++; return asked == 3 }
		patience := NewPatience(time.Second)
		started := time.Now()
		patience.Until(t.Context(), third)
		if took := time.Since(started); asked != 3 || took != 150*time.Millisecond {
			t.Errorf("asked %d times in %s", asked, took)
		}
		for i, want := range []time.Duration{time.Second, time.Second, time.Second, 0} {
			started = time.Now()
			if patience.Until(t.Context(), never); time.Since(started) != want {
				t.Errorf("%d: took %s, want %s", i, time.Since(started), want)
			}
		}
		started = time.Now()
		NewPatience(-1).Until(t.Context(), never)
		if took := time.Since(started); took != 0 {
			t.Errorf("without patience it takes %s", took)
		}
	})
}

// metaServer answers the meta objects with these texts, an empty one with 500.
func metaServer(texts map[caseapi.ObjectType]string) http.RoundTripper {
	return transport.InProcess(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for object, text := range texts {
			if r.URL.Path == MetaPath(object) && text != "" {
				_, _ = w.Write([]byte(text))
				return
			}
		}
		w.WriteHeader(http.StatusInternalServerError)
	}))
}

func TestTheServersOwnFieldsAreLearned(t *testing.T) {
	t.Parallel()
	client := newClient(t, Options{URL: "http://crm", Transport: metaServer(map[caseapi.ObjectType]string{
		caseapi.CaseObject: `{"name": "case", "fields": [
			{"name": "region", "label": "Region", "type": "text", "searchable": false, "NAME": 0, "Label": []},
			{"name": "region", "label": "again", "type": "text"}, {"name": "title", "label": "documented"},
			{"NAME": "capital"}, {"name": ""}, 7, {"name": "odd one", "label": "", "type": "text"}]}`})})
	meta, err := client.Preflight(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, field := range meta.Structure(caseapi.CaseObject).Fields {
		names = append(names, field.Name)
	}
	if !slices.Equal(names, []string{"region", "odd one"}) || len(meta.Structures().Case.Fields) != 1 {
		t.Errorf("got %q, of which %+v can be described", names, meta.Structures().Case)
	}
	const unread = "the custom fields of a customer are not known, since /meta/object/customer is answered with 500"
	if got := meta.Unread(caseapi.CustomerObject); got != unread || meta.Unread(caseapi.CaseObject) != "" {
		t.Errorf("got %q", got)
	}
	for _, test := range []struct {
		object caseapi.ObjectType
		name   string
		want   bool
	}{{caseapi.CaseObject, "region", true}, {caseapi.CaseObject, "other", false},
		{caseapi.CustomerObject, "anything", true}} {
		if got := meta.Defines(test.object, test.name); got != test.want {
			t.Errorf("%s of a %s: got %t", test.name, test.object, got)
		}
	}
}

func TestWhatIsNoMetaObjectIsSaid(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`[]`, `{"name": "case"}`, `{"fields": null}`, `{"fields": [1]}`, `no`} {
		client := newClient(t, Options{URL: "http://crm", Transport: metaServer(map[caseapi.ObjectType]string{
			caseapi.CaseObject: text, caseapi.CustomerObject: `{"fields": []}`})})
		meta, err := client.Preflight(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := meta.Unread(caseapi.CaseObject); got == "" || meta.Unread(caseapi.CustomerObject) != "" {
			t.Errorf("%s: got %q", text, got)
		}
	}
}
