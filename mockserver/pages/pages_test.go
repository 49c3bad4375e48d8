package pages_test

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver/pages"
)

var structures = caseapi.ObjectStructures{
	Case: caseapi.ObjectStructure{Name: caseapi.CaseObject, Fields: []caseapi.Field{
		{Name: "region", Label: "Sales region", Type: caseapi.Text},
		{Name: "urgent", Label: "Urgent", Type: caseapi.Checkbox},
	}},
	Customer: caseapi.ObjectStructure{Name: caseapi.CustomerObject, Fields: []caseapi.Field{
		{Name: "name", Label: "Full name", Type: caseapi.Text},
		{Name: "tier", Label: "Tier", Type: caseapi.SingleSelectList,
			ListValues: []caseapi.ListValue{{Name: "Gold card", Value: "gold"}}},
	}},
}

var ana = caseapi.Customer{ID: "C-1001", URL: "http://127.0.0.1:8080/customers/C-1001",
	Custom: map[string]string{"name": "Ana Pereira", "tier": "gold"}}

func parcel() caseapi.Case {
	return caseapi.Case{
		ID: "1001", Number: "00318400", CustomerID: "C-1001", Title: "Parcel <lost> & found",
		Description: "It says delivered.\nIt is not.", URL: "http://127.0.0.1:8080/cases/1001",
		LastUpdated: "2031-05-01T09:30:00.000Z", Created: "2031-04-30T17:02:11+02:00",
		Status: caseapi.Closed, Custom: map[string]string{"region": "North", "urgent": "true"},
		Interactions: []caseapi.Interaction{
			{Created: "2031-04-30T15:00:00Z", Body: "Where is it?", LinkURL: "https://social.example/p/1",
				ServiceID: "1", Service: "facebook", ContentType: "post",
				Author: &caseapi.Author{Service: "facebook", ServiceID: "7", Handle: "ana_p", Name: "Ana P."}},
			{Created: "2031-04-30T15:10:00Z", Body: "On its way.", ServiceID: "2", Service: "facebook",
				ContentType: "comment",
				Author:      &caseapi.Author{Handle: "shop", Name: "The Shop", BrandOwned: true}},
			{Created: "yesterday", Body: "Nobody wrote this.", ServiceID: "3", Service: "facebook",
				ContentType: "comment"},
		},
	}
}

// page is what a browser gets.
func page(t *testing.T, write func(http.ResponseWriter) error) *httptest.ResponseRecorder {
	t.Helper()
	recorder := httptest.NewRecorder()
	if err := write(recorder); err != nil {
		t.Fatal(err)
	}
	return recorder
}

func casePage(t *testing.T, of pages.CasePage) string {
	t.Helper()
	response := page(t, func(w http.ResponseWriter) error { return pages.WriteCase(w, of) })
	if response.Code != http.StatusOK {
		t.Errorf("got status %d", response.Code)
	}
	return response.Body.String()
}

// has checks that the texts stand in the page, in this order.
func has(t *testing.T, body string, texts ...string) {
	t.Helper()
	rest := body
	for _, text := range texts {
		_, after, found := strings.Cut(rest, text)
		if !found {
			t.Fatalf("the page does not have %q there:\n%s", text, rest)
		}
		rest = after
	}
}

func lacks(t *testing.T, body, text string) {
	t.Helper()
	if strings.Contains(body, text) {
		t.Errorf("the page has %q:\n%s", text, body)
	}
}

func TestCase(t *testing.T) {
	t.Parallel()
	body := casePage(t, pages.CasePage{Case: parcel(), Customer: ana, Structures: structures})
	has(t, body, "<title>00318400 · Parcel &lt;lost&gt; &amp; found</title>", "closed",
		"<h1>Parcel &lt;lost&gt; &amp; found</h1>",
		`<time datetime="2031-04-30T17:02:11&#43;02:00">30 Apr 2031, 15:02 UTC</time>`, "1 May 2031, 09:30 UTC",
		"It says delivered.\nIt is not.",
		"Ana P.", "@ana_p", "Where is it?", "facebook post", `href="https://social.example/p/1"`,
		`<article class="brand">`, "The Shop", "On its way.",
		"Unknown author", "Nobody wrote this.", ">yesterday</time>",
		`href="../customers/C-1001"`, "Ana Pereira", "Tier", "Gold card",
		"Sales region", "North", "Urgent", "Yes")
	lacks(t, body, "<lost>")
	lacks(t, body, "World")
}

