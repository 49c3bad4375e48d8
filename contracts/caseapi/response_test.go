package caseapi_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
)

// Right answers, to be broken by replacing a part of them.
const (
	caseAnswer = `{"id":"1","number":"2","customerId":"C-1","title":"t","description":"",` +
		`"url":"http://a/1","lastUpdated":"2024-05-01T09:30:00+02:00","created":"2024-05-01T09:30:00Z",` +
		`"status":"closed","interactions":[` + interaction + `],"tier":"gold"}`
	customerAnswer  = `{"id":"C-1","url":"http://a/C-1","name":"Jane"}`
	structureAnswer = `{"name":"case","fields":[{"name":"tier","label":"Tier",` +
		`"type":"single_sel_list","searchable":false,"listValues":[{"name":"Gold","value":"gold"}]}]}`
	errorAnswer      = `{"error":"e","message":"m"}`
	badRequestAnswer = `{"fields":[{"name":"title","errorMessage":"is required"}],` +
		`"error":"e","message":"m"}`
)

// rightAnswers has a right body for each schema that an answer can have.
func rightAnswers() map[caseapi.SchemaName]string {
	return map[caseapi.SchemaName]string{
		"":                            "no document says what",
		caseapi.CaseSchema:            caseAnswer,
		caseapi.CasesSchema:           "[" + caseAnswer + "," + caseAnswer + "]",
		caseapi.CustomerSchema:        customerAnswer,
		caseapi.CustomersSchema:       "[" + customerAnswer + "]",
		caseapi.ObjectStructureSchema: structureAnswer,
		caseapi.BadRequestSchema:      badRequestAnswer,
		caseapi.BadTypeSchema:         badRequestAnswer,
		caseapi.UnprocessableSchema:   errorAnswer,
		caseapi.ServerErrorSchema:     errorAnswer,
	}
}

func TestEveryDocumentedAnswer(t *testing.T) {
	t.Parallel()
	for _, pair := range caseapi.Pairs() {
		t.Run(pair.String(), func(t *testing.T) {
			t.Parallel()
			operation := caseapi.MustOperation(pair.Operation)
			response, _ := operation.Response(pair.Status)
			validate := func(headers http.Header, body string) []string {
				return sentences(companyAPI().ValidateResponse(
					operation, pair.Status, headers, []byte(body)))
			}
			if wrong := validate(jsonHeaders(), rightAnswers()[response.Schema]); wrong != nil {
				t.Errorf("the right answer is refused: %v", wrong)
			}
			if response.Schema == "" {
				for _, body := range []string{"", "text", `{"a":`, "null"} {
					if wrong := validate(http.Header{}, body); wrong != nil {
						t.Errorf("no document says anything about the body, and yet %q: %v", body, wrong)
					}
				}
				return
			}
			if wrong := validate(jsonHeaders(), "null"); len(wrong) != 1 ||
				!strings.HasPrefix(wrong[0], "body must be an ") {
				t.Errorf("null: %v", wrong)
			}
			if wrong := validate(http.Header{}, rightAnswers()[response.Schema]); len(wrong) != 1 ||
				wrong[0] != "Content-Type must be application/json" {
				t.Errorf("without Content-Type: %v", wrong)
			}
		})
	}
}

