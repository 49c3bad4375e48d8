package pact

import (
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"casemock/contracts/crm"
)

// variants are CRMs that keep the documents, each in a way of its own.
var variants = []struct {
	name   string
	quirks []crm.Quirk
}{
	{"ids are UUIDs", []crm.Quirk{crm.IDs("1b4e28ba-2fa1-41d2-883f-00000000%d")}},
	{"ids are of odd characters", []crm.Quirk{crm.IDs(`a/b c%%2F?#é\+%d;=&`)}},
	{"ids are long numbers", []crm.Quirk{crm.IDs("900719925474%d")}},
	{"ids have prefixes", []crm.Quirk{crm.IDs("CASE-%d")}},
	{"content types have parameters", []crm.Quirk{crm.Answering(func(a *crm.Answer) {
		if strings.Contains(a.Header.Get("Content-Type"), "json") {
			a.Header.Set("Content-Type", `Application/JSON ; charset="UTF-8"; v=2`)
		}
	})}},
	{"errors are problem+json", []crm.Quirk{crm.Answering(func(a *crm.Answer) {
		if a.Status >= 400 {
			a.Header.Set("Content-Type", "application/problem+json")
		}
	})}},
	{"date-times have an offset and no fraction", []crm.Quirk{crm.Instants(func(t time.Time) string {
		return t.In(time.FixedZone("", 2*3600)).Format("2006-01-02T15:04:05-07:00")
	}, "created", "lastUpdated")}},
	{"date-times have nanoseconds and a short offset", []crm.Quirk{crm.Instants(func(t time.Time) string {
		return t.In(time.FixedZone("", -5*3600)).Format("2006-01-02T15:04:05.000000000-0700")
	}, "created", "lastUpdated")}},
	{"date-times are answered more exactly than they are kept", []crm.Quirk{crm.Instants(
		func(t time.Time) string { return t.Format("2006-01-02T15:04:05Z") }, "created", "lastUpdated"),
		crm.Showing(func(o crm.Object) { o["created"] = o["lastUpdated"] }, "createCase")}},
	{"interactions are never shown", []crm.Quirk{crm.Showing(without("interactions"))}},
	{"interactions are left out where there are none", []crm.Quirk{crm.Showing(func(o crm.Object) {
		if posts, ok := o["interactions"].([]any); ok && len(posts) == 0 {
			delete(o, "interactions")
		}
	})}},
	{"interactions are shown by lookups alone", []crm.Quirk{
		crm.Showing(without("interactions"), "findCases", "updateCase", "createCase")}},
	{"interactions are shown without their authors", []crm.Quirk{crm.Showing(eachPost(without("author")))}},
	{"the latest interaction comes first", []crm.Quirk{crm.Showing(func(o crm.Object) {
		if posts, _ := o["interactions"].([]any); len(posts) > 1 {
			posts[0], posts[len(posts)-1] = posts[len(posts)-1], posts[0]
		}
	})}},
	{"more properties and headers than documented", []crm.Quirk{
		crm.Showing(func(o crm.Object) { o["$schema"], o["owner"] = "x", crm.Object{"id": 7} }),
		crm.Showing(eachPost(func(o crm.Object) { o["sentiment"] = nil })),
		crm.Answering(func(a *crm.Answer) { a.Header.Set("X-Request-Id", "1"); a.Header.Set("ETag", "W/1") })}},
	{"custom fields are null where they have no value", []crm.Quirk{
		crm.Showing(func(o crm.Object) {
			if o["region"] == nil {
				o["region"] = nil
			}
		}, "createCase", "updateCase", "lookupCase", "findCases")}},
	{"errors without a body", []crm.Quirk{crm.Answering(func(a *crm.Answer) {
		if a.Status == 401 || a.Status == 404 {
			a.Text, a.Body = "", nil
			a.Header.Del("Content-Type")
		}
	})}},
	{"errors as HTML pages", []crm.Quirk{crm.Answering(func(a *crm.Answer) {
		if a.Status == 401 || a.Status == 404 {
			a.Text = "<!doctype html><title>Error</title>"
			a.Header.Set("Content-Type", "text/html")
		}
	})}},
	{"bad requests say nothing", []crm.Quirk{badRequests(crm.Object{})}},
	{"bad requests have a message alone", []crm.Quirk{badRequests(crm.Object{"message": "No."})}},
	{"bad requests have null texts", []crm.Quirk{
		badRequests(crm.Object{"message": nil, "error": nil, "fields": []any{}, "trace": 1})}},
	{"wrong requests are a 422", []crm.Quirk{crm.Answering(func(a *crm.Answer) {
		if a.Status == 400 {
			a.Status, a.Body = 422, crm.Object{"error": "invalid", "message": "No."}
		}
	}, "updateCase", "createCase", "createCustomer", "updateCustomer")}},
	{"a missing key is a 400", []crm.Quirk{crm.Answering(func(a *crm.Answer) {
		if a.Status == 401 && a.Request.Header.Get("Authorization") == "" {
			a.Status, a.Body, a.Text = 400, crm.Object{"message": "Authorization is missing"}, ""
			if a.Operation == "defineObjectStructures" {
				a.Object()["error"] = "no_key"
			}
			a.Header.Set("Content-Type", "application/json")
		}
	})}},
	{"an unknown customer has no cases", []crm.Quirk{crm.Answering(func(a *crm.Answer) {
		if a.Status == 404 {
			a.Status, a.Body, a.Text = 200, []any{}, ""
			a.Header.Set("Content-Type", "application/json")
		}
	}, "findCases")}},
	{"an unknown customer cannot be updated", []crm.Quirk{crm.Answering(func(a *crm.Answer) {
		if a.Status == 404 {
			a.Status, a.Body, a.Text = 422, crm.Object{"error": "unknown", "message": "No."}, ""
			a.Header.Set("Content-Type", "application/json")
		}
	}, "updateCustomer")}},
	{"a description cannot be sent", []crm.Quirk{
		crm.Refusing("createCase", "description"), crm.Refusing("updateCase", "description")}},
	{"a status cannot be sent", []crm.Quirk{crm.Refusing("updateCase", "status")}},
	{"a status that is sent is ignored", []crm.Quirk{crm.Storing(func(_, after crm.Object) {
		after["status"] = "open"
	}, "updateCase")}},
	{"a description that is sent is ignored", []crm.Quirk{crm.Storing(func(_, after crm.Object) {
		after["description"] = ""
	}, "createCase")}},
	{"custom fields cannot be sent with a case", []crm.Quirk{
		crm.Refusing("createCase", "region"), crm.Refusing("updateCase", "region")}},
	{"one custom field of a customer cannot be sent", []crm.Quirk{
		crm.Refusing("createCustomer", "segment"), crm.Refusing("updateCustomer", "segment")}},
	{"custom fields are written in the CRM's own way", []crm.Quirk{crm.Storing(func(_, after crm.Object) {
		if mail, ok := after["mail"].(string); ok {
			after["mail"] = "<" + mail + ">"
		}
	}, "createCustomer", "updateCustomer"), searchingBrackets}},
	{"writing is answered with what is always present alone", []crm.Quirk{crm.Showing(func(o crm.Object) {
		for _, name := range []string{"region", "fullName", "mail", "vip", "segment", "interactions"} {
			delete(o, name)
		}
	}, "createCase", "updateCase", "createCustomer", "updateCustomer")}},
	{"no custom fields of cases", []crm.Quirk{func(s *crm.Server) { s.Fields["case"] = nil }}},
	{"no custom fields at all", []crm.Quirk{func(s *crm.Server) { s.Fields["case"], s.Fields["customer"] = nil, nil }}},
	{"customers have a checkbox alone", []crm.Quirk{func(s *crm.Server) {
		s.Fields["customer"] = s.Fields["customer"][2:3]
	}}},
	{"a computed field changes with every look", []crm.Quirk{crm.Showing(func(o crm.Object) {
		o["ageInSeconds"] = time.Now().Nanosecond()
	})}},
	{"a malformed header is refused", []crm.Quirk{crm.Answering(func(a *crm.Answer) {
		if a.Request.Header.Get("X-Sf-Initiative") == "abc" {
			a.Status, a.Body = 400, crm.Object{}
		}
	})}},
}

