package crm

import (
	"net/http"
	"strings"
)

// VariantsAcross are CRMs that keep the documents, too: they differ in what only several answers show.
func VariantsAcross() []Variant {
	return []Variant{
		{Name: "date-times of posts are UTC without a fraction", Quirks: []Quirk{Showing(EachPost(
			text("created", func(string) string { return "2024-05-01T07:30:00Z" })))}},
		{Name: "an update answers with the new posts alone", Quirks: []Quirk{Showing(func(o Object) {
			if posts, _ := o["interactions"].([]any); len(posts) > 1 {
				o["interactions"] = posts[len(posts)-1:]
			}
		}, "updateCase")}},
		{Name: "a post that is sent again stands twice", Quirks: []Quirk{Storing(func(before, after Object) {
			posts, was := after["interactions"].([]any), before["interactions"].([]any)
			if len(posts) == len(was) && after["status"] != before["status"] && after["status"] == "open" {
				after["interactions"] = append(posts, posts[len(posts)-1])
			}
		}, "updateCase")}},
		{Name: "lists show neither posts nor custom fields", Quirks: []Quirk{Showing(func(o Object) {
			for _, name := range []string{"interactions", "region", "branch", "fullName", "mail", "vip"} {
				delete(o, name)
			}
		}, "findCases", "searchCustomers", "bestmatchCustomers")}},
		{Name: "lists are in another order", Quirks: []Quirk{Succeeding(func(a *Answer) {
			if list, _ := a.Body.([]any); len(list) > 1 {
				list[0], list[1] = list[1], list[0]
			}
		}, "findCases", "searchCustomers")}},
		{Name: "an unknown customer may have a case", Quirks: []Quirk{func(s *Server) {
			Answering(func(a *Answer) {
				if a.Status == http.StatusUnprocessableEntity {
					a.Status = http.StatusCreated
					a.Body = Object{"id": "new", "number": "new", "customerId": "nobody", "title": "x", "description": "",
						"url": "https://crm.example.com/new", "lastUpdated": "2024-05-01T09:30:00Z",
						"created": "2024-05-01T09:30:00Z", "status": "open"}
				}
			}, "createCase")(s)
		}}},
		{Name: "custom fields cannot be sent", Quirks: []Quirk{Refusing("createCase", "region"),
			Refusing("updateCase", "region"), Refusing("createCustomer", "vip"),
			Refusing("updateCustomer", "vip")}},
		{Name: "unknown fields are refused", Quirks: []Quirk{Refusing("updateCase", "noSuchField")}},
		{Name: "phone numbers have a form of their own", Quirks: []Quirk{storing(text("region", func(s string) string {
			return strings.Replace(s, "N", "(N) ", 1)
		}))}},
		{Name: "the case has posts of other sources as well", Quirks: []Quirk{Showing(func(o Object) {
			posts, _ := o["interactions"].([]any)
			o["interactions"] = append(posts, post("mail", "77", "By mail"))
		}, "lookupCase", "findCases")}},
		{Name: "a writing clock is ahead", Quirks: []Quirk{Showing(text("lastUpdated", func(string) string {
			return "2099-01-01T00:00:00Z"
		}), "updateCase", "createCase")}},
	}
}
