package pact

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"casemock/contracts/crm"
	"casemock/contracts/report"
)

// A defect is one line that a correct CRM would get wrong, and the rule by which it must be found.
type defect struct {
	name  string
	only  string // the operation, status or scenario that shows it
	quirk crm.Quirk
	rule  string
}

var defects = slices.Concat(statusDefects, shapeDefects, valueDefects, keyDefects, customerDefects, difficultDefects,
	storyDefects)

var statusDefects = []defect{
	{"an update answers 200", "updateCase/201", answering(201, 200), "updateCase/201/statusCode"},
	{"a new case answers 200", "createCase/201", answering(201, 200), "createCase/201/statusCode"},
	{"a lookup answers 201", "lookupCase/200", answering(200, 201), "lookupCase/200/statusCode"},
	{"a new customer answers 204", "createCustomer/201", answering(201, 204), "createCustomer/201/statusCode"},
	{"an update of a customer answers 200", "updateCustomer/201", answering(201, 200),
		"updateCustomer/201/statusCode"},
	{"an unknown case is a 500", "lookupCase/404", answering(404, 500), "lookupCase/404/statusCode"},
	{"an unknown case is a 410", "updateCase/404", answering(404, 410), "updateCase/404/statusCode"},
	{"an unknown case is a 400", "lookupCase/404", answering(404, 400), "lookupCase/404/statusCode"},
	{"an unknown case is an empty 200", "lookupCase/404", answering(404, 200), "lookupCase/404/statusCode"},
	{"an unknown case is created", "updateCase/404", answering(404, 201), "updateCase/404/statusCode"},
	{"an unknown customer is a 403", "findCustomer/404", answering(404, 403), "findCustomer/404/statusCode"},
	{"the cases of nobody are a 500", "findCases/404", answering(404, 500), "findCases/404/statusCode"},
	{"an unknown customer is a 403", "updateCustomer/404", answering(404, 403), "updateCustomer/404/statusCode"},
	{"a wrong request is a 500", "updateCase/400", answering(400, 500), "updateCase/400/statusCode"},
	{"a wrong request is taken", "createCase/400", answering(400, 201), "createCase/400/statusCode"},
	{"a wrong search is a 422", "searchCustomers/400", answering(400, 422), "searchCustomers/400/statusCode"},
	{"a wrong best match is taken", "bestmatchCustomers/400", answering(400, 200),
		"bestmatchCustomers/400/statusCode"},
	{"an unknown type is a 404", "defineObjectStructures/400", answering(400, 404),
		"defineObjectStructures/400/statusCode"},
	{"no match is a 200", "searchCustomers/204", crm.Answering(func(a *crm.Answer) {
		if a.Status == http.StatusNoContent {
			a.Status, a.Body = 200, []any{}
			a.Header.Set("Content-Type", "application/json")
		}
	}), "searchCustomers/204/statusCode"},
	{"no match is a 404", "searchCustomers/204", answering(204, 404), "searchCustomers/204/statusCode"},
	{"a lookup redirects", "lookupCase/200", crm.Answering(func(a *crm.Answer) {
		if a.Status == http.StatusOK {
			a.Status = http.StatusFound
			a.Header.Set("Location", a.Request.URL.Path)
		}
	}, "lookupCase"), "lookupCase/200/statusCode"},
}

