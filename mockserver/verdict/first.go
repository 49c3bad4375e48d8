package verdict

import (
	"fmt"
	"slices"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
	"casemock/scenarios"
)

// repeatTime is for how long the same request is taken for one that repeats the first.
const repeatTime = time.Minute

func firstTime(_ scenarios.Reaction, e *Exchange) (from, due time.Time) {
	return e.Ended, e.Ended.Add(repeatTime)
}

// meetFirst lets the same request pass when somebody looked before what became of the first one.
func meetFirst(p *pending, met *encounter) ruling {
	switch {
	case p.isTwin(met) || p.isOver(met):
		return ruling{}
	case slices.Contains(p.Reaction.First, met.Operation) && p.isAbout(met):
		p.Looked = &met.seen
		return ruling{}
	case !p.Request.same(met.is(), []scenarios.Part{scenarios.SamePath, scenarios.SameBody}):
		return ruling{}
	case p.Looked != nil && !met.Began.Before(p.Looked.Ended):
		return ruling{outcome: kept}
	}
	return p.broken(met, func() string {
		return fmt.Sprintf("request %d is request %d again, and %s was not called in between", met.N, p.Answer.N,
			wording.Or(p.Reaction.First))
	})
}

// isAbout reports whether a look can have shown what became of the request: it was answered, and is not about another
// case or customer.
func (p *pending) isAbout(met *encounter) bool {
	other := met.Subject.Object == p.Subject.Object && met.Subject.ID != p.Subject.ID &&
		met.Subject.ID != "" && p.Subject.ID != ""
	return met.Arrived && met.Status/100 == 2 && !other
}

// firstOver is a success for who looked and found that there was no need to send the request again.
func firstOver(p *pending) ruling {
	if p.Looked == nil {
		return ruling{outcome: settled}
	}
	return ruling{outcome: kept}
}

// SubjectOf is what a request is about, from its path's id; of a new case, it is the customer.
func SubjectOf(operation caseapi.OperationName, id string) Subject {
	switch operation {
	case caseapi.UpdateCase, caseapi.LookupCase:
		return Subject{caseapi.CaseObject, id}
	case caseapi.CreateCase, caseapi.FindCases, caseapi.FindCustomer, caseapi.UpdateCustomer, caseapi.CreateCustomer:
		return Subject{caseapi.CustomerObject, id}
	}
	return Subject{}
}
