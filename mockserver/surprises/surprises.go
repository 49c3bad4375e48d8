package surprises

import (
	"slices"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
)

// Surprise is a way to answer that the documents leave open, and that a client may not expect.
type Surprise struct {
	Name     string `json:"name"`     // words with hyphens, unique
	Group    string `json:"group"`    // stands for all of its surprises where names are chosen
	Summary  string `json:"summary"`  // what the answer is like, in a sentence
	Sentence string `json:"sentence"` // of the documents or of a standard, which makes it legal
	Mistake  string `json:"mistake"`  // of a client, which it shows

	place  place              // empty: it excludes no other
	strike func(w *work) bool // changes the answer; false where the answer is none that it is about

	// What a surprise changes of the data; strike finds out then whether an answer carries it. Nil and false: nothing.
	naming func(*fixtures.Naming) // names cases and customers so from the start
	seed   func(*caseapi.Case)    // changes a seeded case
	crowds bool                   // gives the first customer many of the seeded cases
	widens bool                   // gives cases many custom fields
	twice  bool                   // keeps a post that is sent again beside the former one
}

// place is something of which an answer has only one: the surprises of a place exclude each other.
type place string

const (
	dateForm    place = "the form of date-times"
	badRequest  place = "the body of a 400"
	plainError  place = "the body of a 401 or 404"
	spelled     place = "the spelling of JSON"
	contentType place = "the content type of JSON"
	sending     place = "the way of sending"
	seededTexts place = "the texts of a seeded case"
	seededPosts place = "the posts of a seeded case"
)

// All lists the surprises by group, in the order in which they change an answer: what it says, and then how.
func All() []Surprise {
	return slices.Concat(
		grouped("texts", texts),
		grouped("values", values),
		grouped("writes", writes),
		grouped("properties", properties),
		grouped("dates", dates),
		grouped("ids", ids),
		grouped("lists", lists),
		grouped("meta", meta),
		grouped("errors", refusals),
		grouped("order", order),
		grouped("spelling", spellings),
		grouped("headers", headers),
		grouped("transfer", transfer),
		grouped("timing", timing),
	)
}

func grouped(name string, rows []Surprise) []Surprise {
	group := slices.Clone(rows)
	for i := range group {
		group[i].Group = name
	}
	return group
}

// Groups lists the names of the groups.
func Groups() []string {
	var names []string
	for _, surprise := range All() {
		if !slices.Contains(names, surprise.Group) {
			names = append(names, surprise.Group)
		}
	}
	return names
}

// The sentences that make surprises legal.
const (
	anyText  = "title, description, body and name are strings. The documents do not bound what is in them."
	unnamed  = "The documents name the properties that are there, and forbid no others."
	optional = "Case.interactions and Interaction.author are not among what is always present."
	novalue  = "Custom fields are no more than optional: null says that there is none."
	iso8601  = "created and lastUpdated are ISO 8601 date-times, with or without a fraction, with Z or an offset."
	extended = "ISO 8601 writes an offset with or without a colon, and a fraction behind a point or a comma."
	unclear  = "The documents do not say whose clock created and lastUpdated are from, nor how often it ticks."
	bodiless = "Of a 401 and a 404, the documents promise the status and no body."
	noOrder  = "An object is an unordered collection of members (RFC 8259, section 1)."
	escaped  = "Any character of a JSON text may be escaped (RFC 8259, section 7)."
	spaces   = "White space is allowed before and after any value of a JSON text (RFC 8259, section 2)."

	allOptional = "400: fields, error and message. The three are optional."
	parameters  = "JSON answers say Content-Type: application/json, with whatever parameters."
)
