package report

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/printable"
	"casemock/contracts/wording"
)

func TestJSONCanBeReadBack(t *testing.T) {
	t.Parallel()
	var read struct {
		Format string
		Suites []struct {
			Name     string
			ExitCode int
			Counts   Counts
			Table    []struct {
				Operation string
				Status    int
				Verdict   Verdict
			}
			Results []struct {
				Verdict  Verdict
				Findings []struct{ Rule, Sentence string }
			}
		}
	}
	if err := json.Unmarshal(mergeAll(t, JSON, sample()), &read); err != nil {
		t.Fatal(err)
	}
	suite := read.Suites[0]
	if suite.Name != sample().Name() || suite.ExitCode != 1 || suite.Counts != sample().Counts() ||
		len(suite.Results) != len(sample().Results) || len(suite.Table) != len(sample().Pairs()) {
		t.Errorf("got %+v", suite)
	}
	if rule := suite.Results[1].Findings[0].Rule; rule != "updateCase/201/lastUpdated" {
		t.Errorf("got %q", rule)
	}
}

func TestJUnitIsWellFormed(t *testing.T) {
	t.Parallel()
	decoder := xml.NewDecoder(strings.NewReader(string(mergeAll(t, JUnit, sample(), fine()))))
	for {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestJUnitAgreesWithTheExitCode holds a CI server, which reads the report, to the same verdict as
// a shell, which reads the exit code.
func TestJUnitAgreesWithTheExitCode(t *testing.T) {
	t.Parallel()
	required := fine()
	required.Results, required.RequireAll = []*Result{neverResult()}, true
	pending := sample()
	pending.Pending, pending.RequireAll = true, true
	for name, suite := range map[string]Suite{
		"fine": fine(), "broken": sample(), "required": required, "pending": pending,
	} {
		if made := newTestSuite(suite); (made.Failures > 0) != (suite.ExitCode() == 1) {
			t.Errorf("%s: %d failures, exit code %d", name, made.Failures, suite.ExitCode())
		}
	}
}

func TestThePageNeedsNothingFromOutside(t *testing.T) {
	t.Parallel()
	content := string(mergeAll(t, HTML, sample(), fine()))
	body, _, _ := strings.Cut(content, pageMarker)
	for _, forbidden := range []string{
		"<script", "<link", "<img", "<iframe", "@import", "url(", " src=",
	} {
		if strings.Contains(body, forbidden) {
			t.Errorf("the page has %s", forbidden)
		}
	}
	if count := strings.Count(content, "</script>"); count != 1 {
		t.Errorf("%d scripts end, want the one that carries the verdicts", count)
	}
}

// TestThePagesLinksLeadSomewhere also finds anchors that stand twice.
func TestThePagesLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	content := string(mergeAll(t, HTML, sample(), fine()))
	body, _, _ := strings.Cut(content, pageMarker)
	var anchors []string
	for _, match := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		anchor := match[1]
		if strings.Contains(anchor, " ") {
			t.Errorf("the anchor %q has a space", anchor)
		}
		if slices.Contains(anchors, anchor) {
			t.Errorf("the anchor %q stands twice", anchor)
		}
		anchors = append(anchors, anchor)
	}
	link := regexp.MustCompile(` (?:href="#|aria-labelledby=")([^"]*)"`)
	links := link.FindAllStringSubmatch(body, -1)
	for _, match := range links {
		// As browsers do, the fragment is decoded before it is looked for.
		if anchor, err := url.PathUnescape(match[1]); err != nil || !slices.Contains(anchors, anchor) {
			t.Errorf("the link to %q leads nowhere", anchor)
		}
	}
	if len(links) < 20 {
		t.Errorf("only %d links", len(links))
	}
}

func TestTheConsoleCannotBeSteered(t *testing.T) {
	t.Parallel()
	suite := sample()
	suite.ProviderURL = "http://x/\x1b[2J"
	suite.Results[1].Findings[0].Actual = "\x1b]0;title\a\u009b31m\r"
	suite.Results[1].Findings[0].Message += "\x1b[1A"
	suite.Results[4].Reason = "\x08\x08"
	var text strings.Builder
	if err := Console(&text, suite, Style{}); err != nil {
		t.Fatal(err)
	}
	if got := text.String(); got != printable.Escape(got) {
		t.Errorf("it prints %q", got)
	}
}

func TestTheConsoleTellsOfAFailedWriter(t *testing.T) {
	t.Parallel()
	reader, writer := io.Pipe()
	_ = reader.Close()
	if err := Console(writer, fine(), Style{}); err == nil {
		t.Error("nothing was said")
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"":                 {""},
		"short":            {"short"},
		"ten letter":       {"ten letter"},
		"two words here":   {"two words", "here"},
		"averyverylongone": {"averyveryl", "ongone"},
		"a\nb":             {"a", "b"},
		"äöüäöüäöüäöü":     {"äöüäöüäöüä", "öü"},
	} {
		if got := wording.Wrap(text, 10); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