func without(name string) func(crm.Object) { return func(o crm.Object) { delete(o, name) } }

func eachPost(change func(crm.Object)) func(crm.Object) {
	return func(o crm.Object) {
		posts, _ := o["interactions"].([]any)
		for _, post := range posts {
			change(post.(crm.Object))
		}
	}
}

// badRequests leaves alone the meta object, of whose errors more is documented.
func badRequests(body crm.Object) crm.Quirk {
	return crm.Answering(func(a *crm.Answer) {
		if a.Status == http.StatusBadRequest && a.Operation != "defineObjectStructures" {
			a.Body = body
		}
	})
}

// searchingBrackets finds what was written in brackets.
func searchingBrackets(s *crm.Server) {
	s.Sought = func(_, value string) string {
		if strings.Contains(value, "@") {
			return "<" + value + ">"
		}
		return value
	}
}

// requireNoAlarm fails for everything that a correct server must not be told.
func requireNoAlarm(t *testing.T, report *Report) {
	t.Helper()
	for _, result := range report.Results {
		for _, finding := range result.Failures() {
			t.Error(textOfFinding(finding, result))
		}
		if result.Exchange == nil && result.Verdict != NotExercised {
			t.Errorf("%s: %s without a request", result.Description, result.Verdict)
		}
	}
	if counts := report.Counts(); counts.Verified < 40 {
		t.Errorf("only %d expectations were verified: %+v", counts.Verified, counts)
	}
}

func TestNoVariantOfACorrectServerFails(t *testing.T) {
	t.Parallel()
	for _, variant := range variants {
		t.Run(variant.name, func(t *testing.T) {
			t.Parallel()
			requireNoAlarm(t, verify(t, Options{ProviderURL: serve(t, crm.With(variant.quirks...))}))
		})
	}
}

func TestNoWayToServeFails(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(t *testing.T) Options{
		"below a path": func(t *testing.T) Options {
			return Options{ProviderURL: serve(t, crm.Under("/api/v2", crm.New())) + "/api/v2/"}
		},
		"over TLS with an authority of its own": func(t *testing.T) Options {
			server := httptest.NewTLSServer(crm.New())
			t.Cleanup(server.Close)
			roots := x509.NewCertPool()
			roots.AddCert(server.Certificate())
			return Options{ProviderURL: server.URL, RootCAs: roots}
		},
		"over TLS with any certificate": func(t *testing.T) Options {
			server := httptest.NewTLSServer(crm.New())
			t.Cleanup(server.Close)
			return Options{ProviderURL: server.URL, Insecure: true}
		},
		"over HTTP/2": func(t *testing.T) Options {
			server := httptest.NewUnstartedServer(crm.New())
			server.EnableHTTP2 = true
			server.StartTLS()
			t.Cleanup(server.Close)
			return Options{ProviderURL: server.URL, Insecure: true}
		},
		"without keeping connections": func(t *testing.T) Options {
			server := httptest.NewUnstartedServer(crm.New())
			server.Config.SetKeepAlivesEnabled(false)
			server.Start()
			t.Cleanup(server.Close)
			return Options{ProviderURL: server.URL}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requireNoAlarm(t, verify(t, start(t)))
		})
	}
}
