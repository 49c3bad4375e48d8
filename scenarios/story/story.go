package story

import (
	"casemock/contracts/caseapi"
	"casemock/scenarios"
	"casemock/scenarios/matcher"
)

// Story is a sequence of calls to one server.
type Story struct {
	Name    string // unique in a set
	Summary string // one line, for people; may be empty
	Steps   []Step // at least one
	Source  scenarios.Source
}

// Step is one call of a [Story]. Its texts, but for names, are written with references to earlier answers, as
// in ${parcel.id}; see [Literal] for texts that look so and are meant as they stand.
type Step struct {
	Operation *caseapi.Operation
	As        string            // names the answer for later steps; empty for one that none speaks of
	Path      map[string]string // the path's parameters, unescaped; all of them
	Query     map[string]string
	// Headers are sent beside those of every request; an empty value leaves one of those out, as in
	// authorization: "". The names are as they were written.
	Headers map[string]string
	Body    any          // a decoded JSON value; nil for none
	Expect  *Expectation // nil: whatever the documents allow
	Line    int          // of the file, from 1; 0 for a step that is from none
}

// Expectation is what a story says of an answer beyond the documents.
type Expectation struct {
	Status int             // 0: whichever the documents allow
	Body   matcher.Matcher // nil: whatever it is
}
