package crm

import (
	"html"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Defect is what a correct CRM would get wrong over several calls.
type Defect struct {
	Name  string
	Quirk Quirk
	Path  string // where in an answer it shows first, as package consistency names it
}

// Defects are what every judge of several answers must find, each by itself.
func Defects() []Defect {
	return []Defect{
		{"titles are cut at 80", storing(text("title", func(s string) string { return s[:min(80, len(s))] }), "createCase"),
			"title"},
		{"titles lose white space at the ends", storing(text("title", strings.TrimSpace)), "title"},
		{"titles lose characters beyond the first plane", storing(text("title", func(s string) string {
			return strings.ReplaceAll(s, "🙂", "?")
		})), "title"},
		{"titles are escaped for HTML", storing(text("title", html.EscapeString)), "title"},
		{"titles lose carriage returns", storing(text("title", func(s string) string {
			return strings.ReplaceAll(s, "\r\n", "\n")
		})), "title"},
		{"titles are shown cut by lookups", Showing(text("title", func(s string) string { return s[:min(40, len(s))] }),
			"lookupCase"), "title"},
		{"titles are shown cut by lists", Showing(text("title", func(s string) string { return s[:min(40, len(s))] }),
			"findCases"), "[0].title"},
		{"descriptions fall back with an update", storing(func(o Object) { o["description"] = "" }, "updateCase"),
			"description"},
		{"an update empties what it does not name", Storing(func(before, after Object) {
			if before["branch"] == after["branch"] {
				delete(after, "branch")
			}
		}, "updateCase"), "custom"},
		{"closing changes the title", Storing(func(before, after Object) {
			if after["status"] == "closed" && before["status"] == "open" {
				after["title"] = "[closed] " + after["title"].(string)
			}
		}, "updateCase"), "title"},
		{"reopening loses the posts", Storing(func(before, after Object) {
			if after["status"] == "open" && before["status"] == "closed" {
				posts := after["interactions"].([]any)
				after["interactions"] = posts[len(posts)-1:]
			}
		}, "updateCase"), "interactions"},
		{"an update replaces the posts", Storing(func(_, after Object) {
			posts := after["interactions"].([]any)
			after["interactions"] = posts[len(posts)-1:]
		}, "updateCase"), "interactions"},
		{"posts of two services are one", storing(func(o Object) {
			posts := o["interactions"].([]any)
			o["interactions"] = slices.CompactFunc(posts, func(a, b any) bool {
				return a.(Object)["serviceId"] == b.(Object)["serviceId"]
			})
		}), "interactions"},
		{"a post is kept twice", Storing(func(before, after Object) {
			if posts := after["interactions"].([]any); len(posts) > len(before["interactions"].([]any)) {
				after["interactions"] = append(posts, posts[len(posts)-1])
			}
		}, "updateCase"), "interactions"},
		{"ids of posts are rounded", storing(EachPost(text("serviceId", func(s string) string {
			return strings.Replace(s, "9223372036854775807", "9223372036854776000", 1)
		}))), "interactions"},
		{"ids of posts lose zeros", storing(EachPost(text("serviceId", func(s string) string {
			return strings.TrimLeft(s, "0")
		}))), "interactions"},
		{"the zone of posts is lost", storing(EachPost(text("created", func(s string) string {
			return strings.Replace(s, "+02:00", "Z", 1)
		}))), "interactions[0].created"},
		{"handles are lower-cased", storing(EachPost(inAuthor(text("handle", strings.ToLower)))),
			"interactions[0].author.handle"},
		{"nobody is of the brand", storing(EachPost(inAuthor(func(o Object) { o["brandOwned"] = false }))),
			"interactions[0].author.brandOwned"},
		{"the first author is lost with an update", storing(func(o Object) {
			delete(o["interactions"].([]any)[0].(Object), "author")
		}, "updateCase"), "interactions[0].author"},
		{"texts of posts are cut", storing(EachPost(text("body", func(s string) string { return s[:min(50, len(s))] }))),
			"interactions[0].body"},
		{"a custom field is lost with the second update", func(s *Server) {
			updates := 0
			Storing(func(_, after Object) {
				if updates++; updates == 2 {
					delete(after, "region")
				}
			}, "updateCase")(s)
		}, "custom"},
		{"a custom field is upper-cased", storing(text("mail", strings.ToUpper), "createCustomer"), "custom"},
		{"created moves", storing(func(o Object) {
			o["created"] = time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
		}, "updateCase"), "created"},
		{"lastUpdated goes back", Storing(func(_, after Object) {
			after["lastUpdated"] = "1999-12-31T23:59:59.000000Z"
		}, "updateCase"), "lastUpdated"},
		{"the number changes with an update", storing(text("number", func(s string) string { return s + "0" }), "updateCase"),
			"number"},
		{"the url changes with an update", storing(text("url", func(s string) string { return s + "&v=2" }), "updateCase"),
			"url"},
		{"the second lookup is stale", func(s *Server) {
			var first Object
			lookups := 0
			Showing(func(o Object) {
				if lookups++; lookups == 1 {
					first = maps.Clone(o)
				} else if lookups == 5 { // the second one after the case was closed
					maps.Copy(o, first)
				}
			}, "lookupCase")(s)
		}, "lastUpdated"},
		{"closed cases are not listed", func(s *Server) {
			s.Belongs = func(kase Object, customer string) bool {
				return kase["customerId"] == customer && kase["status"] == "open"
			}
		}, "cases"},
		{"a list ends after 25", capped(25), "cases"},
		{"a list ends after 10", capped(10), "cases"},
		{"moved cases stay in the list", func(s *Server) {
			first := map[any]any{}
			s.Belongs = func(kase Object, customer string) bool {
				if first[kase["id"]] == nil {
					first[kase["id"]] = kase["customerId"]
				}
				return first[kase["id"]] == customer || kase["customerId"] == customer
			}
		}, "[0].customerId"},
		{"a case is listed twice", Succeeding(func(a *Answer) {
			if list := a.Body.([]any); len(list) > 0 {
				a.Body = append(list, list[0])
			}
		}, "findCases"), "[1].id"},
		{"a list has a case of nobody's making", Succeeding(func(a *Answer) {
			for _, kase := range a.Objects()[:min(1, len(a.Objects()))] {
				copied := maps.Clone(kase)
				copied["id"] = "copy"
				a.Body = append(a.Body.([]any), copied)
			}
		}, "findCases"), "[1].id"},
		{"a list shows another status", Showing(func(o Object) { o["status"] = "closed" }, "findCases"),
			"[0].status"},
		{"an update of a customer is lost", Storing(func(before, after Object) { maps.Copy(after, before) },
			"updateCustomer"), "custom"},
		{"an update of a customer empties the rest", Storing(func(before, after Object) {
			if before["fullName"] == after["fullName"] {
				delete(after, "fullName")
			}
		}, "updateCustomer"), "custom"},
		{"a customer is found by an old value", func(s *Server) {
			old := "nobody"
			Storing(func(before, after Object) {
				if before["mail"] != after["mail"] {
					old = before["mail"].(string)
				}
			}, "updateCustomer")(s)
			s.Sought = func(_, value string) string { return strings.Replace(value, old, "Lovelace@Example.com", 1) }
		}, "matches"},
		{"a customer is not found by a new value", func(s *Server) {
			s.Sought = func(_, value string) string {
				return strings.Replace(value, "Lovelace@Example.com", "Ada@Example.com", 1)
			}
		}, "statusCode"},
		{"a search by two fields finds nobody", Answering(func(a *Answer) {
			if a.Request.ContentLength > int64(len(`{"mail":"Lovelace@Example.com"}`)) {
				a.Status, a.Body = http.StatusNoContent, nil
			}
		}, "searchCustomers"), "statusCode"},
		{"nobody is a list without elements", Answering(func(a *Answer) {
			if a.Status == http.StatusNoContent {
				a.Status, a.Body = http.StatusOK, []any{}
			}
		}, "searchCustomers"), "statusCode"},
		{"a customer is kept twice", Succeeding(func(a *Answer) {
			if list, ok := a.Body.([]any); ok {
				copied := maps.Clone(list[0].(Object))
				copied["id"] = "copy"
				a.Body = append(list, copied)
			}
		}, "searchCustomers"), "matches"},
		{"all cases have one id", Showing(func(o Object) { o["id"] = "5001" }, "createCase"), "id"},
		{"another case is looked up", Showing(func(o Object) { o["id"] = "5002" }, "lookupCase"), "id"},
		{"wrong types are taken", Answering(func(a *Answer) {
			if a.Status == http.StatusBadRequest {
				a.Status = http.StatusCreated
			}
		}, "updateCase"), "statusCode"},
		{"a refused update is applied", func(s *Server) {
			Storing(func(_, after Object) { after["region"] = "elsewhere" }, "updateCase")(s)
			Answering(func(a *Answer) {
				if a.Status == http.StatusCreated {
					a.Status, a.Body = 422, Object{"error": "no", "message": "No."}
				}
			}, "updateCase")(s)
		}, "statusCode"},
		{"unknown cases are made", answering("updateCase", 404, 201), "statusCode"},
		{"unknown customers are gone", answering("findCustomer", 404, 410), "statusCode"},
		{"unknown customers have everybody's cases", Answering(func(a *Answer) {
			if a.Status == http.StatusNotFound {
				a.Status, a.Text, a.Body = http.StatusOK, "", []any{Object{"id": "1"}}
			}
		}, "findCases"), "body"},
		{"unknown types are described", answering("defineObjectStructures", 400, 200), "statusCode"},
		{"another object is described", Showing(func(o Object) { o["name"] = "customer" },
			"defineObjectStructures"), "name"},
		{"a longer key is let in", func(s *Server) {
			s.Authorized = func(r *http.Request) bool { return strings.HasPrefix(r.Header.Get("Authorization"), Key) }
		}, "statusCode"},
		{"writing needs no key", func(s *Server) {
			s.Authorized = func(r *http.Request) bool {
				return r.Method == http.MethodPatch || r.Header.Get("Authorization") == Key
			}
		}, "statusCode"},
	}
}

func storing(change func(Object), operations ...string) Quirk {
	if operations == nil {
		operations = []string{"createCase", "updateCase"}
	}
	return Storing(func(_, after Object) { change(after) }, operations...)
}

func text(name string, change func(string) string) func(Object) {
	return func(o Object) {
		if text, ok := o[name].(string); ok {
			o[name] = change(text)
		}
	}
}

func inAuthor(change func(Object)) func(Object) {
	return func(post Object) {
		if author, ok := post["author"].(Object); ok {
			change(author)
		}
	}
}

func capped(most int) Quirk {
	return Succeeding(func(a *Answer) {
		list := a.Body.([]any)
		a.Body = list[:min(most, len(list))]
	}, "findCases")
}

func answering(operation string, from, to int) Quirk {
	return Answering(func(a *Answer) {
		if a.Status == from {
			a.Status = to
		}
	}, operation)
}
