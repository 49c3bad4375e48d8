package drift

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"unicode/utf8"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/contracts/wording"
)

// The bounds of a list: how many differences it has, and how long what it shows of a value is, in characters.
const (
	mostDifferences = 500
	longestValue    = 300
)

// Listing is where a server and the documents part, as far as the traffic of a world has shown it.
type Listing struct {
	Server      string       `json:"server"`      // its URL
	Differences []Difference `json:"differences"` // by operation, in the documented order; never nil
	Compared    uint64       `json:"compared"`    // exchanges with the server
	Unjudged    uint64       `json:"unjudged"`    // of which nothing can be said: too large, or broken off
	Dropped     uint64       `json:"dropped"`     // for which there was no room, since they came too fast
	Answers     answers      `json:"answers"`     // how many of those compared had which status
}

// answers counts by operation and status.
type answers map[caseapi.OperationName]map[int]uint64

// Difference is what a server answers otherwise than the documents allow, wherever it does so.
type Difference struct {
	Rule     string `json:"rule"`     // updateCase/201/title
	Field    string `json:"field"`    // interactions[].author.handle; statusCode
	Sentence string `json:"sentence"` // of the documents
	Message  string `json:"message"`  // what is wrong in the example
	Real     string `json:"real"`     // what the server answers there in the example, as JSON or in words
	Model    string `json:"model"`    // what the sandbox answers there
	Count    uint64 `json:"count"`    // how many answers show it
	Request  uint64 `json:"request"`  // the example, by its number in the journal: the latest
	// Kind says which kind of demand is broken: a missing property, a wrong type, a contradiction.
	Kind caseapi.Rule `json:"kind"`

	operation caseapi.OperationName
}

// field is what differences are told apart by.
type field struct{ rule, path string }

// list is what was found in a world.
type list struct {
	byField           map[field]*Difference
	answers           answers // that were compared
	unjudged, dropped uint64
}

func newList() list {
	return list{byField: map[field]*Difference{}, answers: answers{}}
}

// compared notes that an answer was compared.
func (l *list) compared(operation *caseapi.Operation, status int) {
	if l.answers[operation.Name] == nil {
		l.answers[operation.Name] = map[int]uint64{}
	}
	l.answers[operation.Name][status]++
}

var arrayIndex = regexp.MustCompile(`\[\d+\]`)

// add notes a finding, with what the model answers in its place.
func (l *list) add(x exchange, wrong report.Finding, model string) {
	at := field{wrong.RuleID, arrayIndex.ReplaceAllString(wrong.Path, "[]")}
	known := l.byField[at]
	if known == nil {
		if len(l.byField) == mostDifferences {
			return
		}
		known = &Difference{Rule: at.rule, Field: at.path, Sentence: wrong.Sentence, operation: x.call.Operation.Name,
			Kind: wrong.Kind}
		l.byField[at] = known
	}
	if known.Request != x.number { // one answer may have it in several elements
		known.Count++
	}
	known.Message, known.Request = wrong.Message, x.number
	known.Real, known.Model = excerpts(wrong.Actual, model)
}

// excerpts shows two texts where they part.
func excerpts(one, other string) (string, string) {
	const before = 40
	at := 0
	for at < min(len(one), len(other)) && one[at] == other[at] {
		at++
	}
	if at+before > longestValue {
		for at -= before; !utf8.RuneStart(one[at]); {
			at--
		}
		one, other = "…"+one[at:], "…"+other[at:]
	}
	return wording.Shorten(one, longestValue), wording.Shorten(other, longestValue)
}

func (l *list) listing() Listing {
	made := Listing{Differences: []Difference{}, Answers: answers{},
		Unjudged: l.unjudged, Dropped: l.dropped}
	for name, statuses := range l.answers {
		made.Answers[name] = maps.Clone(statuses)
		for _, times := range statuses {
			made.Compared += times
		}
	}
	for _, found := range l.byField {
		made.Differences = append(made.Differences, *found)
	}
	order := caseapi.OperationNames()
	slices.SortFunc(made.Differences, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(slices.Index(order, string(a.operation)), slices.Index(order, string(b.operation))),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Field, b.Field))
	})
	return made
}
