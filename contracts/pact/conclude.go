package pact

import "casemock/contracts/report"

// conclude takes secrets out of the results, gives the verdicts, and says what is odd about the run.
func (v *verification) conclude() {
	for _, result := range v.report.Results {
		for i := range result.Findings {
			v.redact(&result.Findings[i])
		}
		result.Reason = v.client.Shown(result.Reason)
	}
	v.report.Conclude(v.waivers, v.options.Now())
	for i, text := range v.report.Warnings {
		v.report.Warnings[i] = v.client.Shown(text)
	}
	v.suspectLockOut()
}

// redact takes out of a finding what an answer repeated of a secret.
func (v *verification) redact(finding *report.Finding) {
	for _, text := range []*string{&finding.Path, &finding.Message, &finding.Expected, &finding.Actual} {
		*text = v.client.Shown(*text)
	}
}

// suspectLockOut says what a key that was accepted and then refused most probably suffers from.
func (v *verification) suspectLockOut() {
	if said := v.client.LockedOut(); said != "" {
		v.warn("%s --skip leaves expectations of a 401 out, as in --skip updateCase/401", said)
	}
}