var shapeDefects = []defect{
	{"no lastUpdated", "updateCase/201", showing(without("lastUpdated")), "updateCase/201/lastUpdated"},
	{"no id", "updateCase/201", crm.Succeeding(func(a *crm.Answer) { delete(a.Object(), "id") },
		"updateCase"), "updateCase/201/id"},
	{"no url", "lookupCase/200", crm.Showing(without("url"), "lookupCase"), "lookupCase/200/url"},
	{"no description", "createCase/201", crm.Showing(without("description"), "createCase"),
		"createCase/201/description"},
	{"no status in the list", "findCases/200", crm.Showing(without("status"), "findCases"),
		"findCases/200/[].status"},
	{"no url of a customer", "findCustomer/200", crm.Showing(without("url"), "findCustomer"),
		"findCustomer/200/url"},
	{"null for the description", "lookupCase/200", crm.Showing(set("description", nil), "lookupCase"),
		"lookupCase/200/description"},
	{"null for the interactions", "lookupCase/200", crm.Showing(set("interactions", nil), "lookupCase"),
		"lookupCase/200/interactions"},
	{"null for an author", "updateCase/201", showing(eachPost(set("author", nil))),
		"updateCase/201/interactions[].author"},
	{"an author without a handle", "updateCase/201", showing(eachPost(inAuthor(without("handle")))),
		"updateCase/201/interactions[].author.handle"},
	{"an author with a text for brandOwned", "lookupCase/200",
		crm.Showing(eachPost(inAuthor(set("brandOwned", "false"))), "lookupCase"),
		"lookupCase/200/interactions[].author.brandOwned"},
	{"an interaction without its service", "lookupCase/200",
		crm.Showing(eachPost(without("service")), "lookupCase"), "lookupCase/200/interactions[].service"},
	{"an interaction with epoch seconds", "lookupCase/200",
		crm.Showing(eachPost(set("created", 1714555800)), "lookupCase"),
		"lookupCase/200/interactions[].created"},
	{"interactions as an object", "lookupCase/200",
		crm.Showing(set("interactions", crm.Object{}), "lookupCase"), "lookupCase/200/interactions"},
	{"a number for the id", "createCase/201", crm.Showing(set("id", 7), "createCase"), "createCase/201/id"},
	{"a number for the number", "lookupCase/200", crm.Showing(set("number", 7), "lookupCase"),
		"lookupCase/200/number"},
	{"a capital letter in the status", "lookupCase/200", crm.Showing(set("status", "Open"), "lookupCase"),
		"lookupCase/200/status"},
	{"a third status", "updateCase/201", showing(set("status", "pending")), "updateCase/201/status"},
	{"a date without a time", "lookupCase/200", crm.Showing(set("created", "2024-05-01"), "lookupCase"),
		"lookupCase/200/created"},
	{"a date-time without a zone", "lookupCase/200",
		crm.Showing(set("lastUpdated", "2024-05-01T09:30:00"), "lookupCase"), "lookupCase/200/lastUpdated"},
	{"an American date", "updateCase/201", showing(set("lastUpdated", "05/01/2024 9:30 AM")),
		"updateCase/201/lastUpdated"},
	{"a day that does not exist", "lookupCase/200",
		crm.Showing(set("created", "2024-02-30T09:30:00Z"), "lookupCase"), "lookupCase/200/created"},
	{"a path for the url", "lookupCase/200", crm.Showing(set("url", "/cases/1"), "lookupCase"),
		"lookupCase/200/url"},
	{"a url with a space", "lookupCase/200", crm.Showing(set("url", "https://crm.example.com/case 1"), "lookupCase"),
		"lookupCase/200/url"},
	{"a url in Unicode", "updateCase/201", showing(set("url", "https://crm.example.com/fälle/1")),
		"updateCase/201/url"},
	{"JSON called text that lacks a part", "lookupCase/200", func(s *crm.Server) {
		contentType("text/plain")(s)
		crm.Showing(without("url"), "lookupCase")(s)
	}, "lookupCase/200/url"},
	{"a page called text", "lookupCase/200", crm.Succeeding(func(a *crm.Answer) {
		a.Header.Set("Content-Type", "text/html")
		a.Text = "<p>Please log in.</p>"
	}, "lookupCase"), "lookupCase/200/body"},
	{"an answer cut short", "lookupCase/200", crm.Succeeding(func(a *crm.Answer) {
		a.Text = `{"id": "`
	}, "lookupCase"), "lookupCase/200/body"},
	{"a list of one case", "lookupCase/200", crm.Succeeding(func(a *crm.Answer) {
		a.Body = []any{a.Body}
	}, "lookupCase"), "lookupCase/200/body"},
	{"cases in an envelope", "findCases/200", crm.Succeeding(func(a *crm.Answer) {
		a.Body = crm.Object{"items": a.Body}
	}, "findCases"), "findCases/200/body"},
	{"an empty answer", "updateCase/201", crm.Succeeding(func(a *crm.Answer) { a.Body = nil },
		"updateCase"), "updateCase/201/body"},
	{"a bad request as text", "updateCase/400", crm.Answering(func(a *crm.Answer) {
		a.Text = "no"
	}, "updateCase"), "updateCase/400/body"},
	{"an incomplete field of a bad request", "createCase/400", badRequests(
		crm.Object{"fields": []any{crm.Object{"name": "title"}}}), "createCase/400/fields[].errorMessage"},
	{"null for the fields of a bad request", "createCase/400",
		badRequests(crm.Object{"fields": nil}), "createCase/400/fields"},
	{"a number for the error", "updateCase/400", badRequests(crm.Object{"error": 17}),
		"updateCase/400/error"},
	{"an unknown type without a message", "defineObjectStructures/400", crm.Answering(func(a *crm.Answer) {
		delete(a.Object(), "message")
	}, "defineObjectStructures"), "defineObjectStructures/400/message"},
	{"a field of an unknown type", "defineObjectStructures/200-customer", func(s *crm.Server) {
		s.Fields["customer"][0]["type"] = "string"
	}, "defineObjectStructures/200/fields[].type"},
	{"a field without a label", "defineObjectStructures/200", func(s *crm.Server) {
		delete(s.Fields["case"][0], "label")
	}, "defineObjectStructures/200/fields[].label"},
	{"a text for searchable", "defineObjectStructures/200", func(s *crm.Server) {
		s.Fields["case"][0]["searchable"] = "no"
	}, "defineObjectStructures/200/fields[].searchable"},
	{"null for the fields", "defineObjectStructures/200", crm.Succeeding(func(a *crm.Answer) {
		a.Object()["fields"] = nil
	}, "defineObjectStructures"), "defineObjectStructures/200/fields"},
	{"the object of cases for customers", "defineObjectStructures/200-customer",
		crm.Showing(set("name", "case"), "defineObjectStructures"), "defineObjectStructures/200/name"},
}

