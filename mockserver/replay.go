package mockserver

import (
	"cmp"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/mockserver/bugs"
	"casemock/mockserver/sandbox"
	"casemock/scenarios"
	"casemock/scenarios/fake"
)

// replay plays a scenario's response back. What the scenario does not say, the sandbox adds: the whole
// answer of a 2xx without a body, and the documented body of an error without one.
func (x *exchange) replay(scenario *scenarios.Scenario, response *scenarios.Response) answer {
	rendered, err := x.render(response)
	if err != nil {
		return x.brokenTemplate(err)
	}
	if !rendered.HasBody && scenario.IsSandbox(response) && x.server.upstream != nil {
		return x.timed(x.throughReal(rendered.Headers, response.Fault), response)
	}
	if response.After {
		x.doFirst()
	}
	played := sandbox.Answer{Status: rendered.Status, ContentType: rendered.ContentType,
		Body: sandbox.Body{rendered.Body}, Invented: isSuccess(rendered.Status)}
	if !rendered.HasBody {
		if scenario.IsSandbox(response) {
			played = bugs.Do(x.server.crm(x.loaded, x.world), x.sandboxRequest())
		} else {
			played = x.withoutBody(rendered.Status)
		}
		played.ContentType = cmp.Or(rendered.ContentType, played.ContentType)
	}
	return x.timed(answer{Answer: played, header: rendered.Headers, fault: response.Fault,
		scripted: rendered.HasBody && !scenario.Source.BuiltIn}, response)
}

// timed takes the time that a response says.
func (x *exchange) timed(result answer, response *scenarios.Response) answer {
	if response.Delay.Max > 0 {
		result.delay = response.Delay.At(x.draw(delayChance))
	}
	if result.fault == scenarios.SlowBody {
		result.delay, result.trickle = 0, result.delay
	}
	return result
}

// doFirst does what the request asks for, and keeps the answer from the client.
func (x *exchange) doFirst() {
	if x.server.upstream != nil {
		_ = x.fetched()
		return
	}
	_ = x.sandboxAnswer()
}

// render fills in a response's templates.
func (x *exchange) render(response *scenarios.Response) (scenarios.Rendered, error) {
	needs := response.Needs()
	var faker *fake.Faker
	if needs.Faker {
		faker = x.faker()
	}
	return response.Render(x.call(needs), faker)
}

// withoutBody is the answer of a response that says no more than a status.
func (x *exchange) withoutBody(status int) sandbox.Answer {
	documented, ok := x.operation.Response(status)
	switch {
	case !ok:
		return sandbox.Answer{Status: status, Invented: isSuccess(status)}
	case documented.Success():
		return x.forcedSuccess(documented)
	}
	contentType, body := scenarios.ErrorBody(x.operation, status)
	return sandbox.Answer{Status: status, ContentType: contentType, Body: sandbox.Body{body}}
}

func isSuccess(status int) bool { return status/100 == 2 }

// forcedSuccess runs the sandbox where it comes to the same status. Where it would not, the answer is
// a believable object with the id that was asked for, and nothing is stored.
func (x *exchange) forcedSuccess(documented caseapi.Response) sandbox.Answer {
	crm, request := x.server.crm(x.loaded, x.world), x.sandboxRequest()
	if x.server.upstream != nil { // whose data is not here
		return sandbox.Believable(crm, request, documented)
	}
	result := bugs.Do(crm, request)
	if result.Status == documented.Status {
		return result
	}
	believable := sandbox.Believable(crm, request, documented)
	believable.Because = result.Because
	return believable
}

// brokenTemplate answers for a template that failed on this request: a 500 that names scenario and
// field, so that nobody takes it for the CRM's.
func (x *exchange) brokenTemplate(err error) answer {
	x.server.config.logger.Warn("a scenario's template failed", "error", err)
	return answer{scripted: true, Answer: sandbox.JSON(http.StatusInternalServerError,
		caseapi.ErrorBody{Error: "scenario_template_failed", Message: err.Error()})}
}
