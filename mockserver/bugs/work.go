package bugs

import (
	"bytes"
	"iter"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/store"
)

// work is one request that the sandbox does with bugs. It stands in for the store, which it holds: the flaws
// use that one, the sandbox meets the flaws.
type work struct {
	store.Store
	past
	bugs    []Bug
	api     *caseapi.API
	request sandbox.Request
	sent    map[string]any  // the body that the sandbox gets; nil for none that is a JSON object
	struck  map[string]bool // the bugs that have changed something
}

// id is the path's id.
func (w *work) id() string { return w.request.Path["id"] }

// does reports whether the request is one of these operations.
func (w *work) does(names ...caseapi.OperationName) bool {
	return slices.Contains(names, w.request.Operation.Name)
}

// send lets the bugs change the body of the request.
func (w *work) send(r *sandbox.Request) {
	body, violations := caseapi.DecodeRequest(r.Body)
	w.sent, _ = body.(map[string]any)
	if w.sent == nil || len(violations) > 0 {
		return
	}
	for _, bug := range w.bugs {
		if bug.flaw.send == nil {
			continue
		}
		before := caseapi.MustMarshal(w.sent)
		bug.flaw.send(w, w.sent)
		if after := caseapi.MustMarshal(w.sent); !bytes.Equal(before, after) {
			r.Body, w.struck[bug.Name] = after, true
		}
	}
}

// caseFlaw is a flaw of a case that is written; which of them is to be picked.
type caseFlaw func(flaw) func(w *work, before caseapi.Case, after *caseapi.Case)

func kept(f flaw) func(w *work, before caseapi.Case, after *caseapi.Case) { return f.keep }
func lost(f flaw) func(w *work, before caseapi.Case, after *caseapi.Case) { return f.lose }

// apply makes of a written case what the bugs make of it.
func (w *work) apply(pick caseFlaw, before, after caseapi.Case) caseapi.Case {
	for _, bug := range w.bugs {
		if change := pick(bug.flaw); change != nil {
			right := caseapi.MustMarshal(after)
			change(w, before, &after)
			w.note(bug, right, caseapi.MustMarshal(after))
		}
	}
	return after
}

// note notes whether a bug has changed something.
func (w *work) note(bug Bug, right, wrong []byte) {
	if !bytes.Equal(right, wrong) {
		w.struck[bug.Name] = true
	}
}

// AddCase keeps a new case, or takes it for another one.
func (w *work) AddCase(make func(id, number string) caseapi.Case) (*store.Kept[caseapi.Case], error) {
	for _, bug := range w.bugs {
		if bug.flaw.merge == nil {
			continue
		}
		if existing, ok := bug.flaw.merge(w, make("", "")); ok {
			w.struck[bug.Name] = true
			return &store.Kept[caseapi.Case]{Value: existing, JSON: caseapi.MustMarshal(existing)}, nil
		}
	}
	added, err := w.Store.AddCase(func(id, number string) caseapi.Case {
		return w.apply(kept, caseapi.Case{}, make(id, number))
	})
	if err != nil {
		return nil, err
	}
	w.cases.made(added.Value.ID, added.Value)
	return added, w.lose(caseapi.Case{}, added.Value)
}

// UpdateCase replaces a case.
func (w *work) UpdateCase(id string, update func(caseapi.Case) (caseapi.Case, error),
) (*store.Kept[caseapi.Case], error) {
	var former caseapi.Case
	updated, err := w.Store.UpdateCase(id, func(before caseapi.Case) (caseapi.Case, error) {
		former = before
		after, err := update(before)
		if err != nil {
			return after, err
		}
		return w.apply(kept, before, after), nil
	})
	if err != nil {
		return nil, err
	}
	w.cases.changed(id, former)
	return updated, w.lose(former, updated.Value)
}

// lose keeps of a case what the bugs leave of it.
func (w *work) lose(before, after caseapi.Case) error {
	left := w.apply(lost, before, after)
	if bytes.Equal(caseapi.MustMarshal(after), caseapi.MustMarshal(left)) {
		return nil
	}
	return w.PutCase(left)
}

