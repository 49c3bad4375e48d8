package pact

import "casemock/contracts/report"

// conclude excuses what waivers excuse, settles the verdicts, and says what is odd about the run.
func (v *verification) conclude() {
	for _, text := range report.Waive(v.report.Results, v.waivers, v.options.Now()) {
		v.warn("%s", text)
	}
	for _, result := range v.report.Results {
		for i := range result.Findings {
			v.redact(&result.Findings[i])
		}
		result.Reason = v.client.Shown(result.Reason)
		if result.Verdict != report.NotExercised || len(result.Failures()) > 0 {
			result.Settle()
		}
	}
	v.suspectBasePath()
	v.suspectLockOut()
	v.report.Duration = v.options.Now().Sub(v.report.Started)
}

// redact takes out of a finding what an answer repeated of a secret.
func (v *verification) redact(finding *report.Finding) {
	for _, text := range []*string{&finding.Path, &finding.Message, &finding.Expected, &finding.Actual} {
		*text = v.client.Shown(*text)
	}
}

// suspectBasePath says what a server that answers 404 to everything most probably suffers from.
func (v *verification) suspectBasePath() {
	if v.report.AlwaysNotFound() {
		v.warn("every request was answered with 404: is %s the base URL of the Case API?",
			v.report.ProviderURL)
	}
}

// suspectLockOut says what a key that was accepted and then refused most probably suffers from.
func (v *verification) suspectLockOut() {
	if said := v.client.LockedOut(); said != "" {
		v.warn("%s --skip leaves expectations of a 401 out, as in --skip updateCase/401", said)
	}
}
