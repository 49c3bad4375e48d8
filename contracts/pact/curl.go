package pact

import (
	"maps"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
)

// Curl writes the request as a command line to see it again. The accepted key is not in it: the
// shell takes it from CASEPACT_API_KEY.
func (e *Exchange) Curl() string {
	words := []string{"curl", "-i"}
	if e.Method != "GET" || e.RequestBody != "" {
		words = append(words, "-X", e.Method)
	}
	for _, name := range slices.Sorted(maps.Keys(e.RequestHeaders)) {
		if name == "Accept" || name == "User-Agent" {
			continue // curl's own are as good
		}
		for _, value := range e.RequestHeaders[name] {
			words = append(words, "-H", curlHeader(name, value))
		}
	}
	if e.RequestBody != "" {
		words = append(words, "--data-binary", shellQuote(e.RequestBody))
	}
	return strings.Join(append(words, shellQuote(e.URL)), " ")
}

func curlHeader(name, value string) string {
	if name == caseapi.AuthorizationHeader && value == keyVariable {
		return `"` + name + ": " + value + `"` // double quotes: the shell fills the variable in
	}
	return shellQuote(name + ": " + value)
}

func shellQuote(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
