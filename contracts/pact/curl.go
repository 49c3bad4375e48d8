package pact

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casemock/contracts/caseapi"
)

// Curl writes the request as a command line to see it again, for any shell that knows $'…' where
// the request has control characters, and any POSIX shell where it has none. The accepted key is not
// in it: the shell takes it from CASEPACT_API_KEY.
func (e *Exchange) Curl() string {
	words := []string{"curl", "-i"}
	switch {
	case e.Method == "HEAD" && e.RequestBody == "":
		words = append(words, "--head") // else curl waits for the body that the length announces
	case e.Method != "GET" || e.RequestBody != "":
		words = append(words, "-X", shellWord(e.Method))
	}
	for _, name := range slices.Sorted(maps.Keys(e.RequestHeaders)) {
		if name == "Accept" || name == "User-Agent" || name == unshown {
			continue // curl's own are as good
		}
		for _, value := range e.RequestHeaders[name] {
			words = append(words, "-H", curlHeader(name, value))
		}
	}
	if e.RequestBody != "" {
		if len(e.RequestHeaders[contentTypePart]) == 0 {
			words = append(words, "-H", shellQuote(contentTypePart+":")) // else curl says it is a form
		}
		words = append(words, "--data-raw", shellQuote(e.RequestBody))
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
	return options + shellQuote(address)
}

func curlHeader(name, value string) string {
	switch {
	case name == caseapi.AuthorizationHeader && value == keyVariable:
		return `"` + name + ": " + value + `"` // double quotes: the shell fills the variable in
	case value == "":
		return shellQuote(name + ";") // with a colon, curl would leave the header out
	}
	return shellQuote(name + ": " + value)
}

// shellWord is quoted where it needs to be.
func shellWord(text string) string {
	if text != "" && !strings.ContainsFunc(text, func(letter rune) bool {
		return letter > unicode.MaxASCII || !unicode.IsLetter(letter)
	}) {
		return text
	}
	return shellQuote(text)
}

// shellQuote writes a text so that a shell takes it as it is. Control characters are escaped, since
// what shows the line may change them.
func shellQuote(text string) string {
	if !strings.ContainsFunc(text, unquotable) {
		return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
	}
	var quoted strings.Builder
	for _, letter := range text {
		switch {
		case letter == '\'' || letter == '\\':
			quoted.WriteString(`\` + string(letter))
		case unquotable(letter):
			for _, each := range utf8.AppendRune(nil, letter) {
				fmt.Fprintf(&quoted, `\%03o`, each)
			}
		default:
			quoted.WriteRune(letter)
		}
	}
	return "$'" + quoted.String() + "'"
}

// unquotable reports whether a letter may be shown as another one.
func unquotable(letter rune) bool {
	return letter != '\n' && (unicode.IsControl(letter) || unicode.Is(unicode.Bidi_Control, letter))
}