var valueDefects = []defect{
	{"the title is lost", "updateCase/201", storing(undo("title")), "updateCase/201/title"},
	{"the title is cut", "createCase/201", crm.Storing(func(_, after crm.Object) {
		after["title"] = after["title"].(string)[:10]
	}, "createCase"), "createCase/201/title"},
	{"the title is shown and not kept", "updateCase/201", crm.Showing(func(o crm.Object) {
		o["title"] = "Contract verification: old"
	}, "lookupCase"), "updateCase/201/title"},
	{"the answer lacks the new interaction", "updateCase/201", showing(func(o crm.Object) {
		if posts := o["interactions"].([]any); len(posts) > 1 {
			o["interactions"] = posts[:1]
		}
	}), "updateCase/201/interactions"},
	{"the answer shows another description", "createCase/201-minimal",
		crm.Showing(set("description", "x"), "createCase"), "createCase/201/description"},
	{"the answer shows another status", "createCase/201-minimal",
		crm.Showing(set("status", "closed"), "createCase"), "createCase/201/status"},
	{"the interaction is lost", "updateCase/201", storing(undo("interactions")),
		"updateCase/201/interactions"},
	{"the interaction replaces the others", "updateCase/201", crm.Storing(func(_, after crm.Object) {
		posts := after["interactions"].([]any)
		after["interactions"] = posts[len(posts)-1:]
	}, "updateCase"), "updateCase/201/interactions"},
	{"the interaction is added twice", "updateCase/201", crm.Storing(func(_, after crm.Object) {
		posts := after["interactions"].([]any)
		after["interactions"] = append(posts, posts[len(posts)-1])
	}, "updateCase"), "updateCase/201/interactions"},
	{"the text of the interaction is lost", "updateCase/201", storing(func(_, after crm.Object) {
		eachPost(set("body", ""))(after)
	}), "updateCase/201/interactions[].body"},
	{"the author is somebody else", "createCase/201", crm.Storing(func(_, after crm.Object) {
		eachPost(inAuthor(set("handle", "nobody")))(after)
	}, "createCase"), "createCase/201/interactions[].author.handle"},
	{"interactions are not kept", "createCase/201", crm.Storing(func(_, after crm.Object) {
		after["interactions"] = []any{}
	}, "createCase"), "createCase/201/interactions"},
	{"created moves with an update", "updateCase/201", storing(func(_, after crm.Object) {
		after["created"] = time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	}), "updateCase/201/created"},
	{"lastUpdated goes back", "updateCase/201", storing(func(_, after crm.Object) {
		after["lastUpdated"] = "1999-12-31T23:59:59Z"
	}), "updateCase/201/lastUpdated"},
	{"created moves in the answer alone", "updateCase/201", showing(set("created",
		"2019-05-01T09:30:00Z")), "updateCase/201/created"},
	{"the number changes with an update", "updateCase/201", storing(func(_, after crm.Object) {
		after["number"] = "CS-1"
	}), "updateCase/201/number"},
	{"the url changes with an update", "updateCase/201", storing(func(_, after crm.Object) {
		after["url"] = "https://crm.example.org/moved"
	}), "updateCase/201/url"},
	{"an update closes the case", "updateCase/201", storing(func(_, after crm.Object) {
		after["status"] = "closed"
	}), "updateCase/201/status"},
	{"an update empties the description", "updateCase/201", storing(func(_, after crm.Object) {
		after["description"] = "changed"
	}), "updateCase/201/description"},
	{"an update moves the case", "updateCase/201", storing(func(_, after crm.Object) {
		after["customerId"] = "nobody"
	}), "updateCase/201/customerId"},
	{"the answer is about another case", "updateCase/201", showing(set("id", "another")),
		"updateCase/201/id"},
	{"another case is looked up", "lookupCase/200", crm.Showing(set("id", "another"), "lookupCase"),
		"lookupCase/200/id"},
	{"another title is looked up", "lookupCase/200", crm.Showing(set("title", "another"), "lookupCase"),
		"lookupCase/200/title"},
	{"another customer is looked up", "lookupCase/200",
		crm.Showing(set("customerId", "another"), "lookupCase"), "lookupCase/200/customerId"},
	{"all cases have one id", "createCase/201", crm.Showing(set("id", "5001"), "createCase"),
		"createCase/201/id"},
	{"new cases cannot be found", "createCase/201", crm.Showing(func(o crm.Object) {
		o["id"] = "x-" + o["id"].(string)
	}, "createCase"), "createCase/201/lookup"},
	{"new cases have an empty id", "createCase/201", crm.Showing(set("id", ""), "createCase"),
		"createCase/201/id"},
	{"a new case is for another customer", "createCase/201", crm.Storing(func(_, after crm.Object) {
		after["customerId"] = "another"
	}, "createCase"), "createCase/201/customerId"},
	{"the custom field of a case is lost", "createCase/201",
		crm.Storing(func(_, after crm.Object) { delete(after, "region") }, "createCase"),
		"createCase/201/custom"},
	{"an update loses the custom field", "updateCase/201", storing(func(_, after crm.Object) {
		after["region"] = "elsewhere"
	}), "updateCase/201/custom"},
	{"the list has everybody's cases", "findCases/200", func(s *crm.Server) {
		s.Belongs = func(crm.Object, string) bool { return true }
	}, "findCases/200/[].customerId"},
	{"the list claims everybody's cases", "findCases/200", func(s *crm.Server) {
		s.Belongs = func(kase crm.Object, customer string) bool { return true }
		crm.Answering(func(a *crm.Answer) {
			for _, kase := range a.Objects() {
				kase["customerId"] = strings.Split(a.Request.URL.Path, "/")[2]
			}
		}, "findCases")(s)
	}, "findCases/200/[].customerId"},
	{"the list is empty", "findCases/200", func(s *crm.Server) {
		s.Belongs = func(crm.Object, string) bool { return false }
	}, "findCases/200/cases"},
	{"nobody has everybody's cases", "findCases/404", crm.Answering(func(a *crm.Answer) {
		if a.Status == 404 {
			a.Status, a.Text, a.Body = 200, "", []any{crm.Object{"id": "1", "number": "1",
				"customerId": "1", "title": "x", "description": "", "url": "https://crm.example.org/1",
				"created": "2024-05-01T09:30Z", "lastUpdated": "2024-05-01T09:30+02", "status": "open"}}
			a.Header.Set("Content-Type", "application/json")
		}
	}, "findCases"), "findCases/404/body"},
}

