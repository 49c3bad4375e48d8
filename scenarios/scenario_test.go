package scenarios_test

import (
	"strings"
	"testing"
	"time"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
	"casemock/scenarios/matcher"
	"casemock/scenarios/template"
)

// scenario reads one scenario of updateCase; the text is what follows its operation.
func scenario(t testing.TB, text string) *scenarios.Scenario {
	t.Helper()
	found, problems := scenarios.Parse(caseapi.New(structures()), "scenario",
		[]byte("name: mine\noperation: updateCase\n"+text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return found[0]
}

func decode(t testing.TB, text string) any {
	t.Helper()
	value, violations := caseapi.Decode([]byte(text))
	if violations != nil {
		t.Fatal(violations)
	}
	return value
}

func TestExpected(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		status     int // 0: not in the contract
	}{
		{"Single", "responses: [{status: 422}]", 422},
		{"LastOne", "responses: [{status: 500}, {status: 422}]", 422},
		{"LastOneBeforeTheSandbox", "responses: [{status: 422, times: 2}]\nthen: sandbox", 422},
		{"SandboxItself", "responses: [{status: 500}, {status: 201}]\nlive: true", 201},
		{"LastDocumentedOne", "responses: [{status: 422}, {status: 429, undocumented: true}]", 422},
		{"LastWholeOne", "responses: [{status: 422}, {status: 500, fault: malformed-json}," +
			" {fault: timeout}]", 422},
		{"UndocumentedBody", "responses: [{status: 422, undocumented: true, body: {}}]", 0},
		{"FaultAlone", "responses: [{fault: connection-reset}]", 0},
		{"KeptOut", "responses: [{status: 422}]\ncontract: false", 0},
		{"WrongKey", "responses: [{status: 401}]\nrequest: {headers: {authorization: wrong}}", 401},
		{"ValidKeyIsNoReasonForA401", "responses: [{status: 401}]", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			expected, ok := scenario(t, test.text).Expected()
			if ok != (test.status != 0) || ok && expected.Status != test.status {
				t.Errorf("got %d, %t", expected.Status, ok)
			}
		})
	}
}

func TestFromState(t *testing.T) {
	t.Parallel()
	made := scenario(t, `responses: [{status: 422}]
given:
  - {state: a customer exists, params: {id: C-1001}}
  - {state: a case exists, params: {id: "1001", customerId: C-1001}}
  - {state: the moon is full, params: {since: yesterday}}
`)
	for value, want := range map[string]string{
		"1001": "id", "C-1001": "customerId", "yesterday": "since", "tomorrow": "", "": "",
	} {
		if name, ok := made.FromState(value); name != want || ok != (want != "") {
			t.Errorf("%s is taken from %q, %t", value, name, ok)
		}
	}
}

func TestExampleFillsWhatIsOpen(t *testing.T) {
	t.Parallel()
	bare := scenario(t, "responses: [{status: 422}]").Example()
	if bare.Path["id"] == "" || bare.Body == nil {
		t.Errorf("the bare example is %v, %v", bare.Path, bare.Body)
	}
	api := caseapi.New(structures())
	if violations := api.ValidateBody(caseapi.CaseUpdateSchema, bare.Body); violations != nil {
		t.Error(violations)
	}
	given := scenario(t, "responses: [{status: 422}]\ngiven: [{state: a case exists, params: {id: '77'}}]")
	if id := given.Example().Path["id"]; id != "77" {
		t.Errorf("the id is %s, not the state's", id)
	}
	withoutBody := scenario(t, "responses: [{status: 400}]\nrequest: {body: {absent: true}}")
	if body := withoutBody.Example().Body; body != nil {
		t.Errorf("the body is to be absent, and is %v", body)
	}
}

func TestKnownStates(t *testing.T) {
	t.Parallel()
	for _, known := range scenarios.KnownStates() {
		found, ok := scenarios.FindKnownState(known.Name)
		if !ok || found.Summary == "" || len(found.Params) == 0 {
			t.Errorf("%s: %v, %t", known.Name, found, ok)
		}
	}
	if _, ok := scenarios.FindKnownState("the moon is full"); ok {
		t.Error("the moon is known")
	}
}

