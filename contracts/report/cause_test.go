package report

import (
	"slices"
	"strings"
	"testing"
)

func TestOneMistakeIsOneCause(t *testing.T) {
	t.Parallel()
	suite := oneCauseInMany()
	causes := suite.Causes()
	if len(causes) != 2 {
		t.Fatalf("got %d causes", len(causes))
	}
	first := causes[0]
	if want := `lastUpdated must be an ISO 8601 date-time, got "yesterday"`; first.Message != want {
		t.Errorf("got %s, want %s", first.Message, want)
	}
	if want := "2 expectations, 2 of 3 elements"; first.Extent(suite.Unit) != want {
		t.Errorf("got %s, want %s", first.Extent(suite.Unit), want)
	}
	if want := []string{"lookupCase/200/lastUpdated", "findCases/200/[].lastUpdated"}; !slices.Equal(first.Rules, want) {
		t.Errorf("got %q", first.Rules)
	}
	if got := causes[1].Extent("story"); got != "1 story" {
		t.Errorf("got %s", got)
	}
}

func TestWhatIsWaivedIsNoCause(t *testing.T) {
	t.Parallel()
	suite := sample()
	suite.Results = []*Result{waivedResult(), pendingResult()}
	if causes := suite.Causes(); len(causes) > 0 {
		t.Errorf("got %+v", causes)
	}
}

// TestTheNamesOfTestsAreStable from one run to the next: a server's port is another each day.
func TestTheNamesOfTestsAreStable(t *testing.T) {
	t.Parallel()
	one, other := sample(), sample()
	other.ProviderURL = "http://127.0.0.1:49152"
	for i, result := range one.Results {
		if a, b := newTestCase(one, result).Class, newTestCase(other, other.Results[i]).Class; a != b {
			t.Errorf("%s is called %s as well", a, b)
		}
	}
	one.Contract = "http://broker:9292/pacts/provider/p/consumer/c/pact-version/42"
	if got := newTestCase(one, one.Results[0]).Class; strings.Contains(got, "9292") {
		t.Errorf("got %s", got)
	}
}

func TestMarkdownNamesNobodyAndStaysInItsLine(t *testing.T) {
	t.Parallel()
	for _, text := range hostile {
		suite := sample()
		suite.Contract, suite.Warnings = text, []string{text + "\n# head @team <b>"}
		for _, result := range suite.Results {
			result.Reason, result.Description = text, text
			for i := range result.Findings {
				result.Findings[i].Message, result.Findings[i].Actual = text, text
			}
		}
		made := mergeAll(t, Markdown, suite, fine(), suite)
		if names, err := suitesOfMarkdown(made); err != nil || len(names) != 2 {
			t.Errorf("%q: %q, %v", text, names, err)
		}
		if strings.Contains(string(made), "@team") || strings.Contains(string(made), "\n# head") {
			t.Errorf("%q steers it:\n%s", text, made)
		}
	}
}

func TestAnAnnotationIsOneLine(t *testing.T) {
	t.Parallel()
	for _, text := range hostile {
		suite := sample()
		suite.Warnings = nil
		for _, result := range suite.Results {
			result.Source = text + ":7"
			for i := range result.Findings {
				result.Findings[i].Message = text
			}
		}
		for line := range strings.Lines(string(mergeAll(t, GitHub, suite))) {
			if !strings.HasPrefix(line, "::error ") && !strings.HasPrefix(line, "::warning ") {
				t.Errorf("%q: %s", text, line)
			}
		}
	}
}