var keyDefects = []defect{
	{"a wrong key is let in", "lookupCase/401", func(s *crm.Server) {
		s.Authorized = func(r *http.Request) bool { return r.Header.Get("Authorization") != "" }
	}, "lookupCase/401/statusCode"},
	{"no key is let in", "updateCase/401-no-key", func(s *crm.Server) {
		s.Authorized = func(r *http.Request) bool {
			return r.Header.Get("Authorization") == "" || r.Header.Get("Authorization") == crm.Key
		}
	}, "updateCase/401/statusCode"},
	{"writing needs no key", "createCase/401", func(s *crm.Server) {
		s.Authorized = func(r *http.Request) bool {
			return r.Method == http.MethodPost || r.Header.Get("Authorization") == crm.Key
		}
	}, "createCase/401/statusCode"},
	{"the meta object needs no key", "defineObjectStructures/401", func(s *crm.Server) {
		s.Authorized = func(r *http.Request) bool {
			return strings.HasPrefix(r.URL.Path, "/meta/") || r.Header.Get("Authorization") == crm.Key
		}
	}, "defineObjectStructures/401/statusCode"},
	{"a wrong key is a 403", "findCases/401", answering(401, 403), "findCases/401/statusCode"},
	{"a wrong key is a 400", "updateCase/401", crm.Answering(func(a *crm.Answer) {
		if a.Status == 401 {
			a.Status, a.Text, a.Body = 400, "", crm.Object{}
			a.Header.Set("Content-Type", "application/json")
		}
	}), "updateCase/401/statusCode"},
	{"a wrong key redirects to a login", "findCustomer/401", crm.Answering(func(a *crm.Answer) {
		if a.Status == 401 {
			a.Status = http.StatusSeeOther
			a.Header.Set("Location", "/login")
		}
	}), "findCustomer/401/statusCode"},
}

