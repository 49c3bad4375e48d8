package bugs

import (
	"fmt"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
)

// Bug is a mistake of a CRM that breaks the documents.
type Bug struct {
	Name     string `json:"name"`     // words with hyphens, unique
	Summary  string `json:"summary"`  // what the server does wrong, in a sentence
	Sentence string `json:"sentence"` // of the documents, which the server breaks

	flaw flaw
}

// flaw says where the sandbox does otherwise. A nil function leaves it as it is. What they are given may be
// changed, but not the slices and maps that it holds: those are shared with the store.
type flaw struct {
	// send changes the body of a request before the sandbox sees it.
	send func(w *work, body map[string]any)
	// merge finds the case that a new one is taken for.
	merge func(w *work, made caseapi.Case) (existing caseapi.Case, ok bool)
	// keep changes a case as it is kept and answered; before is the zero Case for a new one.
	keep func(w *work, before caseapi.Case, after *caseapi.Case)
	// lose changes a case as it is kept, after it was answered right.
	lose func(w *work, before caseapi.Case, after *caseapi.Case)
	// find finds the case that a lookup takes for one that does not exist; empty for none.
	find func(w *work, id string) string
	// show changes a case as lookupCase shows it.
	show func(w *work, shown *caseapi.Case)
	// list changes what findCases lists.
	list func(w *work, cases []caseapi.Case) []caseapi.Case
	// keepCustomer changes a customer as they are kept; before is the zero Customer for a new one.
	keepCustomer func(w *work, before caseapi.Customer, after *caseapi.Customer)
	// index changes a customer as searchCustomers compares them.
	index func(w *work, indexed *caseapi.Customer)
}

// All lists the bugs by subject: what is wrong with texts, with posts, after updates, in what is read, and with
// customers.
func All() []Bug { return slices.Concat(texts, posts, updates, reads, customers) }

// Find finds a bug by its name. The error says what to do about an unknown one.
func Find(name string) (Bug, error) {
	var names []string
	for _, bug := range All() {
		if bug.Name == name {
			return bug, nil
		}
		names = append(names, bug.Name)
	}
	return Bug{}, fmt.Errorf("must be one of those that 'casemock bugs' lists%s", wording.DidYouMean(name, names))
}

// The documented sentences that bugs break.
const (
	nothingLost = "A value that was accepted is not lost, nor a part of it: case, white space, characters, " +
		"order of magnitude."
	isThere  = "What a request was accepted for is there when it is looked up."
	partial  = "updateCase is a partial update: what it is not about stays as it is."
	added    = "The interactions of an update are added to those of the case, and replace none but the same post."
	allCases = "GET /customer/{id}/cases answers the cases of the customer: all of them, and no others, as they are."
	noCase   = "404: No case exists with the provided ID."
	newCase  = "POST /case makes a case, and answers that one."
	moments  = "created and lastUpdated are the moments at which the case was made and last changed."
	matches  = "POST /customers answers the customers whose fields match, all of those that were sent."
	origin   = "An interaction is known by its service and its id there, both together."
	customer = "updateCustomer changes the fields that it is sent, and no others."
)
