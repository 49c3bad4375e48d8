package caseapi_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
)

// interaction is a right one, to be broken by replacing a part of it.
const interaction = `{"created":"2024-05-01T09:30:00Z","body":"Where is it?","linkUrl":"",` +
	`"serviceId":"1","service":"facebook","contentType":"post","author":{"service":"facebook",` +
	`"serviceId":"7","handle":"jane","name":"Jane","brandOwned":false}}`

// broken is the interaction with one part replaced.
func broken(old, replacement string) string {
	if !strings.Contains(interaction, old) {
		panic("the interaction has no " + old)
	}
	return strings.Replace(interaction, old, replacement, 1)
}

func jsonHeaders() http.Header { return http.Header{"Content-Type": {"application/json"}} }

// requestTest is a body and all that is wrong with it, in order.
type requestTest struct {
	reason    string
	operation caseapi.OperationName
	body      string
	want      []string
}

func (r requestTest) run(t *testing.T) {
	t.Parallel()
	operation := caseapi.MustOperation(r.operation)
	object, violations := companyAPI().ValidateRequest(operation, jsonHeaders(), []byte(r.body))
	if diff := cmp.Diff(r.want, sentences(violations)); diff != "" {
		t.Errorf("%s %s (-want +got):\n%s", r.operation, r.body, diff)
	}
	if violations == nil && object == nil {
		t.Error("nothing is wrong, and yet there is no object")
	}
}

func TestRequests(t *testing.T) {
	t.Parallel()
	for _, test := range slices.Concat(caseRequests(), interactionRequests(), customFieldRequests(),
		customerRequests(), bestmatchRequests()) {
		t.Run(string(test.operation)+"/"+test.reason, test.run)
	}
}

func TestCompanyWithoutCustomFields(t *testing.T) {
	t.Parallel()
	api := caseapi.New(caseapi.ObjectStructures{})
	for body, want := range map[string][]string{
		`{}`:           {"body must have a field, but no field is defined that it could have"},
		`{"name":"J"}`: {"name is unknown"},
	} {
		_, violations := api.ValidateRequest(
			caseapi.MustOperation(caseapi.SearchCustomers), jsonHeaders(), []byte(body))
		if diff := cmp.Diff(want, sentences(violations)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", body, diff)
		}
	}
}

func TestCustomersMayHaveFieldsOfTheseNames(t *testing.T) {
	t.Parallel()
	field := func(name string) caseapi.Field {
		return caseapi.Field{Name: name, Label: name, Type: caseapi.Text}
	}
	api := caseapi.New(caseapi.ObjectStructures{Customer: caseapi.ObjectStructure{
		Fields: []caseapi.Field{field("customerId"), field("customId")}}})
	_, violations := api.ValidateRequest(caseapi.MustOperation(caseapi.CreateCustomer),
		jsonHeaders(), []byte(`{"customerId":"one","customId":"two"}`))
	if violations != nil {
		t.Errorf("got %v; on customers these are two fields like any others", violations)
	}
}

func TestOperationsWithoutABody(t *testing.T) {
	t.Parallel()
	for _, operation := range caseapi.Operations() {
		if operation.HasBody() {
			continue
		}
		object, violations := companyAPI().ValidateRequest(operation, http.Header{}, []byte("no JSON"))
		if object != nil || violations != nil {
			t.Errorf("%s: %v, %v", operation.Name, object, violations)
		}
	}
}

