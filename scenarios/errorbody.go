package scenarios

import "casemock/contracts/caseapi"

// ErrorBody is a believable body for an error of an operation, of the documented shape, with its
// content type: the one plain sentence for a 401 and a 404, JSON otherwise. It is what an error is
// answered with when a scenario gives no body, and what a contract shows as an example.
func ErrorBody(operation *caseapi.Operation, status int) (contentType string, body []byte) {
	response, documented := operation.Response(status)
	if documented && response.Schema == "" {
		return textContentType, []byte(response.Meaning)
	}
	return jsonContentType, caseapi.MustMarshal(operation.ErrorExample(status))
}

const (
	textContentType = "text/plain; charset=utf-8"
	jsonContentType = "application/json"
)