var customerDefects = []defect{
	{"a field of a new customer is lost", "createCustomer/201", crm.Storing(func(_, after crm.Object) {
		delete(after, "mail")
	}, "createCustomer"), "createCustomer/201/custom"},
	{"a field of a new customer is lower-cased", "createCustomer/201", crm.Storing(func(_, after crm.Object) {
		after["fullName"] = strings.ToLower(after["fullName"].(string))
	}, "createCustomer"), "createCustomer/201/custom"},
	{"a new customer cannot be found", "createCustomer/201", answeringAt("findCustomer", 200, 404),
		"createCustomer/201/lookup"},
	{"another customer is found", "findCustomer/200", crm.Showing(set("id", "another"), "findCustomer"),
		"findCustomer/200/id"},
	{"a customer is found without a field", "findCustomer/200",
		crm.Showing(without("fullName"), "findCustomer"), "findCustomer/200/custom"},
	{"the change of a customer is lost", "updateCustomer/201", crm.Storing(func(before, after crm.Object) {
		for name, value := range before {
			after[name] = value
		}
	}, "updateCustomer"), "updateCustomer/201/custom"},
	{"a change of a customer loses the rest", "updateCustomer/201", crm.Storing(func(_, after crm.Object) {
		delete(after, "mail")
	}, "updateCustomer"), "updateCustomer/201/custom"},
	{"the answer is about another customer", "updateCustomer/201",
		crm.Showing(set("id", "another"), "updateCustomer"), "updateCustomer/201/id"},
	{"a search finds somebody else", "searchCustomers/200", crm.Showing(set("id", "another"),
		"searchCustomers"), "searchCustomers/200/matches"},
	{"a search finds nobody", "searchCustomers/200", func(s *crm.Server) {
		s.Sought = func(string, string) string { return "nobody" }
	}, "searchCustomers/200/statusCode"},
	{"a found customer has no id", "searchCustomers/200", crm.Showing(without("id"), "searchCustomers"),
		"searchCustomers/200/[].id"},
	{"a best match is an object", "bestmatchCustomers/200", crm.Succeeding(func(a *crm.Answer) {
		a.Body = crm.Object{}
	}, "bestmatchCustomers"), "bestmatchCustomers/200/body"},
	{"a best match has no url", "bestmatchCustomers/200", crm.Showing(without("url"),
		"bestmatchCustomers"), "bestmatchCustomers/200/[].url"},
	{"best matches in an envelope", "bestmatchCustomers/200", crm.Succeeding(func(a *crm.Answer) {
		a.Body = crm.Object{"customers": a.Body}
	}, "bestmatchCustomers"), "bestmatchCustomers/200/body"},
}

