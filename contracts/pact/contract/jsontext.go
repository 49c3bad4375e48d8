package contract

import (
	"fmt"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
)

// Text is a JSON value that is a string; empty for any other.
func Text(value any) string {
	text, _ := value.(string)
	return text
}

// JSONText writes a value for a report; what is not there is "missing".
func JSONText(value any) string {
	const longest = 400
	if value == nil {
		return "missing"
	}
	encoded, err := caseapi.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return wording.Shorten(string(encoded), longest)
}
