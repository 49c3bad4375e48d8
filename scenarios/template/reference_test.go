package template

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"casemock/fixtures"
)

// TestReferenceIsRight fills in the templates that it shows.
func TestReferenceIsRight(t *testing.T) {
	t.Parallel()
	request := Request{Path: map[string]string{"id": "1001"}, Query: map[string][]string{"expand": {"all"}},
		Headers: http.Header{"X-Sf-User-Email": {"agent@example.com"}}, Body: map[string]any{"title": "Parcel lost"}}
	shown := regexp.MustCompile(`(?m)^  (\{\{.*?\}\})(  |$)`).FindAllStringSubmatch(Reference(), -1)
	if len(shown) < 8 {
		t.Fatalf("it shows %d templates", len(shown))
	}
	for _, example := range shown {
		read, err := newTemplate(example[1], "the reference")
		if err != nil {
			t.Errorf("%s: %v", example[1], err)
			continue
		}
		if _, err := NewRenderer(request, fixtures.NewFaker(1, "a test")).Text(read); err != nil {
			t.Errorf("%s: %v", example[1], err)
		}
	}
}

func TestReferenceHasEveryFunction(t *testing.T) {
	t.Parallel()
	for name := range new(machine).functions() {
		if !strings.HasPrefix(name, "_") && !strings.Contains(Reference(), name) {
			t.Errorf("nothing is said of %s", name)
		}
	}
}
