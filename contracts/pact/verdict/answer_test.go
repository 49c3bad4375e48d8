package verdict_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/verdict"
	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/contracts/transport"
	"casemock/scenarios"

	"github.com/google/go-cmp/cmp"
)

// fields are those of a server that defines clubNo for cases. What is unread is not known.
type fields struct{ unread string }

func (f fields) Defines(_ caseapi.ObjectType, name string) bool {
	return f.unread != "" || name == "clubNo"
}

func (f fields) Unread(caseapi.ObjectType) string { return f.unread }

var builtIn = sync.OnceValue(func() []*contract.Interaction {
	built, err := contract.Build(scenarios.BuiltIn().All())
	if err != nil {
		panic(err)
	}
	return built.Interactions
})

// answered is an answer to a built-in expectation, with the key and the body that its example has.
func answered(t *testing.T, expectation string, status int, contentType, body string) *verdict.Answer {
	t.Helper()
	for _, interaction := range builtIn() {
		if interaction.Key == expectation {
			return answerTo(interaction, status, contentType, body)
		}
	}
	t.Fatalf("no expectation is called %s", expectation)
	return nil
}

func answerTo(interaction *contract.Interaction, status int, contentType, body string) *verdict.Answer {
	request, _ := interaction.Document["request"].(map[string]any)
	content, _ := request["body"].(map[string]any)
	sent, _ := content["content"].(map[string]any)
	decoded, _ := caseapi.Decode([]byte(body))
	headers := http.Header{}
	if contentType != "" {
		headers.Set("Content-Type", contentType)
	}
	return &verdict.Answer{Interaction: interaction, Fields: fields{}, Result: &report.Result{},
		Call: target.Call{Method: "GET", Headers: contract.HeadersIn(request)}, Sent: sent,
		Got:  &transport.Answer{Status: status, Headers: headers, Body: []byte(body)},
		Body: decoded}
}

// found are the findings of an answer, as in "failure updateCase/201/title".
func found(a *verdict.Answer) []string {
	var texts []string
	for _, finding := range a.Result.Findings {
		texts = append(texts, string(finding.Severity)+" "+finding.RuleID)
	}
	return texts
}

// aCase is one as documented; edits are pairs of a text and what stands in its place.
func aCase(edits ...string) string {
	return strings.NewReplacer(edits...).Replace(`{"id": "5003", "number": "CS-5003", "customerId": "C-1",
		"title": "Parcel lost", "description": "", "url": "https://crm.example.com/5003", "status": "open",
		"created": "2026-01-01T10:00:00Z", "lastUpdated": "2026-01-01T10:00:00Z", "clubNo": "7"}`)
}

func TestJudge(t *testing.T) {
	t.Parallel()
	const json = "application/json"
	for name, test := range map[string]struct {
		expectation string
		status      int
		contentType string
		body        string
		want        []string // nothing: it conforms
	}{
		"as documented":      {"lookupCase/200", 200, json, aCase(), nil},
		"a charset":          {"lookupCase/200", 200, json + "; charset=utf-8", aCase(), nil},
		"JSON of a kind":     {"updateCase/422", 422, "application/problem+json", `{"error": "x", "message": "y"}`, nil},
		"null for a message": {"updateCase/400", 400, json, `{"message": null}`, nil},
		"null for a title": {"lookupCase/200", 200, json, aCase(`"Parcel lost"`, "null"),
			[]string{"failure lookupCase/200/title"}},
		"clubNo twice, and no url": {"lookupCase/200", 200, json, aCase(`"url"`, `"clubNo"`),
			[]string{"warning lookupCase/200/pact", "failure lookupCase/200/url"}},
		"JSON called text": {"lookupCase/200", 200, "text/plain", aCase(),
			[]string{"warning lookupCase/200/Content-Type"}},
		"a property of no document": {"lookupCase/200", 200, json, aCase(`"clubNo"`, `"noSuchField"`),
			[]string{"warning lookupCase/200/undocumented"}},
		"a number in a custom field": {"lookupCase/200", 200, json, aCase(`"7"`, "7"),
			[]string{"warning lookupCase/200/undocumented"}},
		"half an answer":          {"lookupCase/200", 200, json, `{"id": "`, []string{"failure lookupCase/200/body"}},
		"nobody, as text":         {"lookupCase/404", 404, "text/plain", "not here", nil},
		"a 404 for a case":        {"lookupCase/200", 404, "", "", []string{"failure lookupCase/200/statusCode"}},
		"a status of no document": {"lookupCase/200", 418, "", "", []string{"failure lookupCase/200/statusCode"}},
		"a wrong key is let in":   {"lookupCase/401", 200, json, aCase(), []string{"failure lookupCase/401/statusCode"}},
		"a wrong request is a 422": {"updateCase/400", 422, json, `{"error": "x"}`,
			[]string{"failure updateCase/422/message"}},
		"a customer that is absent": {"findCases/404", 200, json, "[]", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer := answered(t, test.expectation, test.status, test.contentType, test.body)
			comparable := answer.Judge()
			if diff := cmp.Diff(test.want, found(answer)); diff != "" {
				t.Error(diff)
			}
			another := answer.Result.NotJudged != "" || answer.Result.Verdict == report.NotExercised
			if comparable == another {
				t.Errorf("it can be held against others: %t, %q", comparable, answer.Result.NotJudged)
			}
		})
	}
}

