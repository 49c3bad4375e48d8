package mockserver_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"testing"

	"casemock/mockserver"
)

// found are the ids that a search finds, over all its pages.
func (c *client) found(what, query string) []string {
	c.t.Helper()
	ids, after := []string{}, ""
	for range 100 {
		list := read[map[string]any](c.admin(http.MethodGet, fmt.Sprintf("%s?%s%s", what, query, after), "").
			want(http.StatusOK, ""))
		for _, record := range list[what].([]any) {
			ids = append(ids, record.(map[string]any)["id"].(string))
		}
		next, _ := list["next"].(string)
		if next == "" {
			return ids
		}
		after = "&after=" + next
	}
	c.t.Fatal("the search does not come to an end")
	return nil
}

func TestSearch(t *testing.T) {
	t.Parallel()
	c := start(t)
	c.patch("/case/1003", `{"title": "The Äpfel of 大阪 & \"more\"", "status": "closed"}`).
		want(http.StatusCreated, "sandbox")
	c.post("/case", `{"customerId": "C-1001", "title": "Ä new one", "interactions": [{"created": "2031-01-01T00:00:00Z",
		"body": "Needle", "linkUrl": "", "serviceId": "1", "service": "Mastodon", "contentType": "post"}]}`).
		want(http.StatusCreated, "sandbox")
	c.do(http.MethodPatch, "/customer/C-1002", `{"name": "Zoë Quist"}`).want(http.StatusCreated, "sandbox")
	for name, test := range map[string]struct {
		what, text, more string
		want             []string
	}{
		"words in other case":       {"cases", "ÄPFEL the", "", []string{"1003"}},
		"a sign that JSON escapes":  {"cases", `& "more"`, "", []string{"1003"}},
		"a word of an interaction":  {"cases", "needle", "", []string{"1101"}},
		"not of all words":          {"cases", "needle äpfel", "", []string{}},
		"the name of a property":    {"cases", "customerId", "", []string{}},
		"text and status":           {"cases", "ä", "status=open&service=mastodon", []string{"1101"}},
		"text and the other status": {"cases", "äpfel", "status=open", []string{}},
		"a service":                 {"cases", "", "service=MASTODON", []string{"1101"}},
		"a case by its id":          {"cases", "1003 äpfel", "status=closed", []string{"1003"}},
		"a customer":                {"customers", "quist zoë", "", []string{"C-1002"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			query := test.more
			if test.text != "" {
				query += "&text=" + url.QueryEscape(test.text)
			}
			if got := c.on(t).found(test.what, query); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	c.admin(http.MethodGet, "cases?status=ajar", "").want(http.StatusBadRequest, "")
	c.admin(http.MethodGet, "customers?status=open", "").want(http.StatusBadRequest, "")
}

// A search of a world without end looks at so much of it, and says where it goes on.
func TestSearchOfManyGoesOn(t *testing.T) {
	t.Parallel()
	c := start(t, mockserver.WithCases(10_000_000))
	type page struct {
		Cases []struct{ ID string }
		Next  string
	}
	first := read[page](c.admin(http.MethodGet, "cases?text=no+case+has+xyzzy", "").want(http.StatusOK, ""))
	if len(first.Cases) != 0 || first.Next != "2000" {
		t.Errorf("got %+v", first)
	}
	c.patch("/case/3001", `{"title": "Xyzzy"}`).want(http.StatusCreated, "sandbox")
	next := read[page](c.admin(http.MethodGet, "cases?text=xyzzy&limit=1&after="+first.Next, "").want(http.StatusOK, ""))
	if len(next.Cases) != 1 || next.Cases[0].ID != "3001" || next.Next != "2001" {
		t.Errorf("got %+v", next)
	}
}
