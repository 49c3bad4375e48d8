package mockserver

import (
	"casemock/contracts/caseapi"
	"casemock/mockserver/surprises"
	"casemock/scenarios"
)

// surprising makes of an answer what the server's profile makes of it. What a scenario says word for word stays, and
// so does what is no answer of a CRM: a fault, a refusal to force something, a mistake of ours.
func (x *exchange) surprising(a answer) answer {
	if x.server.profile == nil || a.rule != RuleSandbox && a.scenario == "" || a.scripted || a.relay != nil ||
		a.fault != scenarios.NoFault || a.Status == 0 {
		return a
	}
	changed := x.server.profile.Change(surprises.Request{Operation: x.operation, Seed: x.server.config.seed,
		World: x.world.Name, N: x.number(), NoKey: x.request.Header.Get(caseapi.AuthorizationHeader) == "",
		Cases: x.loaded.Population.CaseCount(), Now: x.world.Clock.Now(), Fields: x.loaded.API.Structures()},
		surprises.Answer{Answer: a.Answer, Header: a.header})
	plain := a.Answer
	a.plain = &plain
	a.Answer, a.header, a.surprises, a.delivery = changed.Answer, changed.Header, changed.Struck, changed.Delivery
	a.delay += a.delivery.Wait
	return a
}
