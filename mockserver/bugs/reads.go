package bugs

import (
	"maps"
	"slices"

	"casemock/contracts/caseapi"
)

// reads are the bugs by which a lookup or a list shows something else than there is, or a new case is none.
var reads = []Bug{
	{"id-found-by-its-beginning", "An id is looked up by the part of it that is one: 1001x finds the case 1001.", noCase,
		flaw{find: func(w *work, id string) string {
			for end := len(id) - 1; end > 0; end-- {
				if _, exists := w.Store.CaseJSON(id[:end]); exists {
					return id[:end]
				}
			}
			return ""
		}}},
	{"second-lookup-stale", "Every second lookup after an update shows the case as it was before.", isThere,
		flaw{show: func(w *work, shown *caseapi.Case) {
			if known := w.cases[shown.ID]; known != nil && known.reads%2 == 0 {
				*shown = known.last
			}
		}}},
	{"closed-not-listed", "The list of a customer's cases leaves out the closed ones.", allCases,
		listing(func(_ *work, cases []caseapi.Case) []caseapi.Case {
			return slices.DeleteFunc(cases, func(listed caseapi.Case) bool { return listed.Status == caseapi.Closed })
		})},
	{"list-capped-at-10", "The list of a customer's cases ends after 10 of them.", allCases, capped(10)},
	{"list-capped-at-25", "The list of a customer's cases ends after 25 of them.", allCases, capped(25)},
	{"list-keeps-first-title", "The list of a customer's cases shows each with the title that it had first.", allCases,
		listing(func(w *work, cases []caseapi.Case) []caseapi.Case {
			for at, listed := range cases {
				if known := w.cases[listed.ID]; known != nil {
					cases[at].Title = known.first.Title
				}
			}
			return cases
		})},
	{"moved-case-still-listed", "A case that was given to another customer is still listed at the first one.",
		allCases, listing(func(w *work, cases []caseapi.Case) []caseapi.Case {
			for _, id := range slices.Sorted(maps.Keys(w.cases)) {
				moved, there := w.Case(id)
				if there && w.cases[id].first.CustomerID == w.id() && moved.Value.CustomerID != w.id() {
					cases = append(cases, moved.Value)
				}
			}
			return cases
		})},
	{"same-title-same-case", "A new case with the title of another one of the customer's is taken for that one.", newCase,
		flaw{merge: func(w *work, made caseapi.Case) (existing caseapi.Case, ok bool) {
			cases := w.casesOf(made.CustomerID)
			at := slices.IndexFunc(cases, func(other caseapi.Case) bool { return other.Title == made.Title })
			if at < 0 {
				return caseapi.Case{}, false
			}
			return cases[at], true
		}}},
}

func listing(change func(w *work, cases []caseapi.Case) []caseapi.Case) flaw {
	return flaw{list: change}
}

// capped ends a list early.
func capped(most int) flaw {
	return listing(func(_ *work, cases []caseapi.Case) []caseapi.Case { return cases[:min(len(cases), most)] })
}
