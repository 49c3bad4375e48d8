package drift

import (
	"bytes"
	"context"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/mockserver/sandbox"
)

// reply is what the model answers.
type reply struct {
	status int // 0: it was not asked
	value  any // the decoded body; nil for none
}

// ask lets the model answer a request as the real server has, and follow it.
func (w *World) ask(x exchange, real any) reply {
	operation := x.call.Operation
	switch {
	case x.call.Request.Header.Get(caseapi.AuthorizationHeader) == "":
		return reply{status: http.StatusUnauthorized}
	case x.outcome.Status == http.StatusUnauthorized: // which keys are right, the real server knows alone
		return reply{}
	}
	kind, _ := caseapi.CustomObject(operation.Success().Schema)
	done := x.outcome.Status < http.StatusMultipleChoices
	writes := operation.Success().Status == http.StatusCreated
	var follow following
	if done {
		if writes {
			follow.real, _ = real.(map[string]any)
			sent, _ := caseapi.Decode(x.outcome.Sent.Bytes)
			w.knowCustomers(sent)
		} else if kind != "" {
			w.adopt(kind, real, false)
		}
		if operation.Name == caseapi.FindCases {
			w.knowCustomer(x.call.Path["id"])
		}
	}
	answered := w.do(x, follow)
	// Where the documents leave a choice, the real server has made it.
	refused := answered.status >= http.StatusBadRequest
	if one, _ := real.(map[string]any); done && kind != "" && one != nil && len(x.outcome.Findings) == 0 &&
		(refused || !writes) {
		w.adopt(kind, real, true)
	}
	return answered
}

// knowCustomers takes for granted that a customer exists whom a request has named that was accepted.
func (w *World) knowCustomers(sent any) {
	object, _ := sent.(map[string]any)
	for _, name := range []string{"customerId", "customId"} {
		id, _ := object[name].(string)
		w.knowCustomer(id)
	}
}

// do has the sandbox do what the request asks for.
func (w *World) do(x exchange, follow following) reply {
	crm := w.crm
	follow.Store = w.data
	crm.Store = follow
	answer := sandbox.Do(crm, sandbox.Request{Context: context.Background(), Operation: x.call.Operation,
		Path: x.call.Path, Header: x.call.Request.Header, Body: x.outcome.Sent.Bytes})
	var body bytes.Buffer
	_, _ = answer.Body.WriteTo(&body) // which cannot fail
	value, _ := caseapi.Decode(body.Bytes())
	return reply{answer.Status, value}
}