func TestEveryUndocumentedStatus(t *testing.T) {
	t.Parallel()
	for _, operation := range caseapi.Operations() {
		for status := 100; status < 600; status++ {
			if _, documented := operation.Response(status); documented {
				continue
			}
			want := []caseapi.Violation{{Path: "status", Rule: caseapi.StatusRule,
				Message: fmt.Sprintf("%d is not documented for %s, only %s are",
					status, operation.Name, operation.StatusList()),
				Expected: "one of " + operation.StatusList(), Actual: strconv.Itoa(status)}}
			got := companyAPI().ValidateResponse(operation, status, jsonHeaders(), []byte(caseAnswer))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s/%d (-want +got):\n%s", operation.Name, status, diff)
			}
		}
	}
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	const updated, invalid, refused, failed = "updateCase/201", "updateCase/400", "updateCase/422",
		"updateCase/500"
	const meta, unknownType = "defineObjectStructures/200", "defineObjectStructures/400"
	for _, test := range []struct {
		reason, pair, body string
		replace, by        string
		want               []string
	}{
		{"other properties", updated, caseAnswer, `{"id"`, `{"more":{"a":[1]},"Title":5,"id"`, nil},
		{"other properties inside", updated, caseAnswer, `"handle"`, `"followers":5,"handle"`, nil},
		{"no interactions", updated, caseAnswer, `,"interactions":[` + interaction + `]`, "", nil},
		{"no author", updated, caseAnswer, interaction[strings.Index(interaction, `,"author"`):] + `]`,
			"}]", nil},
		{"null for an optional text", updated, caseAnswer, `"gold"`, "null", nil},
		{"an empty string where nothing was chosen", updated, caseAnswer, `"gold"`, `""`, nil},
		{"null for a required text", updated, caseAnswer, `"title":"t"`, `"title":null`,
			[]string{"title must be a string, not null"}},
		{"null for an array", updated, caseAnswer, "[" + interaction + "]", "null",
			[]string{"interactions must be an array, not null"}},
		{"null in an array", updated, caseAnswer, interaction, "null",
			[]string{"interactions[0] must be an object, not null"}},
		{"null for an object", updated, caseAnswer, interaction,
			interaction[:strings.Index(interaction, `,"author"`)] + `,"author":null}`,
			[]string{"interactions[0].author must be an object, not null"}},
		{"a number for a text", updated, caseAnswer, `"number":"2"`, `"number":2`,
			[]string{"number must be a string, not a number"}},
		{"an optional part that is incomplete", updated, caseAnswer, `"handle":"jane",`, "",
			[]string{"interactions[0].author.handle is required"}},
		{"a required field that is missing", updated, caseAnswer, `"number":"2",`, "",
			[]string{"number is required"}},
		{"a URL without a scheme", updated, caseAnswer, "http://a/1", "/case/1", []string{
			`url must be a URI with a scheme, such as https://crm.example.com/1, got "/case/1"`}},
		{"a URL with a space", updated, caseAnswer, "http://a/1", "http://a/case 1", []string{
			`url must be a URI as RFC 3986 defines it, with all else escaped, such as ` +
				`https://crm.example.com/caf%C3%A9, got "http://a/case 1"`}},
		{"no date-time", updated, caseAnswer, `"2024-05-01T09:30:00Z","status"`, `"1714555800","status"`,
			[]string{"created must be an ISO 8601 date-time, such as 2024-05-01T09:30:00.000Z, " +
				`got "1714555800"`}},
		{"another status", updated, caseAnswer, "closed", "pending",
			[]string{`status must be one of open, closed, got "pending"`}},
		{"a custom field outside its list", updated, caseAnswer, "gold", "brass",
			[]string{`tier (Club tier) must be one of gold, silver, got "brass"`}},
		{"a key twice", updated, caseAnswer, `{"id"`, `{"url":"u","id"`,
			[]string{"url stands there twice; send it once"}},
		{"several things in order", updated, caseAnswer, `"1","number":"2"`, `1,"number":null,"zip":1`,
			[]string{"id must be a string, not a number", "number must be a string, not null"}},
		{"cut off", updated, caseAnswer, `,"tier":"gold"}`, "",
			[]string{"body is not valid JSON: it ends in the middle"}},

		{"an element of a list", "findCases/200", "[" + caseAnswer + "," + caseAnswer + "]",
			`"tier":"gold"},{"id":"1",`, `"tier":"gold"},{`, []string{"[1].id is required"}},
		{"an empty list", "findCases/200", "[]", "", "", nil},
		{"no list", "findCases/200", caseAnswer, "", "",
			[]string{"body must be an array, not an object"}},

		{"400: all is optional", invalid, "{}", "", "", nil},
		{"400: null is as good as absent", invalid, `{"error":null,"message":null}`, "", "", nil},
		{"400: null for an array", invalid, `{"fields":null}`, "", "",
			[]string{"fields must be an array, not null"}},
		{"400: a field without a message", invalid, badRequestAnswer,
			`,"errorMessage":"is required"`, "", []string{"fields[0].errorMessage is required"}},
		{"400: a field with null", invalid, badRequestAnswer, `"is required"`, "null",
			[]string{"fields[0].errorMessage must be a string, not null"}},
		{"422: both are required", refused, "{}", "", "",
			[]string{"error is required", "message is required"}},
		{"422: null is nothing", refused, errorAnswer, `"e"`, "null",
			[]string{"error must be a string, not null"}},
		{"500: all is optional", failed, `{"code":7}`, "", "", nil},
		{"500: a number for a text", failed, `{"error":500}`, "", "",
			[]string{"error must be a string, not a number"}},
		{"meta's 400: both are required", unknownType, `{"fields":[]}`, "", "",
			[]string{"error is required", "message is required"}},

		{"meta: no fields", meta, `{"name":"customer","fields":[]}`, "", "", nil},
		{"meta: another type", meta, structureAnswer, "single_sel_list", "date", []string{
			"fields[0].type must be one of text, textarea, single_sel_list, checkbox, " + `got "date"`}},
		{"meta: a boolean in quotes", meta, structureAnswer, "false", `"false"`,
			[]string{"fields[0].searchable must be a boolean, not a string"}},
		{"meta: null choices", meta, structureAnswer, `[{"name":"Gold","value":"gold"}]`, "null",
			[]string{"fields[0].listValues must be an array, not null"}},
		{"meta: a choice without a value", meta, structureAnswer, `,"value":"gold"`, "",
			[]string{"fields[0].listValues[0].value is required"}},
	} {
		t.Run(test.reason, func(t *testing.T) {
			t.Parallel()
			if !strings.Contains(test.body, test.replace) {
				t.Fatalf("the answer has no %s", test.replace)
			}
			pair, err := caseapi.ParsePair(test.pair)
			if err != nil {
				t.Fatal(err)
			}
			body := strings.Replace(test.body, test.replace, test.by, 1)
			violations := companyAPI().ValidateResponse(
				caseapi.MustOperation(pair.Operation), pair.Status, jsonHeaders(), []byte(body))
			if diff := cmp.Diff(test.want, sentences(violations)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", body, diff)
			}
		})
	}
}
