package bugs

import (
	"maps"
	"time"

	"casemock/contracts/caseapi"
)

// updates are the bugs by which an update does more than it says, or less.
var updates = []Bug{
	{"update-without-title-clears-title", "An update without a title leaves the case with an empty one.", partial,
		updating(func(w *work, _ caseapi.Case, after *caseapi.Case) {
			if _, sent := w.sent["title"]; !sent {
				after.Title = ""
			}
		})},
	{"update-resets-description", "An update without a description leaves the case with an empty one.", partial,
		updating(func(w *work, _ caseapi.Case, after *caseapi.Case) {
			if _, sent := w.sent["description"]; !sent {
				after.Description = ""
			}
		})},
	{"update-clears-custom-fields", "An update leaves of the custom fields those that it sends.", partial,
		updating(func(w *work, _ caseapi.Case, after *caseapi.Case) {
			after.Custom = w.sentOf(after.Custom)
		})},
	{"closing-loses-custom-fields", "A case that is closed loses its custom fields.", partial,
		updating(func(_ *work, before caseapi.Case, after *caseapi.Case) {
			if before.Status == caseapi.Open && after.Status == caseapi.Closed {
				after.Custom = nil
			}
		})},
	{"reopening-loses-posts", "A case that is reopened loses the posts that it had.", added,
		updating(func(_ *work, before caseapi.Case, after *caseapi.Case) {
			if before.Status == caseapi.Closed && after.Status == caseapi.Open {
				after.Interactions = newOnes(before, *after)
			}
		})},
	{"closing-closes-all", "When a case is closed, the customer's other cases are closed as well.", partial,
		flaw{lose: func(w *work, before caseapi.Case, after *caseapi.Case) {
			if before.Status == caseapi.Open && after.Status == caseapi.Closed {
				w.closeOthers(*after)
			}
		}}},
	{"empty-value-ignored", "A custom field that is emptied keeps its value: an empty text counts as none.", isThere,
		flaw{
			keep: func(_ *work, before caseapi.Case, after *caseapi.Case) {
				after.Custom = unemptied(before.Custom, after.Custom)
			},
			keepCustomer: func(_ *work, before caseapi.Customer, after *caseapi.Customer) {
				after.Custom = unemptied(before.Custom, after.Custom)
			},
		}},
	{"second-update-lost", "The second update of a case is answered, and not kept.", isThere,
		flaw{lose: func(w *work, before caseapi.Case, after *caseapi.Case) {
			if w.cases[after.ID].changes == 2 {
				*after = before
			}
		}}},
	{"move-forgotten", "An update that gives a case to another customer is answered, and the case stays where it was.",
		isThere, flaw{lose: func(_ *work, before caseapi.Case, after *caseapi.Case) {
			if before.ID != "" {
				after.CustomerID = before.CustomerID
			}
		}}},
	{"created-moves", "An update sets created to the moment of the update.", moments,
		updating(func(_ *work, _ caseapi.Case, after *caseapi.Case) { after.Created = after.LastUpdated })},
	{"last-updated-an-hour-early", "An update writes lastUpdated in local time, an hour behind, and calls it UTC.",
		moments, updating(func(_ *work, _ caseapi.Case, after *caseapi.Case) {
			if now, err := caseapi.ParseTime(after.LastUpdated); err == nil {
				after.LastUpdated = caseapi.FormatTime(now.Add(-time.Hour))
			}
		})},
	{"last-updated-stands-still", "An update leaves lastUpdated as it was.", moments,
		updating(func(_ *work, before caseapi.Case, after *caseapi.Case) { after.LastUpdated = before.LastUpdated })},
	{"number-changes", "An update gives the case another number.", partial,
		updating(func(_ *work, _ caseapi.Case, after *caseapi.Case) { after.Number += "-1" })},
}

// updating is a flaw in what becomes of a case that there is already.
func updating(change func(w *work, before caseapi.Case, after *caseapi.Case)) flaw {
	return flaw{keep: func(w *work, before caseapi.Case, after *caseapi.Case) {
		if before.ID != "" {
			change(w, before, after)
		}
	}}
}

// sentOf leaves of custom fields those that the request sends.
func (w *work) sentOf(custom map[string]string) map[string]string {
	left := map[string]string{}
	for name, value := range custom {
		if _, sent := w.sent[name]; sent {
			left[name] = value
		}
	}
	return left
}

// unemptied gives the custom fields that are empty the values that they had.
func unemptied(before, after map[string]string) map[string]string {
	filled := maps.Clone(after)
	for name, value := range after {
		if value == "" && before[name] != "" {
			filled[name] = before[name]
		}
	}
	return filled
}

// closeOthers closes all open cases of a customer but one.
func (w *work) closeOthers(but caseapi.Case) {
	for _, other := range w.casesOf(but.CustomerID) {
		if other.ID == but.ID || other.Status == caseapi.Closed {
			continue
		}
		other.Status = caseapi.Closed
		if w.PutCase(other) == nil { // else there is no room for it, and it stays open
			w.struck["closing-closes-all"] = true
		}
	}
}
