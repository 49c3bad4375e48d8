package consistency

import (
	"strings"
	"sync"

	"casemock/contracts/caseapi"
)

// Row is one promise of the documents across answers, or one freedom that they leave.
type Row struct {
	About    string // case.title, findCases, a request without a key
	Holds    string // what holds, in words
	Sentence string // of the documents; in brackets where they are silent, and it is our reading
}

// Table lists what holds across answers, and what is free: of the fields of the objects, of lists, and
// of the statuses that a request may be answered with.
func Table() []Row {
	var rows []Row
	for _, field := range fields {
		rows = append(rows, field.row())
	}
	rows = append(rows, lists...)
	for _, request := range requests {
		rows = append(rows, request.row())
	}
	return rows
}

// promise is what holds of a value.
type promise string

const (
	kept      promise = "is shown as it was sent"
	ignorable promise = "is shown as it was sent; a warning if it is not, since no document says that it can be sent"
	added     promise = "is added to what is there, or replaces what has the same service and serviceId"
	stays     promise = "stays as it was shown"
	forward   promise = "does not go back from one lookup to the next, and moves with an update that changes " +
		"something, once the server's clock is seen to have moved"
	optional promise = "may be left out, but not by an operation that shows it elsewhere"
	free     promise = "is what the server shows"
)

// field is a row about a property: of the case, of a post or of the customer. What the server defines
// itself stands together as custom.
type field struct {
	about     string
	sent      promise // after a request that named it was accepted
	otherwise promise // after all other requests
	compared  comparison
	sentence  string
}

var fields = []field{
	{"case.id", stays, stays, exactly, "Case.id: the id of the case. It is the one that was asked for, and " +
		"a new case has one of its own."},
	{"case.number", free, stays, exactly, "Case.number: the case number shown to agents."},
	{"case.url", free, stays, exactly, "Case.url: the URI that an agent clicks to see the case."},
	{"case.created", free, stays, asMoments, "Case.created: when the case was created, an ISO 8601 date-time."},
	{"case.lastUpdated", free, forward, asMoments, "Case.lastUpdated: when the case was last updated."},
	{"case.customerId", kept, stays, exactly, "Case.customerId: what was sent and accepted is not lost, and " +
		"nothing else changes."},
	{"case.title", kept, stays, exactly, "Case.title: what was sent and accepted is not lost, nor a part of " +
		"it, and nothing else changes."},
	{"case.description", ignorable, stays, exactly, "Case.description: an update that is not about it leaves " +
		"it as it is. [That it can be sent is not documented.]"},
	{"case.status", ignorable, stays, exactly, "Case.status: open or closed. An update that is not about it " +
		"leaves it as it is. [That it can be sent is not documented, nor what a post does to a closed case.]"},
	{"case.interactions", added, stays, asPosts, "Case.interactions: an update adds to them. They are in no " +
		"documented order."},
	{"case.interactions[].service", kept, stays, exactly, "Interaction.service: the social service."},
	{"case.interactions[].serviceId", kept, stays, exactly, "Interaction.serviceId: its id on that service."},
	{"case.interactions[].body", kept, stays, exactly, "Interaction.body: its text."},
	{"case.interactions[].linkUrl", kept, stays, exactly, "Interaction.linkUrl: the direct link to it, when " +
		"available."},
	{"case.interactions[].contentType", kept, stays, exactly, "Interaction.contentType: such as post."},
	{"case.interactions[].created", kept, stays, asMoments, "Interaction.created: when it was created on the " +
		"origin service, an ISO 8601 date-time."},
	{"case.interactions[].author", optional, optional, exactly, "Interaction.author may be missing."},
	{"case.interactions[].author.service", kept, stays, exactly, "Author.service: always present."},
	{"case.interactions[].author.serviceId", kept, stays, exactly, "Author.serviceId: always present."},
	{"case.interactions[].author.handle", kept, stays, exactly, "Author.handle: always present."},
	{"case.interactions[].author.name", kept, stays, exactly, "Author.name: always present."},
	{"case.interactions[].author.brandOwned", kept, stays, exactly, "Author.brandOwned: whether the author " +
		"belongs to an account added to the platform."},
	{"case.custom", kept, stays, asWritten, customSentence},
	{"customer.id", stays, stays, exactly, "Customer.id: the id of the customer. It is the one that was asked " +
		"for, and a new customer has one of its own."},
	{"customer.url", free, stays, exactly, "Customer.url: the URI of the customer in the CRM."},
	{"customer.custom", kept, stays, asWritten, customSentence},
}

const customSentence = "Custom fields that the server's meta object defines are properties of the object; a " +
	"value that was accepted is not lost, nor a part of it. What no client has written may be computed."

// postParts and authorParts are the properties of a post that the table knows, in its order.
var (
	postParts   = partsOf("case.interactions[].")
	authorParts = partsOf("case.interactions[].author.")
)

func partsOf(prefix string) []string {
	var names []string
	for _, field := range fields {
		if name, ok := strings.CutPrefix(field.about, prefix); ok && !strings.Contains(name, "author") {
			names = append(names, name)
		}
	}
	return names
}

func (f field) row() Row {
	holds := "when it was sent, " + string(f.sent) + "; otherwise, " + string(f.otherwise)
	if f.sent == f.otherwise {
		holds = string(f.sent)
	}
	return Row{f.about, holds + f.compared.words, f.sentence}
}

// isCustom reports whether the row stands for the fields that a server defines itself.
func (f field) isCustom() bool { return strings.HasSuffix(f.about, ".custom") }

// about finds the row of a property; one that no document names is a custom field.
func about(object caseapi.ObjectType, property string) field {
	rows := rowsOf()[object]
	if row, named := rows[property]; named {
		return row
	}
	return rows["custom"]
}

// rowsOf has the rows by object and property: each value of each answer asks for one.
var rowsOf = sync.OnceValue(func() map[caseapi.ObjectType]map[string]field {
	rows := map[caseapi.ObjectType]map[string]field{}
	for _, row := range fields {
		object, property, _ := strings.Cut(row.about, ".")
		if rows[caseapi.ObjectType(object)] == nil {
			rows[caseapi.ObjectType(object)] = map[string]field{}
		}
		rows[caseapi.ObjectType(object)][property] = row
	}
	return rows
})

// The rows about lists.
var (
	ownCases = Row{"findCases", "every case that was created for the customer is listed, once, open or closed, " +
		"however many there are, as a lookup shows it, and no other; a customer that does not exist has none",
		"GET /customer/{id}/cases answers the cases of the customer: all of them, and no others."}
	nobodysCases = Row{"findCases of a customer that does not exist", "nothing is listed",
		"For a customer that does not exist, the answer is 404 or an empty array."}
	matching = Row{"searchCustomers", "every customer is found who has all the values that are " +
		"searched for, and none who has others; a server may find more than is equal to the letter",
		"POST /customers answers the customers that match, 204 when none does."}
	described = Row{"defineObjectStructures", "the object is the one that was asked for",
		"GET /meta/object/{type} answers the structure of that object."}

	lists = []Row{ownCases, nobodysCases, matching, described,
		{"bestmatchCustomers", "whom it proposes is free; those whom it proposes are shown as they are",
			"POST /customer/bestmatch answers an array of Customer."}}
)
