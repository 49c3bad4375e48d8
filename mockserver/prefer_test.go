package mockserver

import (
	"regexp"
	"strings"
	"testing"
)

// FuzzPrefer puts a preferred code into headers in all the ways that RFC 7240 has, next to whatever else:
// it is read as it was meant, and the first one counts.
func FuzzPrefer(f *testing.F) {
	for _, other := range []string{"", "code=422", "Code=422", `code="422"`, "wait=5, code=422; x=y",
		"code=422, code=500", `wait="5, code=500"`, `a="\"", code=500`, `a="\`, "return=minimal", "encode=422",
		"respond-async", "code", "code=", "code=,;=", `x; code=422`, `code="4;2`} {
		f.Add(other, "422")
		f.Add(other, `4"2\2,;=`)
	}
	f.Fuzz(func(t *testing.T, other, code string) {
		first, ok := preferredCode([]string{other})
		if !ok {
			first = code
		}
		for _, preference := range spellings(code) {
			wantCode(t, code, preference)
			wantCode(t, code, preference, other)
			wantCode(t, code, preference+","+other)
			wantCode(t, first, other, preference)
			if closed.MatchString(other) {
				wantCode(t, first, other+", "+preference)
			}
		}
	})
}

var (
	token  = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")
	closed = regexp.MustCompile(`(?s)^([^"]|"([^"\\]|\\.)*")*$`) // no quoted string is left open
)

// spellings are the preferences that stand for a code: a quoted string, or a token where it is one, with
// the name in whatever letters, and with parameters or without.
func spellings(code string) []string {
	values := []string{`"` + strings.NewReplacer(`"`, `\"`, `\`, `\\`).Replace(code) + `"`}
	if token.MatchString(code) {
		values = append(values, code)
	}
	var all []string
	for _, value := range values {
		all = append(all, "code="+value, "\tCODE = "+value+" ", "Code="+value+`; code=1; x=",code=2"`)
	}
	return all
}

func wantCode(t *testing.T, want string, headers ...string) {
	t.Helper()
	if got, ok := preferredCode(headers); !ok || got != want {
		t.Errorf("%q asks for %q (%t), want %q", headers, got, ok, want)
	}
}
