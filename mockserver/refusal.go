package mockserver

import (
	"fmt"
	"net/http"

	"casemock/mockserver/sandbox"
)

// refuse answers what cannot be forced with what can.
func (x *exchange) refuse(reason error) answer {
	refused := sandbox.JSON(http.StatusBadRequest, refusal{
		Error: "cannot_be_forced",
		Message: fmt.Sprintf("%v. For %s, statuses %s can be forced, or one of the scenarios listed.",
			reason, x.operation.Name, x.operation.StatusList()),
		Statuses:  x.operation.Statuses(),
		Scenarios: x.scenarioNames(),
	})
	return answer{Answer: refused, rule: RuleRefused}
}

// refusal is the body of a refused request: a documented 400, and besides what can be forced.
type refusal struct {
	Error     string   `json:"error"`
	Message   string   `json:"message"`
	Statuses  []int    `json:"statuses"`
	Scenarios []string `json:"scenarios"`
}

func (x *exchange) scenarioNames() []string {
	var names []string
	for _, scenario := range x.scenarios.All() {
		if scenario.Operation == x.operation {
			names = append(names, scenario.Name)
		}
	}
	return names
}
