package mockserver

import (
	"cmp"
	"fmt"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/store"
	"casemock/scenarios"
)

// replay plays a scenario's response back. What the scenario does not say, the sandbox adds: the whole
// answer of a 2xx without a body, and the documented body of an error without one.
func (x *exchange) replay(response *scenarios.Response) answer {
	rendered, err := x.render(response)
	if err != nil {
		return x.brokenTemplate(err)
	}
	result := answer{status: rendered.Status, contentType: rendered.ContentType, body: store.NewBody(rendered.Body)}
	if !rendered.HasBody {
		result = x.withoutBody(rendered.Status)
		result.contentType = cmp.Or(rendered.ContentType, result.contentType)
	}
	result.header = rendered.Headers
	if response.Delay.Max > 0 {
		result.delay = response.Delay.At(x.draw(delayChance))
	}
	result.fault = response.Fault
	return result
}

// render fills in a response's templates, which mostly look at little: decoding a body for them takes
// longer than the rest.
func (x *exchange) render(response *scenarios.Response) (scenarios.Rendered, error) {
	needs := response.Needs()
	call := x.bareCall()
	if needs.Headers {
		call.Headers = sentHeaders(x.request)
	}
	if needs.Body {
		x.addBody(&call)
	}
	var faker *scenarios.Faker
	if needs.Faker {
		faker = x.faker()
	}
	return response.Render(call, faker)
}

// withoutBody is the answer of a response that says no more than a status.
func (x *exchange) withoutBody(status int) answer {
	documented, ok := x.operation.Response(status)
	switch {
	case !ok:
		return answer{status: status}
	case documented.Success():
		return x.forcedSuccess(documented)
	}
	contentType, body := scenarios.ErrorBody(x.operation, status)
	return answer{status: status, contentType: contentType, body: store.NewBody(body)}
}

// forcedSuccess runs the sandbox where it comes to the same status. Where it would not, the answer is
// a believable object with the id that was asked for, and nothing is stored.
func (x *exchange) forcedSuccess(documented caseapi.Response) answer {
	if result := x.sandboxIf(documented.Status); result != nil {
		return *result
	}
	if documented.Schema == "" {
		return answer{status: documented.Status}
	}
	return jsonAnswer(documented.Status, x.believable(documented.Schema))
}

// sandboxIf runs the sandbox if it would answer with the status; nil if it would not.
func (x *exchange) sandboxIf(status int) *answer {
	result, err := behaviours[x.operation.Name](x)
	if err != nil || result.status != status {
		return nil
	}
	return &result
}

// believable makes an object of the documented shape for the id that was asked for.
func (x *exchange) believable(schema caseapi.SchemaName) any {
	switch schema {
	case caseapi.CaseSchema:
		return x.believableCase()
	case caseapi.CasesSchema:
		return []caseapi.Case{x.believableCase()}
	case caseapi.CustomerSchema:
		return x.believableCustomer()
	case caseapi.CustomersSchema:
		return []caseapi.Customer{x.believableCustomer()}
	case caseapi.ObjectStructureSchema:
		return x.api().Structures().Of(caseapi.CaseObject)
	}
	panic(fmt.Sprintf("mockserver: nothing believable for %s", schema))
}

// believableCase has the id that was asked for, or one that no case has and none gets later.
func (x *exchange) believableCase() caseapi.Case {
	example := x.loaded.Population.ExampleCase()
	if x.operation.Object == caseapi.CustomerObject {
		example.CustomerID = x.id()
	}
	if x.operation.Object == caseapi.CaseObject && x.id() != "" {
		example.ID = x.id()
	} else {
		example.ID, example.Number = x.world.Store.ReserveCase()
	}
	example.URL = x.world.Link(fixtures.CaseURL(x.server.config.publicURL, example.ID))
	return example
}

// believableCustomer has the id that was asked for, or one that no customer has and none gets later.
func (x *exchange) believableCustomer() caseapi.Customer {
	example := x.loaded.Population.ExampleCustomer()
	if example.ID = x.id(); example.ID == "" {
		example.ID = x.world.Store.ReserveCustomer()
	}
	example.URL = x.world.Link(fixtures.CustomerURL(x.server.config.publicURL, example.ID))
	return example
}

// brokenTemplate answers for a template that failed on this request: a 500 that names scenario and
// field, so that nobody takes it for the CRM's.
func (x *exchange) brokenTemplate(err error) answer {
	x.server.config.logger.Warn("a scenario's template failed", "error", err)
	return jsonAnswer(http.StatusInternalServerError,
		caseapi.ErrorBody{Error: "scenario_template_failed", Message: err.Error()})
}
