package pact

import (
	"casemock/contracts/crm"
)

func answering(from, to int) crm.Quirk {
	return crm.Answering(func(a *crm.Answer) {
		if a.Status == from {
			a.Status = to
		}
	})
}

func answeringAt(operation string, from, to int) crm.Quirk {
	return crm.Answering(func(a *crm.Answer) {
		if a.Status == from {
			a.Status = to
		}
	}, operation)
}

func set(name string, value any) func(crm.Object) {
	return func(o crm.Object) { o[name] = value }
}

func inAuthor(change func(crm.Object)) func(crm.Object) {
	return func(post crm.Object) {
		if author, ok := post["author"].(crm.Object); ok {
			change(author)
		}
	}
}

// showing changes what an update answers, and nothing that is looked up.
func showing(change func(crm.Object)) crm.Quirk { return crm.Showing(change, "updateCase") }

func storing(change func(before, after crm.Object)) crm.Quirk {
	return crm.Storing(change, "updateCase")
}

func undo(name string) func(before, after crm.Object) {
	return func(before, after crm.Object) { after[name] = before[name] }
}

func contentType(value string) crm.Quirk {
	return crm.Succeeding(func(a *crm.Answer) {
		a.Header["Content-Type"] = nil
		if value != "" {
			a.Header.Set("Content-Type", value)
		}
	}, "lookupCase", "updateCase")
}