func TestAWrongKeyThatIsLetInIsSaid(t *testing.T) {
	t.Parallel()
	for expectation, want := range map[string]string{
		"lookupCase/401":        "the server lets a wrong key in",
		"lookupCase/401-no-key": "the server lets a request without a key in",
	} {
		answer := answered(t, expectation, 200, "application/json", aCase())
		answer.Judge()
		if message := answer.Result.Findings[0].Message; !strings.Contains(message, want) {
			t.Errorf("%s: got %s", expectation, message)
		}
	}
}

// TestExcuse lists what breaks no document although another answer was expected.
func TestExcuse(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		expectation string
		status      int
		unread      string
		want        string // a part of the reason; empty: it is no excuse
	}{
		"what cannot be applied is":      {"updateCase/422", 201, "", "applies the request"},
		"a malformed header is let pass": {"lookupCase/400", 200, "", "takes no notice of a malformed header"},
		"a wrong request is a 422":       {"updateCase/400", 422, "", "which wrong requests are a 400"},
		"closing is refused":             {"updateCase/201-closed", 422, "", "refuses to be sent status"},
		"a difficult text is refused":    {"updateCase/201-difficult", 400, "", "how unusual a text"},
		"fields are not known":           {"createCustomer/201", 422, "the meta object is a 500", "is a 500"},
		"fields are known":               {"createCustomer/201", 422, "", ""},
		"a wrong request is taken":       {"updateCase/400", 201, "", ""},
		"a wrong key is let in":          {"updateCase/401", 201, "", ""},
		"a failure":                      {"updateCase/201", 500, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer := answered(t, test.expectation, test.status, "", "")
			answer.Fields = fields{test.unread}
			reason := ""
			if excuse := answer.Excuse(); excuse != nil {
				reason = excuse.Error()
			}
			if !strings.Contains(reason, test.want) || test.want == "" && reason != "" {
				t.Errorf("got %q, want %q", reason, test.want)
			}
		})
	}
}

// TestAnExcusedAnswerIsJudged all the same: its own status has a documented body, too.
func TestAnExcusedAnswerIsJudged(t *testing.T) {
	t.Parallel()
	answer := answered(t, "updateCase/422", 201, "application/json", aCase(`"title"`, `"name"`))
	if answer.Judge() || answer.Result.Verdict != report.NotExercised {
		t.Errorf("is %s", answer.Result.Verdict)
	}
	want := []string{"failure updateCase/201/title", "warning updateCase/201/undocumented"}
	if diff := cmp.Diff(want, found(answer)); diff != "" {
		t.Error(diff)
	}
}

func TestConsiderUnpromised(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		sent map[string]any
		lost string
		want report.Verdict
	}{
		"all that was sent is lost": {map[string]any{"status": "closed"}, "status", report.NotExercised},
		"it is kept":                {map[string]any{"status": "closed"}, "", ""},
		"more was sent":             {map[string]any{"status": "closed", "title": "x"}, "status", ""},
	} {
		answer := answered(t, "updateCase/201-closed", 201, "application/json", aCase())
		answer.Sent = test.sent
		if test.lost != "" {
			answer.Warn(test.lost, caseapi.SenseRule, "is lost")
		}
		answer.ConsiderUnpromised()
		if answer.Result.Verdict != test.want {
			t.Errorf("%s: is %q, want %q", name, answer.Result.Verdict, test.want)
		}
	}
}