// CaseJSON shows a case.
func (w *work) CaseJSON(id string) ([]byte, bool) {
	if _, ok := w.Case(id); !ok {
		id = w.find(id)
	}
	found, ok := w.Case(id)
	if !ok {
		return nil, false
	}
	if known := w.cases[id]; known != nil {
		known.reads++
	}
	shown := found.Value
	for _, bug := range w.bugs {
		if bug.flaw.show != nil {
			right := caseapi.MustMarshal(shown)
			bug.flaw.show(w, &shown)
			w.note(bug, right, caseapi.MustMarshal(shown))
		}
	}
	return caseapi.MustMarshal(shown), true
}

// find finds the case that the bugs take for one that does not exist; empty for none.
func (w *work) find(id string) string {
	for _, bug := range w.bugs {
		if bug.flaw.find == nil {
			continue
		}
		if other := bug.flaw.find(w, id); other != "" {
			w.struck[bug.Name] = true
			return other
		}
	}
	return ""
}

// CasesOf lists the cases of a customer.
func (w *work) CasesOf(customerID string) iter.Seq2[string, []byte] {
	cases := w.casesOf(customerID)
	for _, bug := range w.bugs {
		if bug.flaw.list != nil {
			right := encodeCases(cases)
			cases = bug.flaw.list(w, slices.Clone(cases))
			w.note(bug, right, encodeCases(cases))
		}
	}
	return func(yield func(string, []byte) bool) {
		for _, listed := range cases {
			if !yield(listed.ID, caseapi.MustMarshal(listed)) {
				return
			}
		}
	}
}

// casesOf lists the cases of a customer as they are kept.
func (w *work) casesOf(customerID string) []caseapi.Case {
	var cases []caseapi.Case
	for id := range w.Store.CasesOf(customerID) {
		if found, ok := w.Case(id); ok {
			cases = append(cases, found.Value)
		}
	}
	return cases
}

func encodeCases(cases []caseapi.Case) []byte {
	var all []byte
	for _, listed := range cases {
		all = append(all, caseapi.MustMarshal(listed)...)
	}
	return all
}

// AddCustomer keeps a new customer.
func (w *work) AddCustomer(make func(id string) caseapi.Customer) (*store.Kept[caseapi.Customer], error) {
	added, err := w.Store.AddCustomer(func(id string) caseapi.Customer {
		return w.keepCustomer(caseapi.Customer{}, make(id))
	})
	if err == nil {
		w.customers.made(added.Value.ID, added.Value)
	}
	return added, err
}

// UpdateCustomer replaces a customer.
func (w *work) UpdateCustomer(id string, update func(caseapi.Customer) (caseapi.Customer, error),
) (*store.Kept[caseapi.Customer], error) {
	var former caseapi.Customer
	updated, err := w.Store.UpdateCustomer(id, func(before caseapi.Customer) (caseapi.Customer, error) {
		former = before
		after, err := update(before)
		if err != nil {
			return after, err
		}
		return w.keepCustomer(before, after), nil
	})
	if err == nil {
		w.customers.changed(id, former)
	}
	return updated, err
}

func (w *work) keepCustomer(before, after caseapi.Customer) caseapi.Customer {
	for _, bug := range w.bugs {
		if bug.flaw.keepCustomer != nil {
			right := caseapi.MustMarshal(after)
			bug.flaw.keepCustomer(w, before, &after)
			w.note(bug, right, caseapi.MustMarshal(after))
		}
	}
	return after
}

// Customer finds a customer, as a search compares them.
func (w *work) Customer(id string) (*store.Kept[caseapi.Customer], bool) {
	found, ok := w.Store.Customer(id)
	if !ok || !w.does(caseapi.SearchCustomers) {
		return found, ok
	}
	indexed := found.Value
	for _, bug := range w.bugs {
		if bug.flaw.index != nil {
			right := caseapi.MustMarshal(indexed)
			bug.flaw.index(w, &indexed)
			w.note(bug, right, caseapi.MustMarshal(indexed))
		}
	}
	return &store.Kept[caseapi.Customer]{Value: indexed, JSON: found.JSON}, true
}
