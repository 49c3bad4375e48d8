package states

import (
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzAValueIsData puts what a server may return into an address and into the words of a command: it chooses
// no host, no other path, no other parameter, no option and no other directory.
func FuzzAValueIsData(f *testing.F) {
	for _, value := range []string{"7", "a/b?c#d&e=f", "..", ".", "", "--config=x", "../key", "%2F..%2F", "a\x00b", "é +",
		"@host", `..\key`, "\r\nX: y"} {
		f.Add(value)
	}
	f.Fuzz(func(t *testing.T, value string) {
		values := map[string]any{"id": value}
		if address, err := fillInURL("http://host/a/${id}/b?q=${id}&x=1", values); err == nil {
			parsed, err := url.Parse(address)
			if err != nil {
				t.Fatalf("%q: %v", address, err)
			}
			query := parsed.Query()
			if parsed.Host != "host" || parsed.User != nil || parsed.Path != "/a/"+value+"/b" || parsed.Fragment != "" ||
				strings.Count(parsed.EscapedPath(), "/") != 3 || len(query) != 2 || query.Get("q") != value {
				t.Errorf("%q became %q", value, address)
			}
		}
		if word, err := fillInArgument("${id}", values, false); err == nil && strings.HasPrefix(word, "-") {
			t.Errorf("%q became the option %q", value, word)
		}
		if word, err := fillInArgument("seeds/${id}", values, false); err == nil && filepath.Dir(word) != "seeds" {
			t.Errorf("%q leads to %q", value, word)
		}
	})
}