func TestCaseWithNothingInIt(t *testing.T) {
	t.Parallel()
	bare := caseapi.Case{ID: "1", Number: "2", CustomerID: "C/9", Title: "T", Status: caseapi.Open}
	body := casePage(t, pages.CasePage{Case: bare})
	has(t, body, "None yet.", `href="../customers/C%2F9"`, "C/9")
	lacks(t, body, "Details")
	lacks(t, body, "console") // it is served elsewhere
}

func TestWorldGoesAlong(t *testing.T) {
	t.Parallel()
	body := casePage(t, pages.CasePage{Case: parcel(), Customer: ana, Place: pages.Place{World: "alice", Console: true}})
	has(t, body, `href="../__admin/?world=alice#/cases/1001"`, `href="../customers/C-1001?world=alice"`, "alice")
	customer := page(t, func(w http.ResponseWriter) error {
		return pages.WriteCustomer(w, pages.CustomerPage{Customer: ana, Cases: slices.Values([]caseapi.Case{parcel()}),
			Place: pages.Place{World: "alice", Console: true}})
	})
	has(t, customer.Body.String(), `href="../__admin/?world=alice#/customers/C-1001"`,
		`href="../cases/1001?world=alice"`)
}

func TestLinkThatIsNone(t *testing.T) {
	t.Parallel()
	of := parcel()
	of.Interactions[0].LinkURL = "javascript:alert(1)"
	lacks(t, casePage(t, pages.CasePage{Case: of}), "javascript:")
}

func TestCustomer(t *testing.T) {
	t.Parallel()
	response := page(t, func(w http.ResponseWriter) error {
		return pages.WriteCustomer(w, pages.CustomerPage{Customer: ana, Structures: structures,
			Cases: slices.Values([]caseapi.Case{parcel()})})
	})
	if response.Code != http.StatusOK {
		t.Errorf("got status %d", response.Code)
	}
	has(t, response.Body.String(), "<title>Ana Pereira</title>", "Customer C-1001", "<h1>Ana Pereira</h1>",
		`href="../cases/1001"`, "Parcel &lt;lost&gt;", "00318400 · closed", "Full name", "Ana Pereira", "Gold card")
}

func TestCustomerWithoutNameOrCases(t *testing.T) {
	t.Parallel()
	response := page(t, func(w http.ResponseWriter) error {
		return pages.WriteCustomer(w, pages.CustomerPage{Customer: caseapi.Customer{ID: "C-7"},
			Cases: slices.Values([]caseapi.Case{})})
	})
	has(t, response.Body.String(), "<h1>C-7</h1>", "None yet.")
}

func TestMissing(t *testing.T) {
	t.Parallel()
	response := page(t, func(w http.ResponseWriter) error {
		return pages.WriteMissing(w, pages.MissingPage{Object: caseapi.CaseObject, ID: "<9>",
			Place: pages.Place{World: "bob", Console: true}})
	})
	if response.Code != http.StatusNotFound {
		t.Errorf("got status %d", response.Code)
	}
	has(t, response.Body.String(), `href="../__admin/?world=bob#/cases"`, "There is no case &lt;9&gt;", "World bob")
}

// The browser applies the style sheet only if the policy's hash is that of what stands in the page.
func TestPolicy(t *testing.T) {
	t.Parallel()
	response := page(t, func(w http.ResponseWriter) error {
		return pages.WriteCase(w, pages.CasePage{Case: parcel()})
	})
	style := regexp.MustCompile(`(?s)<style>(.*)</style>`).FindStringSubmatch(response.Body.String())
	sum := sha256.Sum256([]byte(style[1]))
	policy := response.Header().Get("Content-Security-Policy")
	want := "style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	if !strings.Contains(policy, want) {
		t.Errorf("the policy is %q, want in it %q", policy, want)
	}
	for name, want := range map[string]string{
		"Content-Type": "text/html; charset=utf-8", "X-Content-Type-Options": "nosniff",
		"Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
	} {
		if got := response.Header().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}
