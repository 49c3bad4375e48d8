package wording_test

import (
	"strings"
	"testing"

	"casemock/contracts/wording"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	fields := []string{
		"title", "description", "customerId", "customId", "interactions", "status", "id"}
	for _, test := range []struct{ reason, name, want string }{
		{"the name itself", "title", "title"},
		{"case", "TITLE", "title"},
		{"case in a long name", "customerid", "customerId"},
		{"neighbours swapped", "tilte", "title"},
		{"neighbours swapped in a short name", "di", "id"},
		{"a letter missing", "desription", "description"},
		{"a letter too many", "statuss", "status"},
		{"a wrong letter", "stetus", "status"},
		{"the singular", "interaction", "interactions"},
		{"another word", "priority", ""},
		{"more than half of the letters", "tabte", ""},
		{"one letter is no hint", "x", ""},
		{"nothing", "", ""},
		{"letters of several bytes", "títle", "title"},
		{"a very long name", strings.Repeat("title", 1<<18), ""},
	} {
		t.Run(test.reason, func(t *testing.T) {
			t.Parallel()
			if got := wording.Nearest(test.name, fields); got != test.want {
				t.Errorf("Nearest(%.20q) = %q, want %q", test.name, got, test.want)
			}
		})
	}
}

func TestNearestOfEquallyNear(t *testing.T) {
	t.Parallel()
	for _, candidates := range [][]string{{"cat", "bat"}, {"bat", "cat"}} {
		if got := wording.Nearest("rat", candidates); got != "bat" {
			t.Errorf("of %v it is %q, want the first by name", candidates, got)
		}
	}
	if got := wording.Nearest("rat", nil); got != "" {
		t.Errorf("without candidates it is %q", got)
	}
}
