package mockserver

import (
	"fmt"
	"time"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/store"
)

func lookupCase(x *exchange) (answer, error) {
	body, ok := x.world.Store.CaseJSON(x.id())
	if !ok {
		return answer{}, store.ErrNotFound
	}
	if _, err := x.valid(); err != nil {
		return answer{}, err
	}
	return x.encoded(body), nil
}

func updateCase(x *exchange) (answer, error) {
	if !x.world.Store.HasCase(x.id()) {
		return answer{}, store.ErrNotFound
	}
	change, err := x.caseChange()
	if err != nil {
		return answer{}, err
	}
	updated, err := x.world.Store.UpdateCase(x.id(),
		func(before caseapi.Case) (caseapi.Case, error) {
			after := change.Apply(before, laterOf(before.LastUpdated, x.server.config.now()))
			return after, refuseClosed(before, after)
		})
	if err != nil {
		return answer{}, err
	}
	return x.encoded(updated.JSON), nil
}

func createCase(x *exchange) (answer, error) {
	change, err := x.caseChange()
	if err != nil {
		return answer{}, err
	}
	created, err := x.world.Store.AddCase(func(id, number string) caseapi.Case {
		return change.Apply(x.newCase(id, number, change.Interactions), x.now())
	})
	if err != nil {
		return answer{}, err
	}
	return x.encoded(created.JSON), nil
}

// caseChange reads what the request wants of a case, of a customer who exists.
func (x *exchange) caseChange() (caseapi.CaseChange, error) {
	body, err := x.valid()
	if err != nil {
		return caseapi.CaseChange{}, err
	}
	change := caseapi.NewCaseChange(body)
	return change, x.customerExists(change)
}

// newCase is a case before the client's fields are put in. Without a description, it is described by
// its first interaction.
func (x *exchange) newCase(id, number string, interactions []caseapi.Interaction) caseapi.Case {
	empty := caseapi.Case{
		ID: id, Number: number, Status: caseapi.Open, Created: x.now(),
		URL: x.world.Link(fixtures.CaseURL(x.server.config.publicURL, id)),
	}
	if len(interactions) > 0 {
		empty.Description = interactions[0].Body
	}
	return empty
}

func findCases(x *exchange) (answer, error) {
	if !x.world.Store.HasCustomer(x.id()) {
		return answer{}, store.ErrNotFound
	}
	if _, err := x.valid(); err != nil {
		return answer{}, err
	}
	return x.listed(x.world.Store.CasesOf(x.id())), nil
}

// customerExists refuses a change that hangs a case on a customer who does not exist.
func (x *exchange) customerExists(change caseapi.CaseChange) error {
	if change.CustomerID == nil {
		return nil
	}
	if !x.world.Store.HasCustomer(*change.CustomerID) {
		return unprocessable{"unknown_customer",
			fmt.Sprintf("No customer exists with the id %s.", *change.CustomerID)}
	}
	return nil
}

// refuseClosed refuses more interactions of a closed case that the change does not reopen. One that the
// case has already is not added again, so a retried call is no reason.
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
