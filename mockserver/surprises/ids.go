package surprises

import (
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
)

// ids are the surprises in what names a case or a customer: they have been named so from the start.
var ids = []Surprise{
	shaped(fixtures.UUIDs, "Ids are UUIDs, as 5d2c8a90-3e1b-4d43-9a3f-0c55c5a0e1d7.",
		"A client takes ids for numbers, or tells cases from customers by their ids."),
	shaped(fixtures.LongIDs, "Ids have 200 characters, which differ at the end.",
		"A client has room for fewer, and cuts them."),
	shaped(fixtures.Slashes, "Ids have slashes, as eu/west/1001, which a path must escape: eu%2Fwest%2F1001.",
		"A client puts an id into a path as it is, and asks for another path."),
	shaped(fixtures.Blanks, "Ids have a blank, as Case 1001.",
		"A client escapes for forms, where a blank is a plus, and not for paths; or takes the first word."),
	shaped(fixtures.Percents, "Ids have what looks escaped, as 100%41-1001, and is not.",
		"A client leaves a percent sign as it is where it escapes an id, or unescapes once too often."),
	shaped(fixtures.Umlauts, "Ids have letters beyond ASCII, one of them written as two characters.",
		"A client asks in another character set, or normalises texts, and ids with them."),
	shaped(fixtures.Delimiters, "Ids have ? & ; # = and +, as ?a=1001&b;c#d+e.",
		"A client puts an id into a URL as it is, whose query or fragment it becomes."),
	shaped(fixtures.LeadingZeros, "Ids are numbers that begin with zeros, as 0000000001001.",
		"A client keeps ids as numbers, and loses the zeros."),
	shaped(fixtures.LikeExponents, "Ids look like powers of ten, as 0e1001.",
		"A client compares what looks like numbers as numbers: 0e1001 == 0e1002 is true in PHP."),
	shaped(fixtures.BeyondFloats, "Ids are numbers of 19 digits, as 9100000000000001001.",
		"A client keeps ids as numbers, which in JavaScript are exact up to 2^53 alone."),
	shaped(fixtures.TwoCases, "Each second id differs from the one before in the case of its letters alone.",
		"A client compares ids whatever their case, or keeps them in a column that does."),
	shaped(fixtures.SharedByCustomers, "A customer has the id of a case, as both are numbered from 1001.",
		"A client keeps cases and customers by their ids in one place."),
	{Name: "numbers-with-letters", Summary: "Case numbers have letters and signs, as CS-00318400/EU.",
		Sentence: "Case.number is a string, the case number shown to agents.",
		Mistake:  "A client takes a case number for a number.",
		naming:   func(n *fixtures.Naming) { n.LetteredNumbers = true },
		strike: func(w *work) bool {
			return slices.ContainsFunc(w.cases(), func(kase *object) bool {
				return strings.HasPrefix(text(kase, "number"), fixtures.NumberPrefix)
			})
		}},
	{Name: "urls-with-query", Summary: "The url of a case or a customer has a query and a fragment.",
		Sentence: "Case.url is a URI, and a URI may have both (RFC 3986, section 3).",
		Mistake:  "A client writes more behind the url as if it ended with its path.",
		strike: func(w *work) bool {
			all := append(w.cases(), w.customers()...)
			for _, one := range all {
				one.set("url", queried(text(one, "url")))
			}
			return len(all) > 0
		}},
}

const anyID = "Case.id and Customer.id are strings: the documents say no more of them."

// shaped is the surprise that ids have a shape.
func shaped(shape fixtures.IDShape, summary, mistake string) Surprise {
	return Surprise{Name: string(shape), Summary: summary, Sentence: anyID, Mistake: mistake,
		naming: func(n *fixtures.Naming) { n.Shapes = append(n.Shapes, shape) },
		strike: func(w *work) bool {
			has := func(of caseapi.ObjectType, property string) func(*object) bool {
				return func(one *object) bool { return shape.Wrote(w.Seed, of, text(one, property)) }
			}
			return slices.ContainsFunc(w.cases(), has(caseapi.CaseObject, "id")) ||
				slices.ContainsFunc(w.cases(), has(caseapi.CustomerObject, "customerId")) ||
				slices.ContainsFunc(w.customers(), has(caseapi.CustomerObject, "id"))
		}}
}

// queried is a URL with a query, besides the one that it may have, and a fragment.
func queried(address string) string {
	mark := "?"
	switch {
	case strings.Contains(address, "#"):
		return address
	case strings.Contains(address, mark):
		mark = "&"
	}
	return address + mark + "view=agent&tab=posts#latest"
}
