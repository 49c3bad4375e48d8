package report

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"casemock/contracts/caseapi"
)

// junitSchema is what the schema of Jenkins' xUnit plugin (junit-10.xsd) allows of the elements that
// we write: attributes, those of them that are required, and elements within.
var junitSchema = map[string]struct{ attributes, required, elements []string }{
	"testsuites": {[]string{"name", "time", "tests", "failures", "errors"}, nil, []string{"testsuite"}},
	"testsuite": {[]string{"name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp",
		"hostname", "id", "package", "file", "log", "url"}, []string{"name", "tests", "failures", "errors"},
		[]string{"testsuite", "properties", "testcase", "system-out", "system-err"}},
	"properties": {nil, nil, []string{"property"}},
	"property":   {[]string{"name", "value"}, []string{"name", "value"}, nil},
	"testcase": {[]string{"name", "time", "classname", "group"}, []string{"name"},
		[]string{"skipped", "error", "failure", "system-out", "system-err"}},
	"failure":    {[]string{"type", "message"}, nil, nil},
	"skipped":    {[]string{"type", "message"}, nil, nil},
	"system-out": {nil, nil, nil},
}

// surefireTime is the schema's type of a time.
var surefireTime = regexp.MustCompile(`^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$`)

// requireJUnit holds a report to the schema, and to what XML 1.0 allows.
func requireJUnit(t *testing.T, report []byte) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(string(report)))
	var open []string
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err) // it is no XML: a control character, for one
		}
		switch token := token.(type) {
		case xml.StartElement:
			requireElement(t, open, token)
			open = append(open, token.Name.Local)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if in := open; len(in) > 0 && junitSchema[in[len(in)-1]].elements != nil &&
				strings.TrimSpace(string(token)) != "" {
				t.Errorf("%s has the text %q", strings.Join(in, "/"), token)
			}
		}
	}
}

func requireElement(t *testing.T, open []string, element xml.StartElement) {
	t.Helper()
	name := element.Name.Local
	allowed, known := junitSchema[name]
	switch {
	case !known, len(open) == 0 && name != "testsuites",
		len(open) > 0 && !slices.Contains(junitSchema[open[len(open)-1]].elements, name):
		t.Errorf("%s has a %s", strings.Join(open, "/"), name)
		return
	}
	var given []string
	for _, attribute := range element.Attr {
		given = append(given, attribute.Name.Local)
		if attribute.Name.Local == "time" && name != "testcase" && !surefireTime.MatchString(attribute.Value) {
			t.Errorf("%s takes %q", name, attribute.Value)
		}
		if !slices.Contains(allowed.attributes, attribute.Name.Local) {
			t.Errorf("%s has the attribute %s", name, attribute.Name.Local)
		}
	}
	for _, required := range allowed.required {
		if !slices.Contains(given, required) {
			t.Errorf("%s lacks the attribute %s", name, required)
		}
	}
}

// hostile are texts that want to break out of XML, or that it cannot hold.
var hostile = []string{
	"plain", "", "]]>", "<a b='\"'>&amp;", "\x00\x01\x08\x0b\x0c\x1f", "\x1b[31m", "\x7f\u0085", "\ufffe\uffff",
	"\xff\xfe\xc3(", "\xed\xa0\x80", "\r\n\t", "é ключ 漢字 😀", "]]]]>>", strings.Repeat("]", 9) + ">",
}

