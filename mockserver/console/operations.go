package console

import "casemock/contracts/caseapi"

// operation is what the page has to know of an operation of the Case API.
type operation struct {
	Name      caseapi.OperationName `json:"name"`
	Method    string                `json:"method"`
	Path      string                `json:"path"` // a template: /case/{id}
	Summary   string                `json:"summary"`
	Responses []response            `json:"responses"` // the successes first
}

// response is a documented answer.
type response struct {
	Status  int    `json:"status"`
	Meaning string `json:"meaning"`
}

// operations is the table of documented operations as JSON, so that the page does not repeat it.
func operations() []byte {
	table := []operation{}
	for _, known := range caseapi.Operations() {
		row := operation{known.Name, known.Method, known.Path, known.Summary, []response{}}
		for _, answer := range known.Responses {
			row.Responses = append(row.Responses, response{answer.Status, answer.Meaning})
		}
		table = append(table, row)
	}
	return caseapi.MustMarshal(map[string]any{"operations": table})
}
