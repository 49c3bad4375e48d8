package sandbox

import (
	"fmt"
	"slices"
	"time"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

func lookupCase(c CRM, r Request) (Answer, error) {
	body, ok := c.Store.CaseJSON(r.id())
	if !ok {
		return Answer{}, store.ErrNotFound
	}
	if _, err := c.valid(r); err != nil {
		return Answer{}, err
	}
	return r.success(Body{body}), nil
}

func updateCase(c CRM, r Request) (Answer, error) {
	if !c.Store.HasCase(r.id()) {
		return Answer{}, store.ErrNotFound
	}
	change, err := c.caseChange(r)
	if err != nil {
		return Answer{}, err
	}
	updated, err := c.Store.UpdateCase(r.id(),
		func(before caseapi.Case) (caseapi.Case, error) {
			after := c.apply(change, before, laterOf(before.LastUpdated, c.Now()))
			return after, refuseClosed(before, after)
		})
	if err != nil {
		return Answer{}, err
	}
	return r.success(Body{updated.JSON}), nil
}

func createCase(c CRM, r Request) (Answer, error) {
	change, err := c.caseChange(r)
	if err != nil {
		return Answer{}, err
	}
	created, err := c.Store.AddCase(func(id, number string) caseapi.Case {
		return c.apply(change, c.newCase(id, number, change.Interactions), c.now())
	})
	if err != nil {
		return Answer{}, err
	}
	return r.success(Body{created.JSON}), nil
}

// apply makes the change to a case.
func (c CRM) apply(change caseapi.CaseChange, to caseapi.Case, at string) caseapi.Case {
	after := change.Apply(to, at)
	if c.KeepsTwice && len(change.Interactions) > 0 {
		after.Interactions = slices.Concat(to.Interactions, change.Interactions)
	}
	return after
}

// caseChange reads what the request wants of a case, of a customer who exists.
func (c CRM) caseChange(r Request) (caseapi.CaseChange, error) {
	body, err := c.valid(r)
	if err != nil {
		return caseapi.CaseChange{}, err
	}
	change := caseapi.NewCaseChange(body)
	return change, c.customerExists(change)
}

// newCase is a case before the client's fields are put in. Without a description, it is described by
// its first interaction.
func (c CRM) newCase(id, number string, interactions []caseapi.Interaction) caseapi.Case {
	empty := caseapi.Case{
		ID: id, Number: number, Status: caseapi.Open, Created: c.now(),
		URL: c.caseURL(id),
	}
	if len(interactions) > 0 {
		empty.Description = interactions[0].Body
	}
	return empty
}

func findCases(c CRM, r Request) (Answer, error) {
	if !c.Store.HasCustomer(r.id()) {
		return Answer{}, store.ErrNotFound
	}
	if _, err := c.valid(r); err != nil {
		return Answer{}, err
	}
	var found [][]byte
	for _, encoded := range c.Store.CasesOf(r.id()) {
		found = append(found, encoded)
	}
	return r.success(listOf(found)), nil
}

// customerExists refuses a change that hangs a case on a customer who does not exist.
func (c CRM) customerExists(change caseapi.CaseChange) error {
	if change.CustomerID == nil {
		return nil
	}
	if !c.Store.HasCustomer(*change.CustomerID) {
		return unprocessable{"unknown_customer",
			fmt.Sprintf("No customer exists with the id %s.", *change.CustomerID)}
	}
	return nil
}

// refuseClosed refuses more interactions of a closed case that the change does not reopen. One that the
// case has already is not added again, so a retried call is no reason, but where posts are kept twice.
func refuseClosed(before, after caseapi.Case) error {
	stays := before.Status == caseapi.Closed && after.Status == caseapi.Closed
	if !stays || len(after.Interactions) == len(before.Interactions) {
		return nil
	}
	return unprocessable{"case_closed",
		fmt.Sprintf("Case %s is closed. Send status open to reopen it.", before.ID)}
}

// laterOf keeps a date-time that is later than now, so that lastUpdated never goes back; one that a
// fixture file writes in another form stays as it is written.
func laterOf(before string, now time.Time) string {
	if former, err := caseapi.ParseTime(before); err == nil && former.After(now) {
		return before
	}
	return caseapi.FormatTime(now)
}
