package report

import (
	"slices"
	"strings"

	"casemock/contracts/caseapi"
)

// Finding is one thing that is wrong with an answer, or worth a warning.
type Finding struct {
	// RuleID is stable and the same everywhere: operation, expected status, and where, as in
	// updateCase/201/lastUpdated. Elements of an array are written [] in it. [FindRule] knows it.
	RuleID string `json:"rule"`
	// Sentence is what the documents say about it.
	Sentence string `json:"sentence"`
	// Kind says which kind of demand is broken: a missing property, a wrong type, a contradiction.
	Kind caseapi.Rule `json:"kind"`
	// Path is where in the answer: statusCode, a header's name, body, or a JSON path with indexes such
	// as interactions[0].author.handle.
	Path    string `json:"path"`
	Message string `json:"message"` // a sentence without its full stop
	// Expected and Actual stand side by side in reports; either may be empty.
	Expected string   `json:"expected"`
	Actual   string   `json:"actual"`
	Severity Severity `json:"severity"`
	// Waiver is the entry of the waiver file that excuses the finding; nil when none does.
	Waiver *Waiver `json:"waiver,omitempty"`
	// Exchange is the request that shows it: that of the expectation, or one that was sent to check
	// it. Nil when nothing was sent.
	Exchange *Exchange `json:"exchange,omitempty"`
	// Step is that of the story, from 1; 0 for a finding of no story.
	Step int `json:"step,omitempty"`
	// Sandbox is the same request to the sandbox, and its answer; nil where it was not asked.
	Sandbox *Exchange `json:"sandbox,omitempty"`
}

// Breaks reports whether the finding makes its expectation broken: a failure that nobody waived.
func (f Finding) Breaks() bool { return f.Severity == Failure && f.Waiver == nil }

// Told reports whether a failure among findings is about the same as one at a path: about that place, or about the
// whole that it is a part of, without which nothing can be said about the part. That something is lost from a whole
// says nothing about the rest of it. All custom fields have one path, and are told apart by the message.
func Told(findings []Finding, path, message string) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool {
		switch {
		case f.Severity != Failure:
			return false
		case f.Path == path:
			return !strings.HasSuffix(path, CustomPart) || f.Message == message
		}
		return f.Kind != caseapi.SenseRule && Covers(f.Path, path)
	})
}

// Covers reports whether a path is another one, or stands above it.
func Covers(above, below string) bool {
	rest, ok := strings.CutPrefix(below, above)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// Beside sets what stands side by side in reports.
func (f *Finding) Beside(expected, actual string) *Finding {
	f.Expected, f.Actual = expected, actual
	return f
}

// ShownBy sets the request that shows the finding, where it is not that of the expectation.
func (f *Finding) ShownBy(exchange *Exchange) {
	if exchange != nil {
		f.Exchange = exchange
	}
}