func TestJUnitKeepsTheSchemaOfJenkins(t *testing.T) {
	t.Parallel()
	required := sample()
	required.RequireAll = true
	requireJUnit(t, mergeAll(t, JUnit, sample(), fine(), nothing(), required))
	for _, text := range hostile {
		suite := sample()
		suite.Warnings = []string{text}
		suite.ProviderURL, suite.Contract, suite.Duration = text, text, -time.Second
		suite.Consumer, suite.Provider, suite.Only = text, text, []string{text}
		for _, result := range suite.Results {
			result.Description, result.Source, result.Scenario, result.Reason, result.Remedy = text, text, text,
				text, text
			result.Duration, result.Given, result.Request = -time.Hour, []string{text}, text
			for i := range result.Findings {
				finding := &result.Findings[i]
				finding.Message, finding.Expected, finding.Actual, finding.Sentence = text, text, text, text
				finding.Path = text
				if finding.Waiver != nil {
					finding.Waiver = &Waiver{Reason: text, File: text}
				}
			}
			if result.Exchange != nil {
				result.Exchange.ResponseBody, result.Exchange.RequestBody, result.Exchange.Problem = text, text, text
			}
		}
		once := mergeAll(t, JUnit, suite)
		requireJUnit(t, once)
		format, _ := JUnit.find()
		again, err := format.merge(once, fine())
		if err != nil {
			t.Fatal(err)
		}
		requireJUnit(t, again)
	}
}

// TestNoTwoTestsShareClassAndName draws expectations that are alike in all that can be alike.
func TestNoTwoTestsShareClassAndName(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(texts ...string) string { return texts[random.IntN(len(texts))] }
	for range 300 {
		suite := fine()
		suite.Results = nil
		for range random.IntN(12) {
			result := newResult(caseapi.OperationName(pick("", "lookupCase", "updateCase")), 200, Verified)
			result.Description = pick("", "a", "a ", "a\x01", "a\x02", "a (2)", "a, given x", "a, given x, GET /", "b")
			result.Request = pick("", "GET /", "GET /2")
			if random.IntN(2) == 0 {
				result.Given = []string{pick("x", `x {"id":"1"}`, `x {"id":"2"}`), pick("y", "y\x03", "y\x04")}[:1+random.IntN(2)]
			}
			suite.Results = append(suite.Results, result)
		}
		requireDistinct(t, suite)
	}
}

func requireDistinct(t *testing.T, suite Suite) {
	t.Helper()
	read, err := parseJUnit(mergeAll(t, JUnit, suite, sample()))
	if err != nil {
		t.Fatal(err)
	}
	met := map[string]bool{}
	for _, suite := range read.Suites {
		for _, one := range suite.Cases {
			key := one.Class + "|" + strings.Join(strings.Fields(one.Name), " ")
			if met[key] || one.Name == "" {
				t.Fatalf("two tests are %q, or it has no name", key)
			}
			met[key] = true
		}
	}
}

func TestAStrangeSuiteTakesItsOwnPlaceAgain(t *testing.T) {
	t.Parallel()
	for _, text := range hostile {
		suite := fine()
		suite.Contract = text
		read, err := parseJUnit(mergeAll(t, JUnit, suite, sample(), suite))
		if err != nil || len(read.Suites) != 2 {
			t.Errorf("%q: %d suites, %v", text, len(read.Suites), err)
		}
	}
}

func TestANameSaysWhatTellsItApart(t *testing.T) {
	t.Parallel()
	one := func(description, request string, given ...string) *Result {
		return &Result{Operation: "lookupCase", Description: description, Request: request, Given: given}
	}
	got := testNames([]*Result{
		one("alone", "GET /case/1", "a case exists"),
		one("twice", "GET /case/1", `a case exists {"id":"1"}`),
		one("twice", "GET /case/1"),
		one("by request", "GET /case/1", "a case exists", "it rains"),
		one("by request", "GET /case/2", "a case exists", "it rains"),
		one("in nothing", "GET /case/1"),
		one("in nothing", "GET /case/1"),
		one("", "GET /case/3"),
	})
	want := []string{
		"alone",
		`twice, given a case exists {"id":"1"}`,
		"twice",
		"by request, given a case exists and it rains, GET /case/1",
		"by request, given a case exists and it rains, GET /case/2",
		"in nothing, GET /case/1",
		"in nothing, GET /case/1 (2)",
		"GET /case/3",
	}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
