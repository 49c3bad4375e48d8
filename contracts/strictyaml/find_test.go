package strictyaml_test

import (
	"testing"

	"casemock/contracts/strictyaml"
)

func TestFind(t *testing.T) {
	t.Parallel()
	file := strictyaml.Parse("cases.yaml", []byte("cases:\n  - title: One\n    author: {handle: jane}\n"))
	for path, want := range map[string]string{
		"cases[0].author.handle":  "cases[0].author.handle",
		"Cases[0].Author":         "cases[0].author",
		"cases[0].author.name":    "cases[0].author",
		"cases[0].titles":         "cases[0]",
		"cases[7].title":          "cases",
		"customers":               "",
		"cases[0].author.handle.": "cases[0].author.handle",
	} {
		if got := file.Documents[0].Root.Find(path).Path(); got != want {
			t.Errorf("Find(%q) is at %q, want %q", path, got, want)
		}
	}
}
