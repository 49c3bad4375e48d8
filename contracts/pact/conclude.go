package pact

import (
	"net/http"

	"casemock/contracts/report"
)

// conclude excuses what waivers excuse, settles the verdicts, and says what is odd about the run.
func (v *verification) conclude() {
	used := make([]bool, len(v.waivers))
	for _, result := range v.report.Results {
		for i := range result.Findings {
			v.client.redactor.finding(&result.Findings[i])
			v.waive(&result.Findings[i], used)
		}
		result.Reason = v.client.redactor.text(result.Reason)
		if result.Verdict != report.NotExercised || len(result.Failures()) > 0 {
			result.Settle()
		}
	}
	for i, waiver := range v.waivers {
		if !used[i] {
			v.warn("%s:%d: the waiver for %s excuses nothing in this run", waiver.File, waiver.Line,
				waiver.Rule)
		}
	}
	v.suspectBasePath()
	v.suspectLockOut()
	v.report.Duration = v.options.Now().Sub(v.report.Started)
}

// waive excuses a failure if a waiver for its rule still holds.
func (v *verification) waive(finding *report.Finding, used []bool) {
	if finding.Severity != report.Failure {
		return
	}
	for i := range v.waivers {
		waiver := &v.waivers[i]
		if waiver.Rule != finding.RuleID {
			continue
		}
		used[i] = true
		if waiver.Holds(v.options.Now()) {
			finding.Waiver = waiver
			return
		}
		v.warn("%s", waiver.Expiry())
	}
}

// suspectBasePath says what a server that answers 404 to everything most probably suffers from.
func (v *verification) suspectBasePath() {
	asked := 0
	for _, result := range v.report.Results {
		if result.Exchange == nil {
			continue
		}
		if result.Exchange.Status != http.StatusNotFound {
			return
		}
		asked++
	}
	if asked > 1 {
		v.warn("every request was answered with 404: is %s the base URL of the Case API?",
			v.report.ProviderURL)
	}
}
