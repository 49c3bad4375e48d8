package verdict

import (
	"casemock/contracts/caseapi"
	"casemock/contracts/report"
)

// Fail adds a failure at a path of the answer.
func (a *Answer) Fail(path string, kind caseapi.Rule, message string) *report.Finding {
	return a.Add(report.Failure, path, kind, message)
}

// Warn adds a warning at a path of the answer.
func (a *Answer) Warn(path string, kind caseapi.Rule, message string) *report.Finding {
	return a.Add(report.Warning, path, kind, message)
}

// Add adds a finding about the expected answer and gives it out, so that what was expected and received can be
// set. It is good until the next one is added.
func (a *Answer) Add(
	severity report.Severity, path string, kind caseapi.Rule, message string,
) *report.Finding {
	return a.addAbout(a.Interaction.Pair(), severity, path, kind, message)
}

// addAbout adds a finding about a documented answer, by whose rule it is called.
func (a *Answer) addAbout(
	pair caseapi.Pair, severity report.Severity, path string, kind caseapi.Rule, message string,
) *report.Finding {
	rule := report.RuleAt(pair, path)
	a.Result.Findings = append(a.Result.Findings, report.Finding{
		RuleID: rule.ID, Sentence: rule.Sentence, Kind: kind, Path: path,
		Message: message, Severity: severity, Exchange: a.Result.Exchange,
	})
	return &a.Result.Findings[len(a.Result.Findings)-1]
}

// Found reports whether there is a failure at the path, above or below it.
func (a *Answer) Found(path string) bool {
	for _, finding := range a.Result.Findings {
		if finding.Severity == report.Failure && (report.Covers(finding.Path, path) || report.Covers(path, finding.Path)) {
			return true
		}
	}
	return false
}
