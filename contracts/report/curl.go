package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"casemock/contracts/caseapi"
	"casemock/contracts/printable"
)

// Curl writes the request as a command line to see it again, for any shell that knows $'…' where
// the request has control characters, and any POSIX shell where it has none. The accepted key is not
// in it: the shell takes it from a variable, such as CASEPACT_API_KEY.
func (e *Exchange) Curl() string {
	words := []string{"curl", "-i"}
	switch {
	case e.Method == "HEAD" && e.RequestBody == "":
		words = append(words, "--head") // else curl waits for the body that the length announces
	case e.Method != "GET" || e.RequestBody != "":
		words = append(words, "-X", shellWord(e.Method))
	}
	for _, name := range slices.Sorted(maps.Keys(e.RequestHeaders)) {
		if name == "Accept" || name == "User-Agent" || name == Unshown {
			continue // curl's own are as good
		}
		for _, value := range e.RequestHeaders[name] {
			words = append(words, "-H", e.curlHeader(name, value))
		}
	}
	if e.RequestBody != "" {
		if len(e.RequestHeaders[ContentTypePart]) == 0 {
			words = append(words, "-H", printable.ShellQuote(ContentTypePart+":")) // else curl says it is a form
		}
		words = append(words, "--data-raw", printable.ShellQuote(e.RequestBody))
	}
	return strings.Join(append(words, curlURL(e.URL)), " ")
}

// curlURL keeps curl from reading more into an address than net/http does.
func curlURL(address string) string {
	path, _, _ := strings.Cut(address, "?")
	options := ""
	if strings.ContainsAny(address, "[]{}") {
		options += "--globoff "
	}
	if strings.Contains(path, "/.") {
		options += "--path-as-is "
	}
	return options + printable.ShellQuote(address)
}

func (e *Exchange) curlHeader(name, value string) string {
	switch {
	case name == caseapi.AuthorizationHeader && value == cmp.Or(e.KeyVariable, KeyVariable):
		return `"` + name + ": " + value + `"` // double quotes: the shell fills the variable in
	case value == "":
		return printable.ShellQuote(name + ";") // with a colon, curl would leave the header out
	}
	return printable.ShellQuote(name + ": " + value)
}

// shellWord is quoted where it needs to be.
func shellWord(text string) string {
	if text != "" && !strings.ContainsFunc(text, func(letter rune) bool {
		return letter > unicode.MaxASCII || !unicode.IsLetter(letter)
	}) {
		return text
	}
	return printable.ShellQuote(text)
}