func TestStatesOfOnesOwn(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"an order exists", "two cases exist", "a case is locked", "no case is open",
		"a customer with two cases exists", "the server is slow"} {
		made := scenario(t, "responses: [{status: 422}]\ngiven: [{state: "+name+", params: {any: thing}}]")
		if value, ok := made.Given[0].Param("any"); made.Given[0].Name != name || !ok || value != "thing" {
			t.Errorf("%s was read as %v", name, made.Given)
		}
	}
}

func TestDelay(t *testing.T) {
	t.Parallel()
	delay := scenarios.Delay{Min: time.Second, Max: 3 * time.Second}
	for fraction, want := range map[float64]time.Duration{0: time.Second, 0.5: 2 * time.Second} {
		if got := delay.At(fraction); got != want {
			t.Errorf("at %v: %s", fraction, got)
		}
	}
}

func TestRenderWithoutBody(t *testing.T) {
	t.Parallel()
	response := scenario(t, "responses: [{status: 422, headers: {x-a: b,"+
		" x-c: '{{ .request.path.id }}'}}]").Responses[0]
	rendered, err := response.Render(templateCall(), faker())
	if err != nil || rendered.HasBody || rendered.Body != nil || rendered.ContentType != "" {
		t.Errorf("got %+v, %v", rendered, err)
	}
	if rendered.Headers.Get("x-a") != "b" || rendered.Headers.Get("x-c") != "1001" {
		t.Errorf("headers %v", rendered.Headers)
	}
}