func TestHeadersComeBeforeTheBody(t *testing.T) {
	t.Parallel()
	headers := http.Header{"Content-Type": {"text/plain"}, "X-Sf-Initiative": {"abc"}}
	_, violations := companyAPI().ValidateRequest(
		caseapi.MustOperation(caseapi.UpdateCase), headers, []byte(`{"a":1,"status":"x"}`))
	want := []string{
		`x-sf-initiative must be a whole number of 64 bits, such as 1001, got "abc"`,
		`Content-Type must be application/json, got "text/plain"`,
		"a is unknown",
		`status must be one of open, closed, got "x"`,
	}
	if diff := cmp.Diff(want, sentences(violations)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestWhatIsSaidDoesNotDependOnMaps repeats a body with mistakes all over, since Go walks its
// maps in another order each time.
func TestWhatIsSaidDoesNotDependOnMaps(t *testing.T) {
	t.Parallel()
	body := []byte(`{"z":1,"y":1,"x":1,"title":"","status":1,"interactions":[{"9":1,"10":1,"1a":1}],` +
		`"tier":"x","id":1,"created":1,"2":1,"10":1,"9a":1,"a.b":1,"a":{"b":1}}`)
	operation := caseapi.MustOperation(caseapi.UpdateCase)
	_, first := companyAPI().ValidateRequest(operation, jsonHeaders(), body)
	for range 50 {
		_, again := companyAPI().ValidateRequest(operation, jsonHeaders(), body)
		if diff := cmp.Diff(first, again); diff != "" {
			t.Fatalf("-first +again:\n%s", diff)
		}
	}
}

func TestAMillionMistakes(t *testing.T) {
	t.Parallel()
	const many = 20_000
	var members, duplicates []string
	for i := range many {
		members = append(members, fmt.Sprintf(`"f%05d":1`, i))
		duplicates = append(duplicates, `"title":"x"`)
	}
	long := strings.Repeat("k", 500_000)
	for reason, test := range map[string]struct{ body, first, last string }{
		"wrong elements": {`{"interactions":[` + strings.Repeat("1,", many/2-1) + `1]}`,
			"interactions[0]", "interactions[999]"},
		"unknown fields": {`{` + strings.Join(members, ",") + `}`, "f00000", "f00999"},
		"duplicates":     {`{` + strings.Join(duplicates, ",") + `}`, "title", "title"},
		"duplicates below a long name": {
			`{"` + long + `":{` + strings.Join(duplicates, ",") + `}}`,
			strings.Repeat("k", 60) + "…", strings.Repeat("k", 60) + "….title"},
	} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			_, violations := companyAPI().ValidateRequest(
				caseapi.MustOperation(caseapi.UpdateCase), jsonHeaders(), []byte(test.body))
			first, last := violations[0].Path, violations[len(violations)-1].Path
			if len(violations) < 1000 || len(violations) > 1001 || first != test.first || last != test.last {
				t.Errorf("%d violations from %s to %s, want 1000 from %s to %s",
					len(violations), first, last, test.first, test.last)
			}
		})
	}
}

func TestArraysHaveABound(t *testing.T) {
	t.Parallel()
	elements := func(count int) string { return "[" + strings.Repeat(`"1",`, count-1) + `"1"]` }
	body := `{"email":5,"phoneNumbers":` + elements(10_001) + `,"caseNumbers":` + elements(20_000) +
		`,"orderNumbers":` + elements(10_000) + `}`
	_, violations := companyAPI().ValidateRequest(
		caseapi.MustOperation(caseapi.BestmatchCustomers), jsonHeaders(), []byte(body))
	want := []string{
		"caseNumbers must have no more than 10000 elements, not 20000",
		"phoneNumbers must have no more than 10000 elements, not 10001",
	}
	if diff := cmp.Diff(want, sentences(violations)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestAnAPIServesMany(t *testing.T) {
	t.Parallel()
	api := caseapi.New(company()) // of its own, so that the first use is contended
	var group sync.WaitGroup
	for range 8 {
		for _, operation := range caseapi.Operations() {
			group.Go(func() {
				if !operation.HasBody() {
					return
				}
				_, violations := api.ValidateRequest(operation, jsonHeaders(), []byte(`[]`))
				want := []string{"body must be an object, not an array"}
				if diff := cmp.Diff(want, sentences(violations)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", operation.Name, diff)
				}
			})
		}
	}
	group.Wait()
}