// storyDefects are those that no single answer shows.
var storyDefects = []defect{
	{"closed cases are not listed", "stories", func(s *crm.Server) {
		s.Belongs = func(kase crm.Object, customer string) bool {
			return kase["customerId"] == customer && kase["status"] == "open"
		}
	}, "findCases/200/cases"},
	{"a list ends after 25", "a-long-list", crm.Succeeding(func(a *crm.Answer) {
		list := a.Body.([]any)
		a.Body = list[:min(25, len(list))]
	}, "findCases"), "findCases/200/cases"},
	{"a list shows a title of before", "updating-again-and-again", func(s *crm.Server) {
		first := map[any]any{}
		crm.Storing(func(before, after crm.Object) {
			if before == nil {
				first[after["id"]] = after["title"]
			}
		}, "createCase")(s)
		crm.Showing(func(o crm.Object) { o["title"] = first[o["id"]] }, "findCases")(s)
	}, "findCases/200/[].title"},
	{"a moved case stays in the list", "stories", func(s *crm.Server) {
		first := map[any]any{}
		s.Belongs = func(kase crm.Object, customer string) bool {
			if first[kase["id"]] == nil {
				first[kase["id"]] = kase["customerId"]
			}
			return first[kase["id"]] == customer || kase["customerId"] == customer
		}
	}, "findCases/200/[].customerId"},
	{"reopening loses the posts", "stories", crm.Storing(func(before, after crm.Object) {
		if before["status"] == "closed" && after["status"] == "open" {
			after["interactions"] = []any{}
		}
	}, "updateCase"), "lookupCase/200/interactions"},
	{"the third update is lost", "updating-again-and-again", func(s *crm.Server) {
		updates := 0
		crm.Storing(func(before, after crm.Object) {
			if updates++; updates == 3 {
				after["title"] = before["title"]
			}
		}, "updateCase")(s)
	}, "updateCase/201/title"},
	{"an old value is still found", "searching-by-an-old-value", func(s *crm.Server) {
		old, current := "nobody", ""
		crm.Storing(func(before, after crm.Object) {
			if before["mail"] != after["mail"] {
				old, current = before["mail"].(string), after["mail"].(string)
			}
		}, "updateCustomer")(s)
		s.Sought = func(_, value string) string {
			if value == old {
				return current
			}
			return value
		}
	}, "searchCustomers/200/matches"},
}

func TestEachDefectIsFoundForTheRightReason(t *testing.T) {
	t.Parallel()
	for _, defect := range defects {
		t.Run(defect.name, func(t *testing.T) {
			t.Parallel()
			if _, known := report.FindRule(defect.rule); !known {
				t.Fatalf("%s is no rule", defect.rule)
			}
			report := verify(t, Options{ProviderURL: serve(t, crm.With(defect.quirk)),
				Only: []string{defect.only}})
			requireRule(t, report, defect.rule)
		})
	}
}

// requireRule demands that the rule is broken, and no other.
func requireRule(t *testing.T, report *Report, rule string) {
	t.Helper()
	var broken []string
	for _, result := range report.Results {
		for _, finding := range result.Failures() {
			broken = append(broken, finding.RuleID)
		}
		if result.Verdict == NotExercised {
			t.Logf("%s: %s", result.Description, result.Reason)
		}
	}
	slices.Sort(broken)
	if broken = slices.Compact(broken); !slices.Equal(broken, []string{rule}) {
		t.Errorf("broken are %q, want %s alone", broken, rule)
	}
}