func TestContentTypes(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, response, contentType, body string }{
		{"JSON", "status: 422, body: {error: e, message: <m>}", "application/json",
			`{"error":"e","message":"<m>"}`},
		{"EmptyArray", "status: 400, undocumented: true, body: []", "application/json", `[]`},
		{"Number", "status: 400, undocumented: true, body: 0x10", "application/json", `16`},
		{"Text", "status: 404, body: 'Nowhere: {{ .request.path.id }}'", "text/plain; charset=utf-8",
			"Nowhere: 1001"},
		{"FixedText", "status: 404, body: Nowhere", "text/plain; charset=utf-8", "Nowhere"},
		{"Own", "status: 503, undocumented: true, headers: {content-type: text/html}, body: <p>",
			"text/html", "<p>"},
		{"OwnJSON", "status: 422, headers: {content-type: application/problem+json}," +
			" body: {error: e, message: m}",
			"application/problem+json", `{"error":"e","message":"m"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			response := scenario(t, "responses: [{"+test.response+"}]").Responses[0]
			rendered, err := response.Render(templateCall(), faker())
			if err != nil {
				t.Fatal(err)
			}
			if rendered.ContentType != test.contentType || string(rendered.Body) != test.body ||
				!rendered.HasBody {
				t.Errorf("got %s: %s", rendered.ContentType, rendered.Body)
			}
			if rendered.Headers.Get("Content-Type") != "" {
				t.Error("the content type is among the other headers too")
			}
		})
	}
}

func TestHeaderOfSeveralLines(t *testing.T) {
	t.Parallel()
	response := scenario(t,
		`responses: [{status: 422, headers: {x-title: "{{ .request.body.title }}"}}]`).Responses[0]
	for title, want := range map[string]string{
		"one\r\nset-cookie: two": "of several lines",
		"one\x00":                "of several lines",
		"bell\a":                 `with the control character '\a', which HTTP forbids`,
		"\x1b[31m":               `with the control character '\x1b', which HTTP forbids`,
		"\x7f":                   `with the control character '\x7f', which HTTP forbids`,
	} {
		call := templateCall()
		call.Body = map[string]any{"title": title}
		_, err := response.Render(call, faker())
		want := "scenario mine: responses[0].headers.x-title: makes a header " + want
		if err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestHeaderOfOtherCharacters(t *testing.T) {
	t.Parallel()
	response := scenario(t,
		`responses: [{status: 422, headers: {x-title: "{{ .request.body.title }}"}}]`).Responses[0]
	call := templateCall()
	call.Body = map[string]any{"title": "tab\té\u0085"}
	rendered, err := response.Render(call, faker())
	if got := rendered.Headers.Get("X-Title"); err != nil || got != "tab\té\u0085" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAnswerTooLarge(t *testing.T) {
	t.Parallel()
	large := "{{ range 2000 }}" + "0123456789012345678901234567890123456789" +
		"0123456789012345678901234567890123456789{{ end }}"
	text := "responses:\n  - status: 500\n    undocumented: true\n    body:\n"
	for range 10 {
		text += "      - '" + large + "'\n"
	}
	response := scenario(t, text).Responses[0]
	_, err := response.Render(templateCall(), faker())
	want := "scenario mine: responses[0].body[6]: makes an answer of more than 1 MiB"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestAnswerThatTakesTooMuch(t *testing.T) {
	t.Parallel()
	text := "responses:\n  - status: 500\n    undocumented: true\n    body:\n" +
		strings.Repeat("      - '{{ range 9000 }}{{ end }}'\n", 1000)
	response := scenario(t, text).Responses[0]
	_, err := response.Render(templateCall(), faker())
	want := "scenario mine: responses[0].body[8]: does too much: it repeats itself too often, or on too much text"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestRecordedParts makes a scenario of a recorded request and answer, as the console does.
func TestRecordedParts(t *testing.T) {
	t.Parallel()
	recorded := &scenarios.Scenario{
		Name: "recorded", Operation: caseapi.MustOperation(caseapi.UpdateCase), Contract: true,
		Request: scenarios.Request{
			Path: []scenarios.Parameter{{Name: "id", Value: matcher.LiteralOf("1001")}},
			Body: matcher.LiteralOf(decode(t, `{"title": "{{ no template }}", "interactions": []}`)),
		},
		Responses: []scenarios.Response{{Status: 422, Times: 1,
			Headers: []scenarios.Header{{Name: "X-A", Value: template.Fixed("{{")}},
			Body:    template.BodyOf(decode(t, `{"error": "e", "message": "{{ .request }} stays"}`))}},
	}
	text := scenarios.Format(recorded)
	read, problems := scenarios.Parse(caseapi.New(structures()), "recorded", text)
	if len(problems) > 0 {
		t.Fatalf("%s%s", text, lines(problems))
	}
	call := templateCall()
	call.Body = decode(t, `{"title": "{{ no template }}", "interactions": [1]}`)
	if mismatch := read[0].Request.Match(call); mismatch != nil {
		t.Error(mismatch)
	}
	rendered, err := read[0].Responses[0].Render(call, faker())
	if err != nil || rendered.Headers.Get("X-A") != "{{" ||
		string(rendered.Body) != `{"error":"e","message":"{{ .request }} stays"}` {
		t.Errorf("%v %s, %v", rendered.Headers, rendered.Body, err)
	}
}

// TestRecordedNumbersOfAnySize makes sure that a number stays one in a file, and text that looks like one
// stays text.
func TestRecordedNumbersOfAnySize(t *testing.T) {
	t.Parallel()
	body := decode(t, `{"numbers": [1e999, -1E999, 1e5, 7], "texts": ["1e999", "-1E999", "1e5", "7"]}`)
	recorded := &scenarios.Scenario{
		Name: "recorded", Operation: caseapi.MustOperation(caseapi.UpdateCase),
		Request:   scenarios.Request{Body: matcher.LiteralOf(body)},
		Responses: []scenarios.Response{{Status: 422, Times: 1}},
	}
	text := scenarios.Format(recorded)
	read, problems := scenarios.Parse(caseapi.New(structures()), "recorded", text)
	if len(problems) > 0 {
		t.Fatalf("%s%s", text, lines(problems))
	}
	if mismatch := read[0].Request.Match(scenarios.Call{Body: body}); mismatch != nil {
		t.Errorf("%s%v", text, mismatch)
	}
}
