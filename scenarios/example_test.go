package scenarios_test

import (
	"fmt"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

func Example() {
	api := caseapi.New(caseapi.ObjectStructures{})
	found, problems := scenarios.Parse(api, "closed.yaml", []byte(`
name: closed
operation: updateCase
request:
  path: {id: {regex: '\d+', example: "1001"}}
  body: {interactions: [{service: twitter}]}
responses:
  - status: 422
    body: {error: case_closed, message: "Case {{ .request.path.id }} is closed."}
contract: false
`))
	if len(problems) > 0 {
		fmt.Println(problems)
		return
	}
	call := scenarios.Call{
		Path: map[string]string{"id": "1234"},
		Body: map[string]any{"interactions": []any{map[string]any{"service": "facebook"}}},
	}
	fmt.Println(found[0].Request.Match(call))

	call.Body = map[string]any{"interactions": []any{map[string]any{"service": "twitter"}}}
	fmt.Println(found[0].Request.Fits(call))

	step, response := scenarios.NewPositions().Next(found[0])
	answer, err := response.Render(call, nil)
	fmt.Println(step, answer.Status, string(answer.Body), err)
	// Output:
	// body.interactions[0].service: expected "twitter", got "facebook"
	// true
	// 1 422 {"error":"case_closed","message":"Case 1234 is closed."} <nil>
}

func ExampleParse_problems() {
	_, problems := scenarios.Parse(caseapi.New(caseapi.ObjectStructures{}), "mine.yaml", []byte(`
name: updateCase/teapot
operation: updatCase
responses:
  - status: 422
    dealy: 5
`))
	for _, problem := range problems {
		fmt.Println(problem)
	}
	// Output:
	// mine.yaml:3:12: operation cannot be "updatCase"; did you mean updateCase?
	// mine.yaml:6:5: responses[0].dealy is unknown; did you mean delay?
}

func ExampleScenario_FromState() {
	scenario, _ := scenarios.BuiltIn().Find("updateCase/201")
	call := scenario.Example()
	parameter, _ := scenario.FromState(call.Path["id"])
	fmt.Println(call.Path["id"], "is the", parameter, "of", scenario.Given[0].Name)
	// Output: 1001 is the id of a case exists
}
