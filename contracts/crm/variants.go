package crm

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// Variant is a CRM that keeps the documents in a way of its own.
type Variant struct {
	Name   string
	Quirks []Quirk
}

// Variants are CRMs of which no verification may find anything to say.
func Variants() []Variant {
	return []Variant{
		{"ids are UUIDs", []Quirk{IDs("1b4e28ba-2fa1-41d2-883f-00000000%d")}},
		{"ids are of odd characters", []Quirk{IDs(`a/b c%%2F?#é\+%d;=&`)}},
		{"ids are long numbers", []Quirk{IDs("900719925474%d")}},
		{"ids have prefixes", []Quirk{IDs("CASE-%d")}},
		{"content types have parameters", []Quirk{Answering(func(a *Answer) {
			if strings.Contains(a.Header.Get("Content-Type"), "json") {
				a.Header.Set("Content-Type", `Application/JSON ; charset="UTF-8"; v=2`)
			}
		})}},
		{"content types have white space, and the names in JSON escapes", []Quirk{Answering(func(a *Answer) {
			if strings.Contains(a.Header.Get("Content-Type"), "json") {
				body, _ := json.Marshal(a.Body)
				a.Text = nameBegins.ReplaceAllStringFunc(string(body), func(begin string) string {
					return fmt.Sprintf(`%s\u00%x`, begin[:2], begin[2])
				})
				a.Header.Set("Content-Type", `application/json ; charset="utf-8"`)
			}
		})}},
		{"JSON is called text", []Quirk{Answering(func(a *Answer) {
			if strings.Contains(a.Header.Get("Content-Type"), "json") {
				a.Header.Set("Content-Type", "text/plain; charset=utf-8")
			}
		})}},
		{"errors are problem+json", []Quirk{Answering(func(a *Answer) {
			if a.Status >= 400 {
				a.Header.Set("Content-Type", "application/problem+json")
			}
		})}},
		{"date-times have an offset and no fraction", []Quirk{Instants(func(t time.Time) string {
			return t.In(time.FixedZone("", 2*3600)).Format("2006-01-02T15:04:05-07:00")
		}, "created", "lastUpdated")}},
		{"date-times have nanoseconds and a short offset", []Quirk{Instants(func(t time.Time) string {
			return t.In(time.FixedZone("", -5*3600)).Format("2006-01-02T15:04:05.000000000-0700")
		}, "created", "lastUpdated")}},
		{"date-times are answered more exactly than they are kept", []Quirk{Instants(
			func(t time.Time) string { return t.Format("2006-01-02T15:04:05Z") }, "created", "lastUpdated"),
			Showing(func(o Object) { o["created"] = o["lastUpdated"] }, "createCase")}},
		{"interactions are never shown", []Quirk{Showing(Without("interactions"))}},
		{"interactions are left out where there are none", []Quirk{Showing(func(o Object) {
			if posts, ok := o["interactions"].([]any); ok && len(posts) == 0 {
				delete(o, "interactions")
			}
		})}},
		{"interactions are shown by lookups alone", []Quirk{
			Showing(Without("interactions"), "findCases", "updateCase", "createCase")}},
		{"interactions are shown without their authors", []Quirk{Showing(EachPost(Without("author")))}},
		{"the latest interaction comes first", []Quirk{Showing(func(o Object) {
			if posts, _ := o["interactions"].([]any); len(posts) > 1 {
				posts[0], posts[len(posts)-1] = posts[len(posts)-1], posts[0]
			}
		})}},
		{"more properties and headers than documented", []Quirk{
			Showing(func(o Object) { o["$schema"], o["owner"] = "x", Object{"id": 7} }),
			Showing(EachPost(func(o Object) { o["sentiment"] = nil })),
			Answering(func(a *Answer) { a.Header.Set("X-Request-Id", "1"); a.Header.Set("ETag", "W/1") })}},
		{"custom fields are null where they have no value", []Quirk{
			Showing(func(o Object) {
				if o["region"] == nil {
					o["region"] = nil
				}
			}, "createCase", "updateCase", "lookupCase", "findCases")}},
		{"custom fields are empty where they have no value", []Quirk{
			Showing(func(o Object) { orEmpty(o, "region") }, "createCase", "updateCase", "lookupCase", "findCases"),
			Showing(func(o Object) { orEmpty(o, "fullName", "mail", "vip", "segment") },
				"createCustomer", "updateCustomer", "findCustomer", "searchCustomers", "bestmatchCustomers")}},
		{"errors without a body", []Quirk{Answering(func(a *Answer) {
			if a.Status == 401 || a.Status == 404 {
				a.Text, a.Body = "", nil
				a.Header.Del("Content-Type")
			}
		})}},
		{"errors as HTML pages", []Quirk{Answering(func(a *Answer) {
			if a.Status == 401 || a.Status == 404 {
				a.Text = "<!doctype html><title>Error</title>"
				a.Header.Set("Content-Type", "text/html")
			}
		})}},
		{"bad requests say nothing", []Quirk{BadRequests(Object{})}},
		{"bad requests have a message alone", []Quirk{BadRequests(Object{"message": "No."})}},
		{"bad requests have null texts", []Quirk{
			BadRequests(Object{"message": nil, "error": nil, "fields": []any{}, "trace": 1})}},
		{"wrong requests are a 422", []Quirk{Answering(func(a *Answer) {
			if a.Status == 400 {
				a.Status, a.Body = 422, Object{"error": "invalid", "message": "No."}
			}
		}, "updateCase", "createCase", "createCustomer", "updateCustomer")}},
		{"a missing key is a 400", []Quirk{Answering(func(a *Answer) {
			if a.Status == 401 && a.Request.Header.Get("Authorization") == "" {
				a.Status, a.Body, a.Text = 400, Object{"message": "Authorization is missing"}, ""
				if a.Operation == "defineObjectStructures" {
					a.Object()["error"] = "no_key"
				}
				a.Header.Set("Content-Type", "application/json")
			}
		})}},
		{"an unknown customer has no cases", []Quirk{Answering(func(a *Answer) {
			if a.Status == 404 {
				a.Status, a.Body, a.Text = 200, []any{}, ""
				a.Header.Set("Content-Type", "application/json")
			}
		}, "findCases")}},
		{"an unknown customer cannot be updated", []Quirk{Answering(func(a *Answer) {
			if a.Status == 404 {
				a.Status, a.Body, a.Text = 422, Object{"error": "unknown", "message": "No."}, ""
				a.Header.Set("Content-Type", "application/json")
			}
		}, "updateCustomer")}},
		{"an unknown customer makes an update fail", []Quirk{Answering(func(a *Answer) {
			if a.Status == 404 {
				a.Status, a.Body, a.Text = 500, Object{"error": "unknown"}, ""
				a.Header.Set("Content-Type", "application/json")
			}
		}, "updateCustomer")}},
		{"a description cannot be sent", []Quirk{
			Refusing("createCase", "description"), Refusing("updateCase", "description")}},
		{"a status cannot be sent", []Quirk{Refusing("updateCase", "status")}},
		{"a status that is sent is ignored", []Quirk{Storing(func(_, after Object) {
			after["status"] = "open"
		}, "updateCase")}},
		{"a description that is sent is ignored", []Quirk{Storing(func(_, after Object) {
			after["description"] = ""
		}, "createCase")}},
		{"custom fields cannot be sent with a case", []Quirk{
			Refusing("createCase", "region"), Refusing("updateCase", "region")}},
		{"one custom field of a customer cannot be sent", []Quirk{
			Refusing("createCustomer", "segment"), Refusing("updateCustomer", "segment")}},
		{"custom fields are written in the CRM's own way", []Quirk{Storing(func(_, after Object) {
			if mail, _ := after["mail"].(string); mail != "" {
				after["mail"] = "<" + mail + ">"
			}
		}, "createCustomer", "updateCustomer"), searchingBrackets}},
		{"writing is answered with what is always present alone", []Quirk{Showing(func(o Object) {
			for _, name := range []string{"region", "fullName", "mail", "vip", "segment", "interactions"} {
				delete(o, name)
			}
		}, "createCase", "updateCase", "createCustomer", "updateCustomer")}},
		{"no custom fields of cases", []Quirk{func(s *Server) { s.Fields["case"] = nil }}},
		{"no custom fields at all", []Quirk{func(s *Server) { s.Fields["case"], s.Fields["customer"] = nil, nil }}},
		{"customers have a checkbox alone", []Quirk{func(s *Server) {
			s.Fields["customer"] = s.Fields["customer"][2:3]
		}}},
		{"a computed field changes with every look", []Quirk{Showing(func(o Object) {
			o["ageInSeconds"] = time.Now().Nanosecond()
		})}},
		{"a malformed header is refused", []Quirk{Answering(func(a *Answer) {
			if a.Request.Header.Get("X-Sf-Initiative") == "abc" {
				a.Status, a.Body = 400, Object{}
			}
		})}},
	}
}

// orEmpty shows properties that have no value as empty strings.
func orEmpty(o Object, names ...string) {
	for _, name := range names {
		if o[name] == nil {
			o[name] = ""
		}
	}
}

// nameBegins is where an object begins that has something in it.
var nameBegins = regexp.MustCompile(`\{"[A-Za-z]`)

// Without takes a property away.
func Without(name string) func(Object) { return func(o Object) { delete(o, name) } }

// EachPost changes the interactions of a case.
func EachPost(change func(Object)) func(Object) {
	return func(o Object) {
		posts, _ := o["interactions"].([]any)
		for _, post := range posts {
			change(post.(Object))
		}
	}
}

// BadRequests gives those answers another body. It leaves alone the meta object, of whose errors more is documented.
func BadRequests(body Object) Quirk {
	return Answering(func(a *Answer) {
		if a.Status == http.StatusBadRequest && a.Operation != "defineObjectStructures" {
			a.Body = body
		}
	})
}

// searchingBrackets finds what was written in brackets.
func searchingBrackets(s *Server) {
	s.Sought = func(_, value string) string {
		if strings.Contains(value, "@") {
			return "<" + value + ">"
		}
		return value
	}
}
