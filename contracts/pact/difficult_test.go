package pact

import (
	"strings"
	"testing"

	"casemock/contracts/crm"
)

// difficultDefects are found by what the difficult examples send.
var difficultDefects = []defect{
	{"a long post is cut", "createCase/201-difficult", keptPosts("createCase", func(post crm.Object) {
		post["body"] = string([]rune(post["body"].(string) + strings.Repeat(" ", 1000))[:1000])
	}), "createCase/201/interactions[].body"},
	{"a handle is kept in lower case", "updateCase/201-difficult", keptPosts("updateCase", inAuthor(func(o crm.Object) {
		o["handle"] = strings.ToLower(o["handle"].(string))
	})), "updateCase/201/interactions[].author.handle"},
	{"line breaks become spaces", "createCase/201-difficult", keptPosts("createCase", func(post crm.Object) {
		post["body"] = strings.ReplaceAll(post["body"].(string), "\n", " ")
	}), "createCase/201/interactions[].body"},
	{"offsets are dropped", "createCase/201-difficult", keptPosts("createCase", func(post crm.Object) {
		post["created"] = strings.Replace(post["created"].(string), "+05:30", "Z", 1)
	}), "createCase/201/interactions[].created"},
	{"ids lose their zeros", "updateCase/201-difficult", keptPosts("updateCase", func(post crm.Object) {
		post["serviceId"] = strings.TrimLeft(post["serviceId"].(string), "0")
	}), "updateCase/201/interactions"},
	{"posts are known by their id alone", "updateCase/201-difficult", storing(func(_, after crm.Object) {
		known := map[any]bool{}
		var left []any
		for _, post := range after["interactions"].([]any) {
			if id := post.(crm.Object)["serviceId"]; !known[id] {
				known[id] = true
				left = append(left, post)
			}
		}
		after["interactions"] = left
	}), "updateCase/201/interactions"},
	{"the brand has no posts", "createCase/201-difficult", keptPosts("createCase", inAuthor(set("brandOwned", false))),
		"createCase/201/interactions[].author.brandOwned"},
	{"a checkbox that is off is not kept", "createCustomer/201-difficult", func(s *crm.Server) {
		s.Fields["customer"] = append(s.Fields["customer"], crm.Object{"name": "vip", "label": "VIP",
			"type": "checkbox", "searchable": false})
		crm.Storing(func(_, after crm.Object) {
			if after["vip"] == "false" {
				after["vip"] = "true"
			}
		}, "createCustomer")(s)
	}, "createCustomer/201/custom"},
}

// keptPosts changes each post as an operation keeps it.
func keptPosts(operation string, change func(post crm.Object)) crm.Quirk {
	return crm.Storing(func(_, after crm.Object) { eachPost(change)(after) }, operation)
}

func TestAServerMayRefuseADifficultText(t *testing.T) {
	t.Parallel()
	shy := crm.Answering(func(a *crm.Answer) {
		if title, _ := a.Object()["title"].(string); strings.Contains(title, "📦") {
			a.Status, a.Body = 422, crm.Object{"error": "bad_title", "message": "No emoji, please."}
		}
	}, "createCase")
	report := verify(t, Options{ProviderURL: serve(t, crm.With(shy)), Only: []string{"createCase/201-difficult"}})
	for _, result := range report.Results {
		if result.Verdict != NotExercised || !strings.Contains(result.Reason, "how unusual a text") {
			t.Errorf("%s: %s, %q", result.Description, result.Verdict, result.Reason)
		}
	}
}
